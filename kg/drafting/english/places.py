"""Capitalised words that name neither an organization nor a product nor a person: places, peoples, months, days."""

from __future__ import annotations

from kg.words import word_set

PLACES = word_set("""afghanistan albania algeria argentina armenia australia austria azerbaijan bangladesh belarus belgium bolivia brazil britain bulgaria
    cambodia cameroon canada chile china colombia congo croatia cuba cyprus czechia denmark ecuador egypt england estonia ethiopia europe
    finland france georgia germany ghana greece hungary iceland india indonesia iran iraq ireland israel italy jamaica japan jordan kenya
    korea kosovo kuwait latvia lebanon libya lithuania luxembourg malaysia malta mexico moldova mongolia morocco myanmar nepal netherlands
    nigeria norway pakistan palestine panama peru philippines poland portugal qatar romania russia rwanda scotland senegal serbia singapore
    slovakia slovenia somalia spain sudan sweden switzerland syria taiwan tanzania thailand tunisia turkey uganda ukraine uruguay venezuela
    vietnam wales yemen zambia zimbabwe africa asia america americas antarctica oceania scandinavia balkans
    beijing shanghai shenzhen hangzhou changchun sichuan guangzhou tokyo seoul delhi mumbai bangalore dubai london paris berlin munich
    hamburg madrid barcelona rome milan vienna zurich geneva brussels amsterdam stockholm oslo copenhagen helsinki dublin edinburgh glasgow
    cardiff belfast manchester birmingham liverpool leeds bristol oxford cambridge lisbon athens warsaw prague budapest moscow kyiv kiev
    istanbul jerusalem cairo lagos nairobi johannesburg sydney melbourne toronto vancouver montreal ottawa boston chicago miami dallas
    houston austin denver seattle philadelphia detroit atlanta phoenix washington california texas florida ohio virginia pennsylvania
    michigan wisconsin arizona nevada oregon iowa massachusetts maryland georgia illinois indiana kansas kentucky louisiana minnesota
    missouri nebraska tennessee utah hawaii alaska brooklyn manhattan bronx queens harlem york angeles francisco diego jose vegas orleans
    united states kingdom us usa uk eu gcc north south east west northern southern eastern western central new los san las hong kong
    silicon valley street road avenue square bridge river lake sea ocean mountain island islands bay coast county state city town village""")
PEOPLES = word_set("""american americans british english scottish welsh irish european europeans french german germans italian spanish portuguese dutch
    belgian swiss austrian polish czech hungarian russian russians ukrainian ukrainians chinese japanese korean indian indians pakistani
    iranian iraqi israeli palestinian palestinians turkish greek arab arabs african africans asian asians latino latinos hispanic mexican
    mexicans canadian canadians australian brazilian christian christians muslim muslims jewish jews catholic catholics protestant
    republican republicans democrat democrats democratic conservative conservatives labour tory tories liberal liberals western""")
CALENDAR = word_set("""january february march april may june july august september october november december monday tuesday wednesday thursday friday
    saturday sunday christmas easter ramadan spring summer autumn winter""")
NOT_ENTITIES = (
    PLACES
    | PEOPLES
    | CALENDAR
    | word_set("""i i'm i've i'd i'll ok okay god lord sir madam mr mrs ms dr prof professor ceo cto cfo phd mba pr pm am tv pc ppt pdf faq id
    internet web earth sun moon covid ai it president minister secretary senator governor mayor host speaker chairman professor doctor""")
)
