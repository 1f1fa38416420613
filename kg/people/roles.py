"""Words for what a person is: titles and the parts that people play in a conversation."""

from __future__ import annotations

from kg.model import Role
from kg.words import word_set, words_in

TITLES = words_in("people/titles")


#: Words that name an office, before a name or alone, beyond those that are titles.
OFFICE_WORDS = words_in("people/office_words")


#: Labels of all voices together: what they say is nobody's in particular.
VOICES_OF_ALL = word_set(
    "all everyone everybody alle tous todos tutti allen together chorus both beide ambos entrambi 全体 众人"
)
_OF_ALL = word_set("all the of together")


def is_voice_of_all(label: str) -> bool:
    """Tell whether a label is that of all voices together, which is nobody's in particular.

    >>> [is_voice_of_all(x) for x in ("All", "All Trustees", "all members", "All Hart", "The Members")]
    [True, True, True, False, False]
    """
    words = label.casefold().strip(" .:*_").split()
    return " ".join(words) in VOICES_OF_ALL or (
        len(words) > 1
        and words[0] in {"all", "alle", "tous", "todos", "tutti"}
        and all(w in PLURAL_TITLES | _OF_ALL | _MANY for w in words[1:])
    )


_MANY = word_set("panelists panellists speakers voices present participants students board council")
#: Titles of several at once: before names in a list they are no part of the first.
PLURAL_TITLES = word_set(
    "representatives senators members messrs mesdames councillors councilors councilmembers commissioners delegates deputies directors ministers "
    "professors judges justices drs aldermen alderwomen selectmen supervisors trustees"
)


HONORIFICS_HAN = ("先生", "女士", "教授", "院士", "老师", "博士", "主席", "总统", "さん", "氏")


#: Labels of those who lead a conversation.
_LEADS = word_set(
    "host hosts co-host cohost moderator moderators chair chairs chairman chairwoman chairperson anchor facilitator interviewer mc "
    "moderatorin moderation vorsitz gastgeber animateur animatrice modérateur modératrice présentateur moderador moderadora presentador "
    "moderatore conduttore mediador 主持人 主持 司会 사회자"
)
_SPEAKS = word_set(
    "speaker speakers presenter presenters keynote lecturer redner rednerin orateur oratrice conférencier ponente orador relatore 演讲者 演讲人 讲者 発表者"
)
_SITS_ON_THE_PANEL = word_set(
    "panelist panelists panellist panellists guest guests interviewee participant participants gast gäste teilnehmer invité invitée invités "
    "invitado invitada invitados participantes ospite ospiti convidado 嘉宾 ゲスト"
)
#: Words before a colon that say in which role the person named after it takes part.
ROLE_WORDS: dict[str, Role] = {
    **dict.fromkeys(sorted(_LEADS), "host"),
    **dict.fromkeys(sorted(_SPEAKS), "speaker"),
    **dict.fromkeys(sorted(_SITS_ON_THE_PANEL), "panelist"),
}


AUDIENCE_WORDS = word_set(
    "audience crowd caller questioner public publikum público pubblico 观众 提问者 student attendee reporter journalist voter everyone members"
)


#: As a label of its own, each of these leads the talk; a presenter too, who in a list of those present may be one who speaks.
HOST_WORDS = _LEADS | word_set("presenter emcee vorsitzende")


#: Before a name these say that the person leads the talk. A chair does not: it may be one of those who debate.
LEADING_WORDS = word_set(
    "moderator host co-host anchor facilitator interviewer moderatorin moderador moderadora moderatore"
)


SPOKEN_TITLES = [
    "Professor",
    "Prof",
    "Doctor",
    "Dr",
    "Mr",
    "Mrs",
    "Ms",
    "Miss",
    "Sir",
    "Dame",
    "Lord",
    "Lady",
    "Senator",
    "Sen",
    "Governor",
    "President",
    "Minister",
    "Secretary",
    "Mayor",
    "Judge",
    "Chief",
    "Chairman",
    "Chairwoman",
    "Chair",
    "Director",
    "Dean",
    "Ambassador",
    "Councillor",
    "Councilor",
    "Councilmember",
    "Council Member",
    "Councilman",
    "Councilwoman",
    "Board Member",
    "Alderman",
    "Representative",
    "Delegate",
    "Trustee",
    "Supervisor",
    "Congressman",
    "Congresswoman",
    "Academician",
    "Commissioner",
    "General",
    "Captain",
    "Pastor",
    "Reverend",
]
