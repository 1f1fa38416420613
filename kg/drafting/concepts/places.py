"""Names of places and of works: by a list, by the words that they are made of, by what stands before them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.drafting.english.places import CALENDAR
from kg.words import FUNCTION_WORDS, lines_of, word_set, words_in

#: How a place is written in short → how it is called.
IN_SHORT = {
    "UK": "United Kingdom", "U.K.": "United Kingdom", "US": "United States", "USA": "United States", "U.S.": "United States",
    "U.S": "United States", "U.K": "United Kingdom", "UAE": "United Arab Emirates", "United States of America": "United States",
}  # fmt: skip
_PLACES = frozenset(" ".join(line) for line in lines_of("drafting/concepts/places"))
_ENDS = word_set(
    "river county street avenue island islands lake bay valley beach mountain mountains harbour harbor airport peninsula desert "
    "ocean sea strait canal province prefecture"
)
_OPENS = word_set("lake mount port fort cape")
_LAWS = word_set("act treaty accord accords agreement directive convention amendment protocol charter constitution")
_REPORTS = word_set("report review manifesto memorandum declaration")
_ENDS_A_TITLE = re.compile(r"[.,;:!?)]|\s(?:is|was|and|or|by|in|has|shows|tells)\b|$")
_IN = re.compile(
    r"""
    \b
    (?:
        in | to | from | near | across | outside | throughout | around | into | leave | left | visit | visited
      | mayor\ of | city\ of | state\ of | people\ of | town\ of | government\ of
    )\ $
    """,
    re.IGNORECASE | re.VERBOSE,
)
_NAMED_WORK = re.compile(
    r"""
    \b
    (?:book|novel|memoir|film|movie|documentary|album|song|play|essay|opera|poem)s?
    (?:,|\ called|\ titled|\ entitled|\ named)?\ (?:The\ )?$
    """,
    re.IGNORECASE | re.VERBOSE,
)


def may_be_another(name: str) -> bool:
    """Tell whether a name of a place is borne by people, or is a word, as well: "Austin", "Reading"."""
    return name.casefold() in words_in("drafting/concepts/maybe_places")


def names_a_place(name: str, before: str) -> bool:
    """Tell whether a name is that of a place; a name that people bear as well is one only behind "in", "to" or the like.

    >>> names_a_place("South Korea", "of "), names_a_place("Hudson River", "the "), names_a_place("UK", "the ")
    (True, True, True)
    >>> names_a_place("Austin", "with "), names_a_place("Austin", "moved to "), names_a_place("React", "in ")
    (False, True, False)
    """
    low = name.casefold().replace("’", "'")
    if name in IN_SHORT or low in _PLACES:
        return True
    if may_be_another(name):
        return bool(_IN.search(before))
    words = low.split()
    if len(words) < 2 or words[0] in FUNCTION_WORDS or words[0] in CALENDAR:
        return False
    return words[-1] in _ENDS or (words[0] in _OPENS and len(words) == 2)


def kind_of_work(name: str, before: str, after: str = "") -> str:
    """Return what kind of work a name names, `law` or `other`, or nothing where it names none.

    A name of one word is a work's only where nothing is done by it: "the film Chinatown is", and not "the film Ada made".

    >>> kind_of_work("Clean Air Act", "the "), kind_of_work("Act", "the "), kind_of_work("The Salt Path", "her book ")
    ('law', '', 'other')
    """
    words = name.casefold().split()
    if len(words) < 2:
        return "other" if _NAMED_WORK.search(before) and _ENDS_A_TITLE.match(after) else ""
    if words[0] in _LAWS and words[1] in {"of", "for", "on"}:
        return "law"
    if words[-1] in _REPORTS and before.lower().endswith("the "):
        return "other"
    if words[-1] in _LAWS and words[0] not in FUNCTION_WORDS and name.rsplit(maxsplit=1)[-1][:1].isupper():
        return "law"
    return "other" if _NAMED_WORK.search(before) else ""


def called(name: str) -> str:
    """Return what a place is called that is written in short.

    >>> called("UK"), called("Peru")
    ('United Kingdom', 'Peru')
    """
    return IN_SHORT.get(name, name)


def places_of(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return place → its other names, of all names that were seen.

    >>> places_of(["UK", "Peru", "United Kingdom"])
    {'Peru': (), 'United Kingdom': ('UK',)}
    """
    found: dict[str, set[str]] = {}
    for name in sorted(names):
        found.setdefault(called(name), set()).update({name} - {called(name)})
    return {name: tuple(sorted(others)) for name, others in sorted(found.items())}
