"""Motions, resolutions and the sides that are dealt out, as chairs and members put them in words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.drafting.english.asking import as_statement
from kg.drafting.english.normalisation import sentence_text
from kg.drafting.english.patterns import one_of, plain
from kg.words import word_set

#: "I move", "I'll move", "I want to move".
_MOVERS = """
    i,we,i'd,i'll,i will,let me,i'd like to,i would like to,i want to,i wish to,i'm going to,i am going to
"""
MOVER = f"(?:{_MOVERS.strip().replace(',', '|')})"
_MOTION = "(?:motion|resolution|proposition|premise|statement|proposal)"
_PUT = re.compile(
    one_of(
        r"""
        \b(?:our|the|tonight's|today's|this evening's|this) <motion>(?: for)?(?: tonight| today| this evening| before us| before the house| we debate)*,? (?:is|reads|says|was)(?: this)?(?: that|,|:)*\s+(?P<is>.+)
        \b(?:our|the|tonight's|today's|this evening's|this) <motion>(?: tonight| today| before us)*\s?:\s*(?P<colon>.+)
        \byes or no to th(?:is|e) <motion>[:,]\s*(?P<yesno>.+)
        \b(?:debate|debating|arguing out|argue out|vote on|voting on|discuss|consider) (?:this|the|that|our|tonight's) <motion>[:,]\s*(?P<debate>.+)
        \b<mover> (?:hereby |would like to )?(?:move|so move) that (?P<move>.+)
        \b<mover> (?:hereby |would like to )?(?:move|make a motion) to (?!the\b|another|next|adjourn|close the meeting|second)(?P<moveto>.+)
        \b(?:i have|there is|we have|i'll take|is there) a motion to (?!adjourn)(?P<have>.+)
        \b(?:i have|there is|we have) a motion that (?P<havethat>.+)
        \b<motion> (?:that|is whether) (?P<that>.+)
        """,
        {"motion": _MOTION, "mover": MOVER},
    ),
    re.I,
)
_WHETHER = re.compile(
    r"""
    \b
    (?:
        we\ (?:ask|debate|argue|decide|discuss|talk\ about)(?:\ tonight|\ today|\ here)?
      | debate | our\ question\ is
      | the\ question\ (?:tonight\ |today\ |before\ us\ )?is
      | vote\ on
    )\ whether[ ]
    (?!or\ not\ (?:that|this|the)\ (?:motion|premise|proposition))(?:or\ not\ )?
    (?P<clause>.+)
    """,
    re.I | re.VERBOSE,
)
_QUESTION = re.compile(r"\b(?:question|premise)\b[^?]{0,80}? is[:,]? [\"“](?P<quoted>[^\"”]{8,160}\?)")
#: "Speaking for the motion is Ada": what the motion is, is said elsewhere.
_NAMES_A_SIDE = re.compile(
    rf"""
    \b(?:for|against|in\ favou?r\ of|support(?:ing|s)?|oppos(?:ing|es?)|propos(?:ing|es?)|behind)[ ]
    (?:the|this|our|tonight's|today's)\ {_MOTION}\ (?:tonight\ |today\ )?(?:is|are|was|were|will\ be)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_WHO_WANTS = re.compile(
    r"""
    \b(?:those|all)\ (?:of\ you\ )?who\ (?:want|would\ like)[ ]
    (?P<thing>(?:the|a|our|this)\ [\w' -]{3,60}?)[ ]
    (?P<done>\w+(?:ed|t|n)),?\ (?:please|say|raise|now|stand)
    """,
    re.I | re.VERBOSE,
)
_QUOTED = re.compile(r"^[\"“'‘](?P<inside>[^\"”]{4,200}?)[.!]?\s*[\"”'’]")
_TRAIL = re.compile(
    r"""
    [,;]?[ ]
    (?:
        and\ (?:arguing|against|for|here|speaking|i\ )
      | arguing\  | speaking\  | who\ will\  | which\  | \( | so\ let | please | i\ will\ ask
      | we\ will\ hear
    ).*$
    """,
    re.I | re.VERBOSE,
)
_WANTS = re.compile(r"\b(?:should|must|ought|be)\b", re.I)
_LONGEST = 30


def motion_in(sentence: str) -> str:
    """Return the motion that a sentence puts, as a sentence of its own, or nothing.

    >>> motion_in("Our motion tonight is: the town should sell the theatre."), motion_in("I move that the hall be sold.")
    ('The town should sell the theatre.', 'The hall should be sold.')
    >>> motion_in("Our motion is, \\"Ban college sports. \\""), motion_in("Our question is whether children should vote.")
    ('Ban college sports.', 'Children should vote.')
    >>> motion_in("Speaking for the motion is Rosa Klim, and opposing it, Ivo Brandt.")
    ''
    """
    line = " ".join(sentence.replace("’", "'").split())
    if _NAMES_A_SIDE.search(line):
        return ""
    quoted = _QUESTION.search(line)
    if quoted:
        return as_statement(quoted["quoted"])
    whether = _WHETHER.search(line)
    if whether:
        return _cleaned(whether["clause"])
    wanted = _WHO_WANTS.search(line)
    if wanted:
        return sentence_text(f"{wanted['thing']} should be {wanted['done']}")
    put = _PUT.search(line)
    if put is None or (put["that"] and not _WANTS.search(put["that"])):
        return ""
    return _cleaned(next(text for text in put.groupdict().values() if text))


#: "I move to amend …": what is moved changes the motion on the floor, which comes back when it is done with.
IS_AN_AMENDMENT = re.compile(r"\b(?:move|motion)\ (?:\w+\ ){0,2}?to\ amend\b|\bmove\ an\ amendment\b")
#: "The amendment carries", "on the resolution as amended": the motion itself is on the floor again.
ENDS_AN_AMENDMENT = re.compile(
    one_of(
        r"""
        \bthe amendment (?:\w+ )?(?:carries|carried|passes|passed|fails|failed|is adopted|is approved|is lost|is defeated|is withdrawn)\b
        \bon the (?:main |original |amended )?(?:motion|resolution|ordinance|bill|item|question),? as amended\b
        \b(?:the|on the) (?:main|original|amended) (?:motion|resolution|ordinance|bill|question)\b
        \b(?:motion|resolution|ordinance|bill|item),? as amended\b
        """
    )
)
_ITEM = re.compile(
    r"""
    \b(?P<name>(?:Resolution|Ordinance|Bill|Measure|Proposition|Article|Item)\ (?:No\.\ )?[\w.-]{0,12}\d[\w-]{0,12}),?[ ]
    (?:(?:is\ |which\ is\ )?an?\ (?:resolution|ordinance|bill|proposal|request)\ )?
    (?P<title>(?:to|for|on|amending|approving|authori[sz]ing|establishing|regarding|concerning)\ [^.?!;]{8,200})
    """,
    re.VERBOSE,
)
_DONE = {
    "adopt": "adopted", "accept": "accepted", "amend": "amended", "approve": "approved", "authorize": "authorized", "deny": "denied",
    "postpone": "postponed", "ratify": "ratified", "reject": "rejected", "repeal": "repealed", "table": "tabled",
}  # fmt: skip
_DEED = re.compile(
    rf"""
    ^(?:(?:that\ )?(?:we|the\ (?:council|board|committee|commission))\ )?(?P<verb>{"|".join(_DONE)})[ ]
    (?P<what>(?:(?:the|this|our|all)\ (?:[\w'-]+\ ){{0,4}}?[\w'-]+|(?:resolution|ordinance|bill|item|article)\ [\w.-]+))
    (?P<rest>(?:\ (?:to|by|until|with|from|as)\ .+)?)$
    """,
    re.I | re.VERBOSE,
)


def numbered_items(sentence: str) -> dict[str, str]:
    """Return what a sentence says that numbered items of the agenda do.

    >>> numbered_items("Item 4 is Resolution 2024-17, to close Mill Lane to cars on Sundays.")
    {'resolution 2024-17': 'to close Mill Lane to cars on Sundays'}
    """
    return {m["name"].casefold(): m["title"].strip(" ,") for m in _ITEM.finditer(sentence)}


def with_its_title(statement: str, items: Mapping[str, str]) -> str:
    """Return a motion that names a numbered item with what the item does.

    >>> with_its_title("Resolution 7 should be adopted.", {"resolution 7": "to close Mill Lane"})
    'Resolution 7, to close Mill Lane, should be adopted.'
    """
    for name, title in items.items():
        at = statement.casefold().find(name)
        end = at + len(name)
        if at >= 0 and not statement[end : end + 1].isalnum() and title.casefold() not in statement.casefold():
            rest = statement[end:]
            return f"{statement[:end]}, {title}{',' if rest[:1] == ' ' else ''}{rest}"
    return statement


def _as_wanted(text: str) -> str:
    """Turn what is to be done into what should be: `adopt the plan` is a deed, and a motion can be signed."""
    found = _DEED.match(text)
    if found is None:
        return text
    what = found["what"][0].upper() + found["what"][1:]
    return f"{what} should be {_DONE[found['verb'].lower()]}{found['rest']}"


def _cleaned(clause: str) -> str:
    inside = _QUOTED.match(clause)
    text = inside["inside"] if inside else _TRAIL.sub("", clause)
    text = text.strip(" .,;:!\"“”'’")
    if text.endswith("?"):
        text = as_statement(text).rstrip(".")
    # "… that the hall be sold": a motion wants it so.
    text = (
        re.sub(r"^((?:the|a|an|this|our|all|every|no)\b[\w' -]{2,60}?) be (?=\w)", r"\1 should be ", text, count=1)
        if " should " not in text
        else text
    )
    text = _as_wanted(text)
    words = plain(text).split()
    # "The motion is Ada Bell" is the end of "Arguing for the motion is Ada Bell".
    if not 2 <= len(words) <= _LONGEST or words[0] in _NO_MOTION or (text.title() == text and words[0] not in _DEEDS):
        return ""
    return sentence_text(text)


#: With these begins a motion that is written like a title, "Ban Targeted Advertising"; anything else so written is a name.
_DEEDS = word_set(
    "abolish adopt allow approve ban break build cancel close cut defund end expand forgive fund keep legalise legalize lift limit"
    " lower make nationalise nationalize open outlaw pay protect raise reduce reject regulate repeal replace restore restrict save"
    " scrap stop tax"
)
_NO_MOTION = frozenset(
    [
        "carried",
        "passed",
        "adopted",
        "approved",
        "lost",
        "defeated",
        "on",
        "not",
        "now",
        "to",
        "in",
        "very",
        "a",
        "an",
        "seconded",
        "that",
        "which",
        "what",
    ]
)

#: What says on which side the people named near it stand: in favour, against.
FOR = re.compile(
    one_of(
        r"""
        (?:arguing|argue|argues|speaking|speak|speaks|debating|is|are|standing|here) (?:\w+ )?(?:for|in favou?r of|in support of) (?:(?:the|this|that|our|tonight's) (?:motion|resolution|proposition|premise)|it\b)
        (?<!against )(?<!and )(?:for|in favou?r of|in support of) (?:the|this|that|our) (?:motion|resolution|proposition)
        (?:proposes|propose|proposing|supports|will propose) (?:it|the motion|this motion)
        on the (?:yes|pro|yep|affirmative|proposing|for|aye) side
        arguing (?:yes|yep|the positive|the affirmative|in favou?r)\b
        \bin favou?r (?:is|are|we have)\b
        (?:(?<=\bis )|(?<=\bare ))(?:for|in favou?r)(?=[,.;]|$)
        ^(?:and |then )?for (?:it|this|that|the motion),? (?:is|are|we have|:)
        """
    ),
    re.I,
)
AGAINST = re.compile(
    one_of(
        r"""
        (?:arguing|argue|argues|speaking|speak|speaks|debating|is|are|standing|here|and|,) (?:\w+ )?(?:against|in opposition to) (?:the|this|that|our|tonight's|it)\b(?: motion| resolution| proposition| premise)?
        (?:opposes|oppose|opposing|will oppose) (?:it|the motion|this motion)
        on the (?:no|con|nope|negative|opposing|against) side
        arguing (?:no|nope|the negative|against)\b
        (?<=\w )against(?=[.,;]|$)
        \bagainst (?:is|are|we have)\b
        ^(?:and |then |but )?against (?:it|this|that),? (?:is|are|we have|:)
        """
    ),
    re.I,
)
#: One of these is in whatever FOR finds, and one of those in what AGAINST finds: most sentences have neither.
FOR_WORDS = word_set(
    "for favor favour support supports propose proposes proposing yes pro yep affirmative aye positive"
)
AGAINST_WORDS = word_set("against opposition oppose opposes opposing no con nope negative")
BOTH = re.compile(r"\bfor and against\b", re.I)
#: A speaker's own word on the side.
SPEAKS_FOR = re.compile(
    r"""
    ^(?:\w+,?\ ){0,4}?i[ ]
    (?:
        speak | am | stand | argue | will\ argue | am\ speaking | 'm\ speaking | am\ arguing | rise
    )\ (?:here\ )?(?:for|in\ favou?r\ of|in\ support\ of)\ (?:the|this|our)[ ]
    (?:motion|resolution|proposition)
    | ^(?:\w+,?\ ){0,4}?i(?:'ll|\ will|'m\ going\ to)\ (?:be\ )?
      (?:support(?:ing)?\ (?:this|it|the\ (?:motion|resolution|ordinance|bill))|vot(?:e|ing)\ (?:yes|aye|for\ (?:this|it|the)))\b
    """,
    re.VERBOSE,
)
SPEAKS_AGAINST = re.compile(
    r"""
    ^(?:\w+,?\ ){0,4}?i[ ]
    (?:
        speak | am | stand | argue | will\ argue | am\ speaking | 'm\ speaking | am\ arguing | rise
    )\ (?:here\ )?
    (?:against|in\ opposition\ to|to\ oppose)\ (?:the|this|our)\ (?:motion|resolution|proposition)
    | ^(?:\w+,?\ ){0,4}?i(?:\ can't|\ cannot|\ won't|\ will\ not|'m\ not\ going\ to|'m\ unable\ to|\ am\ not\ able\ to)[ ]
      (?:be\ )?(?:support(?:ing)?|vote\ for)\ (?:this|it|the\ (?:motion|resolution|ordinance|bill))\b
    | ^(?:\w+,?\ ){0,4}?i(?:'ll|\ will|'m\ going\ to)\ (?:be\ )?vot(?:e|ing)\ (?:no|nay|against\ (?:this|it|the))\b
    """,
    re.VERBOSE,
)
VOTE = re.compile(
    r"""
    \b
    (?:
        all\ (?:those\ )?in\ favou?r | those\ in\ favou?r
      | (?:let's|we\ will|we'll|time\ to|now|please|call\ for\ the|take\ a)\ vote
      | please\ say\ so | roll\ call | call\ the\ roll | your\ votes?
      | (?:is\ there\ )?(?:any\ )?opposed\?
    )
    """,
    re.I | re.VERBOSE,
)
#: "They are arguing that …", "we heard them make the argument that …": a chair tells what a side holds.
_TELLS = re.compile(
    r"""
    \b
    (?:
        they(?:'?re|\ are|\ basically|\ also|\ both)?
      | them | he | she | who
    )(?:'s|\ is|\ are)?\ (?:\w+\ ){0,2}?
    (?:
        argue | argues | arguing | argued | say | says | saying | said | claim | claims | claiming
      | believe | believes | maintain | make\ the\ argument | made\ the\ argument | made\ the\ point
    )\b(?:,?\ [\w' ]{1,24},)?[ ]
    (?:that|(?=(?:there|the|a|all|every|no|most)\b))
    """,
    re.VERBOSE,
)
_NEXT_THAT = re.compile(r"[;,] (?:and )?that ")


def told_of_a_side(sentence: str) -> list[str]:
    """Return what a sentence tells that a side holds, each as a sentence.

    >>> told_of_a_side("They're arguing that the ferry is too old; that nobody mends the hull.")
    ['The ferry is too old.', 'Nobody mends the hull.']
    """
    line = " ".join(sentence.replace("’", "'").split())
    found = _TELLS.search(plain(line))
    if found is None:
        return []
    clauses = _NEXT_THAT.split(line[found.end() :])
    return [sentence_text(re.split(r"[,;]| -- |—", clause.strip())[0]) for clause in clauses if len(clause.split()) > 3]
