"""What kind of thing a name names: an organization, a product, a person or a place, by its own words and those beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.drafting.english.places import CALENDAR, NOT_ENTITIES, PLACES
from kg.words import FUNCTION_WORDS, word_set, words_in

_ORGANIZATION_WORDS = words_in("drafting/concepts/organization_words")
_TEXTS = word_set(
    "act acts bill bills clause section order article amendment rule rules chair speaker member members minister ministers"
)
#: What is counted, and no product: "Stage 1", "Vitamin B12".
_COUNTED = words_in("drafting/concepts/counted")
_PLACE_WORDS = word_set(
    "street road avenue square park hill island river bridge station county valley beach bay city town district quarter"
)
_PLACE_OPENS = word_set("port saint san santa los las el la north south east west new mount lake fort cape")
#: Acronyms of things that are no organization and no product.
_ABBREVIATIONS = word_set(
    "api apis gui url cpu gpu gpus gdp vat hr pr rd kpi kpis roi b2b b2c dau ram usb sql html css http tv cv dna hiv aids lgbt dx ux ui sat gpa kiss faq eta"
)
#: "B12", "A4 I": what is counted by a letter.
_LETTER_AND_NUMBER = re.compile(r"^[A-Z]\d+(?: I)?$")
_GREETING = word_set("frau herr monsieur madame guten good señor señora bonjour hello")
#: How much of a word's places may be small letters before it counts as a common word.
_SLIPS = 0.34
_MIXED = re.compile(r"[a-z][A-Z]|\d|^[A-Z]+-\d")
_BEFORE_ORGANIZATION = re.compile(
    r"""
    (?:
        \b
        (?:
            company | firm | startup | start-up | lab | joined | join | employer | at | from | founded
          | founder\ of | ceo\ of | head\ of | by | between | with | and | or | like | including
          | established | acquired | versus | vs
        )(?:\ the)?[ ]
      | [(/,]\ ?
    )$
    """,
    re.I | re.VERBOSE,
)
_SURE_ORGANIZATION = re.compile(
    r"""
    \b
    (?:
        company | firm | startup | joined | employer | founded | founder\ of | ceo\ of
      | scientist\ (?:of|at) | professor\ at | went\ to | working\ (?:at|for) | worked\ (?:at|for)
      | work\ (?:at|for) | stayed\ at
    )(?:\ the)?\ $
    """,
    re.I | re.VERBOSE,
)
_BEFORE_PRODUCT = re.compile(
    r"""
    \b
    (?:
        use | using | used | uses | released | release | launched | launch | model | models | app
      | apps | version | tool | software | benchmark | optimizer | open-sourced | called | named
      | versions\ of | via | through | system
    )(?:\ the)?\ $
    """,
    re.I | re.VERBOSE,
)
_AFTER_PRODUCT = re.compile(
    r"""
      ^(?:\ \d[\w.]*)?[ ]
      (?:
          models? | app | apps | optimizer | benchmark | benchmarks | score | series | system | software
        | tool | platform | version | api | phone | test | dataset
      )\b
    | ^\ ?\d
    """,
    re.I | re.VERBOSE,
)
_AFTER_ORGANIZATION = re.compile(
    r"""
    ^
    (?:
        ['’]s[ ]
        (?:
            ceo | cto | founder | team | strategy | policy | report | manager | owners? | lawyers?
          | customers | employees | workers | board | fleet | profits? | headquarters
        )
      | [ ]
        (?:
            announced | released | launched | published | has\ announced | employs | employed | hired
          | founder | co-founder | ceo | paid | pays | sued | sells | bought | owns | laid\ off
          | went\ bankrupt
        )
    )\b
    """,
    re.I | re.VERBOSE,
)
#: What may follow "the NCAA": a verb or the end; before a noun the letters are its attribute.
_ENDS_A_NAME = re.compile(
    r"""
    ^
    (?:
        ['’]s | [.,;:!?)—–-] | $
      | [ ]
        (?:
            is | was | has | have | had | and | or | to | in | on | for | said | says | will | does
          | did | that | which | who | of | as | would | should | can | could | because | about | from
          | with | at | by
        )\b
    )
    """,
    re.VERBOSE,
)
_ACRONYM = re.compile(r"^[A-Z][A-Z&]{1,6}$")
_PERSON = re.compile(
    r"""
    ^(?:[A-Z]\.\ ){0,2}[A-Z][a-z]+(?:\ [A-Z]\.)?[ ]
    (?:
        [A-Z](?:[a-z]+|[a-z]*[A-Z][a-z]+|'[A-Z][a-z]+)
      | (?:de|van|von|le|la)\ [A-Z][a-z]+
    )$
    """,
    re.VERBOSE,
)
_BEFORE_WORK = re.compile(
    r"""
    \b
    (?:
        book | books | film | movie | documentary | show | series | novel | play | song | album
      | podcast | blog | blogs | article | essay | paper | author\ of | wrote | writes? | titled
      | entitled | newspaper | study
    )\b[^.?!]{0,40}$
    """,
    re.I | re.VERBOSE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """How often each word stands in lower case (`small`), and with a capital inside a sentence (`large`)."""

    small: Mapping[str, int]
    large: Mapping[str, int]

    def is_common(self, word: str) -> bool:
        """Tell whether a word is written small about as often as large; one slip makes no common word.

        >>> Spelling(small={"acme": 1}, large={"acme": 9}).is_common("acme")
        False
        """
        return self.small.get(word, 0) > _SLIPS * self.large.get(word, 0)


def is_no_name(name: str, spelling: Spelling) -> bool:
    """Tell whether a capitalised word or words name nothing: a place, a date, a legal text, or a common word.

    Args:
        name: as it stands.
        spelling: how the text writes its words.
    """
    words = [w.casefold().replace("’", "'") for w in name.split()]
    if len(name) < 2 or (not name.replace(" ", "").isascii() and not any(w.isalpha() for w in words)):
        return True
    if all(w in NOT_ENTITIES or w in FUNCTION_WORDS or not w[0].isalpha() for w in words) and not _is_state_university(
        words
    ):
        return True
    if _is_counted_or_dated(name, words) or (len(words) == 1 and words[0] in _ORGANIZATION_WORDS):
        return True
    if _is_state_university(words):
        return False
    return _is_common_word(name, words, spelling)


def _is_common_word(name: str, words: Sequence[str], spelling: Spelling) -> bool:
    """Tell whether the text writes the words small as often as large, so that the capital says nothing."""
    if len(words) > 1 or _MIXED.search(name):
        common = all(spelling.is_common(w) or w in NOT_ENTITIES for w in words)
        return common and not _ORGANIZATION_WORDS.intersection(words)
    word = words[0]
    forms = (word, word.rstrip("s"), word + "s")
    return "'" in word or not _ABBREVIATIONS.isdisjoint(forms[:2]) or any(spelling.is_common(w) for w in forms)


def _is_counted_or_dated(name: str, words: Sequence[str]) -> bool:
    """`Section 5`, `Tuesday`, `Good morning`, `Civil Code`, `Plan B`: what is counted, dated, wished, or a text."""
    if words[-1] in _TEXTS or words[0] in CALENDAR or words[-1].rstrip("s") in CALENDAR or words[0] in _GREETING:
        return True
    numbered = words[0] in _COUNTED and any(c.isdigit() for w in words[1:] for c in w)
    return numbered or bool(_LETTER_AND_NUMBER.match(name))


def _is_state_university(words: list[str]) -> bool:
    return (
        len(words) == 2
        and words[1] == "state"
        and words[0] in PLACES
        and words[0] not in {"united", "washington", "york", "new"}
    )


def kind_of_name(name: str, before: str, after: str, spelling: Spelling) -> str:
    """Return the kind of a name: organization, product, person, maybe place, maybe organization, or unsure.

    Args:
        name: as it stands.
        before, after: the characters beside it.
        spelling: how the text writes its words.

    >>> def kind(name, before, after=""): return kind_of_name(name, before, after, Spelling(small={}, large={}))
    >>> kind("Ann Lee", "I met "), kind("Acme", "she joined "), kind("Kale", "we use ", " software"), kind("Ohio State", "at ")
    ('person', 'organization', 'product', 'organization')
    """
    words = name.casefold().replace("’", "'").split()
    return (
        _kind_by_itself(name, words)
        or _kind_by_neighbours(name, words, before, after)
        or _likely(name, words, before, spelling)
    )


def _kind_by_itself(name: str, words: list[str]) -> str:
    """Return the kind that a name says by its own words, or nothing."""
    ends = words[-1].rstrip(".") in _ORGANIZATION_WORDS
    if ends or (words[0] in _ORGANIZATION_WORDS and len(words) > 1) or _is_state_university(words):
        return "organization"
    if name.casefold() in words_in("drafting/concepts/organizations"):
        return "organization"
    if name.casefold() in words_in("drafting/concepts/products"):
        return "product"
    first = next((w for w in words if not w.endswith(".")), "")
    titled = first != words[0]
    return "person" if _PERSON.match(name) and (titled or first in words_in("drafting/concepts/first_names")) else ""


def _kind_by_neighbours(name: str, words: list[str], before: str, after: str) -> str:
    """Return the kind that the words beside a name tell, or nothing."""
    if _SURE_ORGANIZATION.search(before) or _AFTER_ORGANIZATION.search(after):
        return "organization"
    if _AFTER_PRODUCT.search(after) or _BEFORE_PRODUCT.search(before) or any(c.isdigit() for c in name):
        return "product"
    the_only = before.lower().endswith("the ") and _ENDS_A_NAME.search(after)
    if _ACRONYM.match(name):
        return "organization" if the_only else "unsure"
    if before.endswith(("in ", "In ")) or words[-1] in _PLACE_WORDS or words[0] in _PLACE_OPENS:
        return "maybe place"
    return "organization" if the_only and len(words) > 1 else ""


def _likely(name: str, words: list[str], before: str, spelling: Spelling) -> str:
    if _PERSON.match(name) and not any(spelling.is_common(w) or w in NOT_ENTITIES for w in words):
        return "maybe person"
    named = name.casefold() in words_in("drafting/concepts/first_names")
    return "maybe organization" if _BEFORE_ORGANIZATION.search(before) and not named else "unsure"


def names_a_work(before: str) -> bool:
    """Tell whether a title in quotation marks is that of a book, a film or the like, by what stands before it."""
    return bool(_BEFORE_WORK.search(before))
