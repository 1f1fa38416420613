"""Organizations, products, people, places and works that a transcript names and nothing declares: capitalised words, acronyms, titles.

What is only capitalised somewhere and common elsewhere is left alone, and so is what gives no sign of its kind:
a wrong node is worse than a missing one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

from kg.drafting.concepts.entity_kinds import Spelling, is_no_name, kind_of_name, names_a_work
from kg.drafting.concepts.places import IN_SHORT, kind_of_work, may_be_another, names_a_place, places_of
from kg.drafting.english.places import CALENDAR
from kg.model import Organization, Place, Product, Speaker, Work, slug
from kg.people.spoken_names import TITLED
from kg.words import FUNCTION_WORDS, word_set

_NAME = re.compile(
    r"""
    (?<![\w.])
    (?:
        (?:[A-Z]\.\ ){0,2}[A-Z](?:[\w&-]*\w)?
        (?:
            ['’](?!s\b)\w+
          | ['’]s(?=\ (?:Hospital|College|School|Church|University|Cathedral)\b)
        )?
      | [a-z]{1,2}[A-Z]\w+
    )
    (?:
      (?:\ (?:of|for|de|of\ the))?[ ]
      (?:
          [A-Z]\.(?=\ [A-Z])
        | [A-Z](?:[\w&-]*\w)?(?:['’](?!s\b)\w+)?
        | [a-z]?\d[\w.]*\w | \d
      )
    )*
    """,
    re.VERBOSE,
)
#: What opens a sentence before a name, beside the function words; and what a law or its parts are called.
_OPENERS = word_set(
    "hi hello hey thanks thank yes yeah okay like before after since perhaps maybe not both between only under during without today here as is was are were"
)
_MIXED = re.compile(r"[a-z][A-Z]")
#: From this likeness on (0 to 100), two surnames are one, heard differently.
_ALIKE = 75
#: What a title in quotation marks counts for.
_A_WORK = 3
_PLURAL_OR_S = re.compile(r"['’]s$")
_ACRONYM_THEN = re.compile(r"\b([A-Z][A-Za-z]{1,7}) \((?=[^()\s]*+[ -])([A-Z]?[\w'-]++(?: [\w'-]++){0,7})\)")
_IN_BRACKETS = re.compile(r" \(([A-Z][A-Za-z]{1,7})\)")
#: How far before an acronym in brackets its expansion may begin, in characters.
_EXPANSION_REACH = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Entities:
    """What was found: organizations, products, people, places and works."""

    organizations: tuple[Organization, ...] = ()
    products: tuple[Product, ...] = ()
    people: tuple[Speaker, ...] = ()
    places: tuple[Place, ...] = ()
    works: tuple[Work, ...] = ()


def acronyms(text: str) -> dict[str, str]:
    """Return acronym → expansion for every pair that the text itself joins in brackets.

    >>> acronyms("RLVR (Reinforcement Learning with Verifiable Rewards) and the National Health Service (NHS) differ (a lot).")
    {'NHS': 'National Health Service', 'RLVR': 'Reinforcement Learning with Verifiable Rewards'}
    """
    found: dict[str, str] = {}
    for match in _ACRONYM_THEN.finditer(text):
        if _spells(match[1], match[2]):
            found.setdefault(match[1], match[2])
    for match in _IN_BRACKETS.finditer(text):
        words = re.split(r"[.,;:()]", text[max(0, match.start() - _EXPANSION_REACH) : match.start()])[-1].split()
        for n in range(2, len(words) + 1):
            if _spells(match[1], " ".join(words[-n:])):
                found.setdefault(match[1], " ".join(words[-n:]))
                break
    return dict(sorted(found.items()))


def _spells(acronym: str, expansion: str) -> bool:
    letters = "".join(c for c in acronym if c.isupper()).casefold()
    words = [w for w in re.split(r"[ -]", expansion) if w]
    initials = "".join(w[0] for w in words).casefold()
    main = "".join(
        w[0] for w in words if w[0].isupper() or w.casefold() not in {"of", "the", "and", "for", "with", "in", "to"}
    ).casefold()
    return len(letters) > 1 and letters in {initials, main}


def find_entities(texts: Iterable[str], *, common: Mapping[str, int], known: frozenset[str]) -> Entities:
    """Return the entities of the given texts.

    Args:
        texts: the words of each utterance.
        common: how often each lower-case word occurs uncapitalised, to tell names from words.
        known: labels that are declared already, in lower case: they and what holds them are left out.
    """
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    titles: dict[str, set[str]] = defaultdict(set)
    joined: dict[str, str] = {}
    every = list(texts)
    large = Counter(w.casefold() for text in every for w in _INSIDE.findall(text))
    spelling = Spelling(small=common, large=large)
    for text in every:
        joined.update(acronyms(text))
        _titled(text, votes, titles, known, spelling)
        _coded(text, votes)
        for match in _NAME.finditer(text):
            folded = match.group().casefold()
            # Most capitals open a sentence: the quick look first.
            is_common = common.get(folded, 0) > large[folded] or folded in FUNCTION_WORDS
            if (is_common and match.group() not in IN_SHORT) or folded in known:
                continue
            start, end = _trimmed(text, match.start(), match.end(), common)
            name = text[start:end]
            before, after = text[max(0, start - 24) : start], text[end : end + 24]
            sure = _place_or_work(name, before, after, spelling)
            if sure and name.casefold() not in known:
                votes[f"The {name}" if sure == "work" and before.endswith("The ") else name][sure] += 1
                continue
            if name.casefold() in known or is_no_name(name, spelling) or _is_misspelt(name, known):
                continue
            votes[name][kind_of_name(name, before, after, spelling)] += 1
    return _settled(votes, joined, titles, known)


#: A capitalised word that does not open a sentence.
_INSIDE = re.compile(r"(?<=[\w,;] )[A-Z][\w'’-]*")
_TITLE = re.compile(
    r"""
    [\"“]([A-Z][\w'’]+(?:\ (?:[A-Z][\w'’]+|of|the|a|in|and|with|for|to|on)){1,7})[.,!?]?\ ?[\"”]
    """,
    re.VERBOSE,
)
_CODE = re.compile(r"`([A-Za-z][\w.]{2,40})`")
_DOTTED = re.compile(r"(?<![\w.@/])([A-Za-z][\w-]{1,30}\.(?:js|ts|io|ai|app|net|com|org))(?![\w/])")


def _place_or_work(name: str, before: str, after: str, spelling: Spelling) -> str:
    """Return `place`, `work` or `law` where a name is surely that of one, else nothing."""
    if names_a_place(name, before) and not (may_be_another(name) and spelling.is_common(name.casefold())):
        return "place"
    kind = kind_of_work(name, before, after)
    return "work" if kind == "other" else kind


def _titled(
    text: str,
    votes: dict[str, Counter[str]],
    titles: dict[str, set[str]],
    known: frozenset[str],
    spelling: Spelling,
) -> None:
    """Note who is named with a title, and which works are named in quotation marks."""
    for match in TITLED.finditer(text):
        name = _PLURAL_OR_S.sub("", match["name"])
        if not all(w.casefold() in known or is_no_name(w, spelling) for w in name.split()):
            votes[name]["person"] += 3
            titles[name].add(f"{match['title']} {name}")
    for match in _TITLE.finditer(text):
        if names_a_work(text[max(0, match.start() - 60) : match.start()]):
            votes[match[1]]["work"] += _A_WORK


def _coded(text: str, votes: dict[str, Counter[str]]) -> None:
    """Note what is set as code, and names that end as addresses and libraries do."""
    if "`" in text:
        for match in _CODE.finditer(text):
            votes[match[1]]["product"] += 1
    for match in _DOTTED.finditer(text):
        votes[match[1]]["organization" if match[1].endswith((".com", ".org", ".net")) else "product"] += 1


def _is_misspelt(name: str, known: frozenset[str]) -> bool:
    """Tell whether a name is a speaker's, heard a little wrong: the same first name and nearly the same surname."""
    first, _, last = name.casefold().partition(" ")
    return bool(last) and any(
        other.startswith(first + " ") and _are_alike(other.rpartition(" ")[2], last) for other in known
    )


def _are_alike(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one) or ratio(one, other) >= _ALIKE


def _trimmed(text: str, start: int, end: int, common: Mapping[str, int]) -> tuple[int, int]:
    """Cut the words before a name that are capitalised for opening a sentence, and a possessive after it."""
    name = _PLURAL_OR_S.sub("", text[start:end])
    end = start + len(name)
    while " " in name:
        first = name.split(" ", 1)[0]
        word = first.casefold().replace("’", "'")
        if word not in FUNCTION_WORDS and word not in _OPENERS and word not in CALENDAR:
            break
        start += len(first) + 1
        name = text[start:end]
    return start, end


def _settled(
    votes: Mapping[str, Counter[str]], joined: Mapping[str, str], titles: Mapping[str, set[str]], known: frozenset[str]
) -> Entities:
    works = tuple(name for name, seen in votes.items() if " " in name and seen["work"] >= _A_WORK)
    kinds = {
        name: kind
        for name, seen in votes.items()
        if not any(work.endswith(f" {name}") for work in works)
        and name not in joined.values()
        and joined.get(name) not in votes
        and (kind := _kind_by_votes(name, seen))
    }
    _without_doubtful(kinds, votes, titles)
    made = _by_kind(kinds, joined, votes, known)
    return Entities(
        organizations=tuple(Organization(id=slug(n), name=n, aliases=a) for n, a in _unique(made["organization"])),
        products=tuple(Product(id=slug(n), name=n, aliases=a) for n, a in _unique(made["product"])),
        people=tuple(
            Speaker(id=slug(n), name=n, aliases=tuple(sorted(titles.get(n, ()))), role=None, guessed=True)
            for n, _ in _unique(made["person"])
        ),
        places=tuple(
            Place(id=slug(n), name=n, aliases=others) for n, others in places_of(n for n, _ in made["place"]).items()
        ),
        works=tuple(
            Work(id=slug(n), name=n, aliases=a, kind="law" if votes[n]["law"] else "other")
            for n, a in _unique(made["work"])
        ),
    )


def _without_doubtful(kinds: dict[str, str], votes: Mapping[str, Counter[str]], titles: Mapping[str, set[str]]) -> None:
    """Take out persons who bear the name of a company, and places that somebody is called by."""
    for name in [n for n, kind in kinds.items() if kind == "person" and not titles.get(n)]:
        if _holds_another(name, kinds):
            del kinds[name]
    for name in [n for n, kind in kinds.items() if kind == "place" and may_be_another(n)]:
        # "Austin" is no place where somebody is called Austin Powell.
        if any(other.startswith(f"{name} ") and kinds.get(other, "person") == "person" for other in votes):
            del kinds[name]


def _by_kind(
    kinds: dict[str, str], joined: Mapping[str, str], votes: Mapping[str, Counter[str]], known: frozenset[str]
) -> Mapping[str, list[tuple[str, tuple[str, ...]]]]:
    """Return kind → the names of it, each with its acronym and its other forms."""
    by_form = _with_forms(kinds, votes)
    by_acronym = {expansion: short for short, expansion in joined.items()}
    made: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for name, kind in sorted(kinds.items()):
        short = by_acronym.get(name)
        aliases = ((short,) if short and short.casefold() not in known else ()) + by_form.get(name, ())
        made[kind].append((name, aliases))
    return made


def _holds_another(name: str, kinds: Mapping[str, str]) -> bool:
    """ "Alibaba Qwen" is no person where Alibaba, by itself, is a company."""
    parts = name.split()
    return len(parts) > 1 and any(kinds.get(part, "person") != "person" for part in parts)


def _kind_by_votes(name: str, seen: Counter[str]) -> str:
    """Return what most of its places say that a name is; nothing where it may be a place, and where too little speaks for a kind."""
    sure = {k: n for k, n in seen.items() if k in {"organization", "product", "person", "place", "work"}}
    if seen["law"]:
        return "work"
    if seen["maybe place"] and seen["maybe place"] >= sum(sure.values()):
        return ""
    if sure:
        return max(sorted(sure), key=lambda k: sure[k])
    if seen["maybe person"] and seen["maybe person"] >= seen["maybe organization"]:
        return "person"
    if seen["maybe organization"] < 2 and not _MIXED.search(name):
        return ""
    return "organization" if seen["maybe organization"] else "product"


_FORM = re.compile(r" (?:Inc|Ltd|Corp|Corporation|Incorporated|LLC|PLC|GmbH|AG|SA|Co|Group|Company)$")


def _with_forms(kinds: dict[str, str], votes: Mapping[str, Counter[str]]) -> dict[str, tuple[str, ...]]:
    """Let a company be called as it mostly is: "Acme" with the alias "Acme Inc", where the short name stands alone as well."""
    aliases: dict[str, tuple[str, ...]] = {}
    for name in [n for n, kind in kinds.items() if kind == "organization" and _FORM.search(n)]:
        short = _FORM.sub("", name)
        if short in votes and " " not in short:
            del kinds[name]
            kinds[short] = "organization"
            aliases[short] = (*aliases.get(short, ()), name)
    return aliases


def _unique(entries: Iterable[tuple[str, tuple[str, ...]]]) -> list[tuple[str, tuple[str, ...]]]:
    """Leave out a second name with the same id."""
    return list({slug(name): (name, aliases) for name, aliases in reversed(list(entries))}.values())[::-1]


def lower_case_words(texts: Iterable[str]) -> Counter[str]:
    """Count the words that stand in lower case."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(re.findall(r"(?<![\w'’])[a-z][a-z'’-]*(?!\w)", text))
    return counts
