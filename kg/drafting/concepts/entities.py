"""Organizations, products and people that a transcript names and nothing declares: capitalised words, acronyms, titles.

What is only capitalised somewhere and common elsewhere is left alone, and so is what gives no sign of its kind:
a wrong node is worse than a missing one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.drafting.english.places import CALENDAR, NOT_ENTITIES
from kg.model import Organization, Product, Speaker, slug
from kg.people.spoken_names import TITLED
from kg.words import FUNCTION_WORDS, word_set

_NAME = re.compile(
    r"(?<![\w.])(?:[A-Z](?:[\w&-]*\w)?(?:['’](?!s\b)\w+|['’]s(?= (?:Hospital|College|School|Church|University|Cathedral)\b))?|[a-z]{1,2}[A-Z]\w+)"
    r"(?:(?: (?:of|for|de|of the))? (?:[A-Z](?:[\w&-]*\w)?(?:['’](?!s\b)\w+)?|[a-z]?\d[\w.]*\w|\d))*"
)
_ORGANIZATION_WORDS = word_set("""university college institute laboratory lab labs school academy hospital bank party government parliament congress senate council
    commission committee ministry department agency association union federation foundation trust company corporation corp inc ltd group
    court office authority service services society centre center organisation organization alliance network fund board army police
    church club league press times post guardian bbc""")
#: What opens a sentence before a name, beside the function words; and what a law or its parts are called.
_OPENERS = word_set(
    "hi hello hey thanks thank yes yeah okay like before after since perhaps maybe not both between only under during without today here as is was are were"
)
_TEXTS = word_set(
    "act acts bill bills clause section order article amendment rule rules chair speaker member members minister ministers"
)
_PLACE_WORDS = word_set(
    "street road avenue square park hill island river bridge station county valley beach bay city town district quarter"
)
_PLACE_OPENS = word_set("port saint san santa los las el la north south east west new mount lake fort cape")
#: Acronyms of things that are no organization and no product.
_ABBREVIATIONS = word_set(
    "api apis gui url cpu gpu gpus gdp vat hr pr rd kpi kpis roi b2b b2c dau ram usb sql html css http tv cv dna hiv aids lgbt"
)
_PLURAL_OR_S = re.compile(r"['’]s$")
_MIXED = re.compile(r"[a-z][A-Z]|\d|^[A-Z]+-\d")
_BEFORE_ORGANIZATION = re.compile(
    r"(?:\b(?:company|firm|startup|start-up|lab|joined|join|employer|at|from|founded|founder of|ceo of|head of|by|between|with|and|or|like|including|established|acquired|versus|vs)(?: the)? |[(/,] ?)$",
    re.I,
)
_SURE_ORGANIZATION = re.compile(
    r"\b(?:company|firm|startup|joined|employer|founded|founder of|ceo of|scientist (?:of|at)|professor at|went to|working (?:at|for)|worked (?:at|for)|work (?:at|for)|stayed at)(?: the)? $",
    re.I,
)
_BEFORE_PRODUCT = re.compile(
    r"\b(?:use|using|used|uses|released|release|launched|launch|model|models|app|apps|version|tool|software|benchmark|optimizer|on|open-sourced|called|named|versions of|via|through|system)(?: the)? $",
    re.I,
)
_AFTER_PRODUCT = re.compile(
    r"^(?: \d[\w.]*)? (?:models?|app|apps|optimizer|benchmark|benchmarks|score|series|system|software|tool|platform|list|version|api|phone|test|dataset)\b|^ ?\d",
    re.I,
)
_AFTER_ORGANIZATION = re.compile(
    r"^(?:['’]s (?:ceo|cto|founder|team|strategy|policy|report)| (?:said|says|announced|released|launched|published|has announced|employs|hired|founder|co-founder|ceo))\b",
    re.I,
)
_PERSON = re.compile(r"^[A-Z][a-z]+ [A-Z](?:[a-z]+|[a-z]*[A-Z][a-z]+|'[A-Z][a-z]+)$")
_ACRONYM = re.compile(r"^[A-Z][A-Z&]{1,6}s?$")
_ACRONYM_THEN = re.compile(r"\b([A-Z][A-Za-z]{1,7}) \((?=[^()\s]*+[ -])([A-Z]?[\w'-]++(?: [\w'-]++){0,7})\)")
_IN_BRACKETS = re.compile(r" \(([A-Z][A-Za-z]{1,7})\)")
#: How far before an acronym in brackets its expansion may begin, in characters.
_EXPANSION_REACH = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Entities:
    """What was found: organizations, products and people."""

    organizations: tuple[Organization, ...] = ()
    products: tuple[Product, ...] = ()
    people: tuple[Speaker, ...] = ()


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
    for text in texts:
        joined.update(acronyms(text))
        for match in TITLED.finditer(text):
            name = _PLURAL_OR_S.sub("", match["name"])
            if not all(w.casefold() in known or _is_common(w, common) for w in name.split()):
                votes[name]["person"] += 3
                titles[name].add(f"{match['title']} {name}")
        for match in _NAME.finditer(text):
            folded = match.group().casefold()
            # Most capitals open a sentence: the quick look first.
            if folded in common or folded in FUNCTION_WORDS or folded in known:
                continue
            start, end = _trimmed(text, match.start(), match.end(), common)
            name = text[start:end]
            if name.casefold() in known or _is_common(name, common):
                continue
            votes[name][_kind(name, text[max(0, start - 24) : start], text[end : end + 24], common)] += 1
    return _settled(votes, joined, titles, known)


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


def _is_common(name: str, common: Mapping[str, int]) -> bool:
    """Tell whether a name is no name: short, a place, a date, a legal text, or a word that is common in lower case."""
    words = [w.casefold().replace("’", "'") for w in name.split()]
    if (
        len(name) < 2
        or (not name.replace(" ", "").isascii() and not any(w.isalpha() for w in words))
        or all(w in NOT_ENTITIES or w in FUNCTION_WORDS or not w[0].isalpha() for w in words)
        or words[-1] in _TEXTS
    ):
        return True
    if words[0] in CALENDAR:
        return True
    if len(words) > 1 or _MIXED.search(name):
        return all(common.get(w, 0) > 1 or w in NOT_ENTITIES for w in words) and not _ORGANIZATION_WORDS.intersection(
            words
        )
    word = words[0]
    return word in _ABBREVIATIONS or "'" in word or any(common.get(w, 0) for w in (word, word.rstrip("s"), word + "s"))


def _kind(name: str, before: str, after: str, common: Mapping[str, int]) -> str:
    words = name.casefold().split()
    if words[-1] in _ORGANIZATION_WORDS or (words[0] in _ORGANIZATION_WORDS and len(words) > 1):
        return "organization"
    if _SURE_ORGANIZATION.search(before) or _AFTER_ORGANIZATION.search(after):
        return "organization"
    if _AFTER_PRODUCT.search(after) or _BEFORE_PRODUCT.search(before) or any(c.isdigit() for c in name):
        return "product"
    if _ACRONYM.match(name) and before.lower().endswith("the "):
        return "organization"
    if before.endswith(("in ", "In ")) or words[-1] in _PLACE_WORDS or words[0] in _PLACE_OPENS:
        return "place"
    if before.lower().endswith("the ") and len(words) > 1:
        return "organization"
    if _PERSON.match(name) and not any(common.get(w, 0) or w in NOT_ENTITIES for w in words):
        return "person"
    if _BEFORE_ORGANIZATION.search(before):
        return "maybe organization"
    return "unsure"


def _settled(
    votes: Mapping[str, Counter[str]], joined: Mapping[str, str], titles: Mapping[str, set[str]], known: frozenset[str]
) -> Entities:
    kinds: dict[str, str] = {}
    for name, seen in votes.items():
        if name in joined.values() or (name in joined and joined[name] in votes):
            continue
        sure = {k: n for k, n in seen.items() if k in {"organization", "product", "person"}}
        if seen["place"] and seen["place"] >= sum(sure.values()):
            continue
        if sure:
            kinds[name] = max(sorted(sure), key=lambda k: sure[k])
        elif seen["maybe organization"] >= 2 or _MIXED.search(name):
            kinds[name] = "organization" if seen["maybe organization"] else "product"
    for name in [n for n, kind in kinds.items() if kind == "person" and " " in n and not titles.get(n)]:
        # "Alibaba Qwen" is no person where Alibaba, by itself, is a company.
        if any(kinds.get(part, "person") != "person" for part in name.split()):
            del kinds[name]
    by_acronym = {expansion: short for short, expansion in joined.items()}
    made: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for name, kind in sorted(kinds.items()):
        short = by_acronym.get(name)
        made[kind].append((name, (short,) if short and short.casefold() not in known else ()))
    return Entities(
        organizations=tuple(Organization(id=slug(n), name=n, aliases=a) for n, a in _unique(made["organization"])),
        products=tuple(Product(id=slug(n), name=n, aliases=a) for n, a in _unique(made["product"])),
        people=tuple(
            Speaker(id=slug(n), name=n, aliases=tuple(sorted(titles.get(n, ()))), role=None, guessed=True)
            for n, _ in _unique(made["person"])
        ),
    )


def _unique(entries: Iterable[tuple[str, tuple[str, ...]]]) -> list[tuple[str, tuple[str, ...]]]:
    """Leave out a second name with the same id."""
    return list({slug(name): (name, aliases) for name, aliases in reversed(list(entries))}.values())[::-1]


def lower_case_words(texts: Iterable[str]) -> Counter[str]:
    """Count the words that stand in lower case."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(re.findall(r"(?<![\w'’])[a-z][a-z'’-]*", text))
    return counts
