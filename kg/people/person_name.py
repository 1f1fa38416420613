"""A person's name taken apart: titles, tokens, affiliation; and when two such names can be one person."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from kg.people.labels import PARTICLES, is_generic, is_office, key, shape, strip_affiliation
from kg.people.roles import HONORIFICS_HAN, TITLES
from kg.words import word_set

_SUFFIXES = word_set("jr sr ii iii iv phd md esq qc kc mp mep obe cbe cpa")
_GENERATION = re.compile(r",?\s(?:jr|sr|ii|iii|iv)\.?$", re.IGNORECASE)
_MISSPELT_TITLES = word_set("proffessor profesor proffesor docter presidant chairmen")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """A name as written, without affiliation: `text` for display, `tokens` folded for comparison, `titles` apart."""

    text: str
    tokens: tuple[str, ...]
    titles: tuple[str, ...] = ()
    affiliation: str = ""
    is_generic: bool = False
    is_short: bool = False
    without_title: str = ""

    @property
    def is_full(self) -> bool:
        """Whether there are a first and a last name, the first spelled out."""
        return (
            len(self.tokens) >= 2 and not self.is_generic and any(len(t) > 1 for t in self.tokens[:-1])
        ) or self._is_han

    @property
    def _is_han(self) -> bool:
        return (
            len(self.tokens) == 1
            and 2 <= len(self.tokens[0]) <= 4
            and "\u3400" <= self.tokens[0][0] <= "\u9fff"
            and not self.titles
        )

    def same_person_longer(self, other: PersonName) -> bool:
        """Tell whether this is the other name with a middle name or initial more, or initials spelled out."""
        a, b = self.tokens, other.tokens
        if len(a) < 2 or len(b) < 2 or self.is_generic or other.is_generic or a == b:
            return False
        if len(a) == len(b):
            pairs = list(zip(a, b, strict=True))
            return all(x == y or (len(y) == 1 and x.startswith(y)) for x, y in pairs) and a[-1] == b[-1]
        return (
            len(a) > len(b)
            and a[-1] == b[-1]
            and (a[0] == b[0] or (len(b[0]) == 1 and a[0].startswith(b[0])))
            and _in_order(b[1:-1], a[1:-1])
        )


@lru_cache(maxsize=20_000)
def parse_name(label: str, *, slug: bool = False) -> PersonName:
    """Take a label or a spoken name apart.

    >>> parse_name("Prof. Dr. Ada M. Lovelace (Acme)")
    PersonName(text='Prof. Dr. Ada M. Lovelace', tokens=('ada', 'm', 'lovelace'), titles=('prof', 'dr'), affiliation='Acme', is_generic=False, is_short=False, without_title='Ada M. Lovelace')
    >>> parse_name("Danko, Andrej, chair").text, parse_name("ann-lee", slug=True).text, parse_name("Mr Smith's").text
    ('Andrej Danko', 'Ann Lee', 'Mr Smith')
    """
    raw = _out_of_brackets(" ".join(label.split()))
    if is_generic(strip_affiliation(raw)):
        core = strip_affiliation(raw)
        return PersonName(text=core if core == raw else raw, tokens=(key(raw).replace("_", " "),), is_generic=True)
    core = strip_affiliation(raw).lstrip("@").rstrip("_")
    affiliation = raw[len(strip_affiliation(raw)) :].strip(" |()[]（）-–—") if core != raw else ""
    core, tail = _invert(core)
    affiliation = affiliation or tail
    if slug and "-" in core and core == core.lower():
        core = " ".join(p.capitalize() for p in core.split("-"))
    core = re.sub(r"['’]s$", "", core)
    titles, rest = _split_titles(core)
    tokens = tuple(t for t in (fold(w) for w in rest) if t and t not in _SUFFIXES)
    return PersonName(
        text=core or raw,
        tokens=tokens,
        titles=tuple(titles),
        affiliation=affiliation,
        is_short=len(tokens) == 1 and bool(rest) and _is_short(rest[0]),
        without_title=" ".join(rest) if len(rest) > 1 or not titles else core,
    )


def _out_of_brackets(label: str) -> str:
    """`The Minister for Works (Ann Lee)` is Ann Lee, who holds the office; `Ann Lee (Works)` stays what it is.

    >>> _out_of_brackets("Minister for Ports (Deputy Ann Lee)"), _out_of_brackets("Madam Deputy Speaker (Ann Lee)")
    ('Deputy Ann Lee (Minister for Ports)', 'Madam Deputy Speaker (Ann Lee)')
    """
    if not label.endswith(")"):
        return label
    office, _, inside = label[:-1].partition(" (")
    named = len(inside.split()) >= 2 and not any(c in inside for c in "(),") and shape(inside) == "name"
    holds = (
        named and is_office(office) and not is_generic(office) and (office[:4].casefold() == "the " or _is_of(office))
    )
    return f"{inside} ({office})" if holds else label


def _is_of(office: str) -> bool:
    """`Minister for Ports` is an office, `Minister Ann Lee` a person with one."""
    return any(w in {"for", "of", "de", "del", "du", "des", "für", "voor", "per"} for w in office.casefold().split())


def fold(word: str) -> str:
    """Return a word for comparison: lower case, no accents, no marks.

    >>> fold("Peña"), fold("O’Neil"), fold("T.")
    ('pena', 'oneil', 't')
    """
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in plain if c.isalnum()).translate(_LIKE)


_LIKE = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i"})


def _is_short(word: str) -> bool:
    return bool(re.fullmatch(r"[A-Z]{1,4}|(?:[A-Z]\.){1,4}", word))


def _invert(core: str) -> tuple[str, str]:
    """`Smith, John, MP` is John Smith and the rest; `Ann Lee, CEO` is Ann Lee and the rest."""
    parts = [p.strip() for p in core.split(",")]
    if len(parts) == 1 or not parts[1]:
        return core, ""
    first_two = parts[1].split()
    if (
        len(parts[0].split()) <= 2
        and 1 <= len(first_two) <= 3
        and all(w[:1].isupper() for w in first_two)
        and fold(first_two[0]) not in TITLES | _SUFFIXES
        and not parts[1].isupper()
    ):
        return f"{parts[1]} {parts[0]}", ", ".join(parts[2:])
    return parts[0], ", ".join(parts[1:])


def _split_titles(core: str) -> tuple[list[str], list[str]]:
    words, titles = core.split(), []
    while len(words) > 1 and (fold(words[0]) in TITLES | _MISSPELT_TITLES or words[0].casefold() == "the"):
        titles.append(fold(words.pop(0)))
    if len(words) == 1 and ord(words[0][0]) > 0x2E7F:
        for honorific in HONORIFICS_HAN:
            if words[0].endswith(honorific) and len(words[0]) > len(honorific):
                return [*titles, honorific], [words[0].removesuffix(honorific)]
    return titles, words


def _in_order(few: tuple[str, ...], many: tuple[str, ...]) -> bool:
    rest = iter(many)
    return all(any(f == m or (len(f) == 1 and m.startswith(f)) for m in rest) for f in few)


def could_be(part: PersonName, whole: PersonName) -> bool:
    """Tell whether a partial name fits a full one: first name, last name, title and name, initials, `flast`.

    >>> whole = parse_name("Martin J. Thomson")
    >>> [could_be(parse_name(x), whole) for x in ("Martin", "Dr Thomson", "MT", "MJT", "mthomson", "J", "Tom")]
    [True, True, True, True, True, False, False]
    """
    if part.is_generic or whole.is_generic or not part.tokens or not whole.tokens or part.tokens == whole.tokens:
        return False
    own, tokens = part.tokens, whole.tokens
    if len(tokens) == 1 and whole._is_han:
        return len(own) == 1 and bool(part.titles) and tokens[0].startswith(own[0])
    return _one_word_fits(part, whole) if len(own) == 1 else len(own) < len(tokens) and _words_fit(own, tokens)


def _one_word_fits(part: PersonName, whole: PersonName) -> bool:
    """Tell whether one word is initials, the first or last name, a middle one, half of a hyphened one, or an account."""
    word, tokens = part.tokens[0], whole.tokens
    main = [t for t in tokens if t not in PARTICLES]
    if part.is_short and 2 <= len(word) <= 4 and len(tokens) >= 2:
        fits = _initials_fit(word, tokens, main)
        if fits or len(word) < 3:
            return fits
    if len(word) < 2:
        return False
    if word in (tokens[0], tokens[-1]):
        return True
    if len(word) < 3:
        return False
    hyphened = {w for t in whole.text.split() if "-" in t for w in map(fold, t.split("-"))}
    middle = len(tokens) > 2 and word in main[1:-1] and not part.titles
    return middle or word in hyphened or (len(word) > 4 and word in user_names(main))


def _words_fit(own: tuple[str, ...], tokens: tuple[str, ...]) -> bool:
    """Tell whether several words are the first or the last of a name, or the first name and an initial of the last."""
    if own in (tokens[-len(own) :], tokens[: len(own)]):
        return True
    return len(own) == 2 and own[0] == tokens[0] and own[1] == tokens[-1][:1]


def _initials_fit(word: str, tokens: tuple[str, ...], main: list[str]) -> bool:
    options = {"".join(t[0] for t in tokens), "".join(t[0] for t in main), tokens[0][0] + tokens[-1][0]}
    return word in options


def user_names(main: list[str]) -> set[str]:
    """Return the names of accounts that a first and a last name make.

    >>> sorted(user_names(["ada", "park"]))
    ['adap', 'adapark', 'apark', 'parka', 'parkada']
    """
    if len(main) < 2:
        return set()
    first, last = main[0], main[-1]
    return {first[0] + last, first + last[0], first + last, last + first[0], last + first}


def same_but_spelling(a: PersonName, b: PersonName, *, rare: int = 1, common: int = 9) -> bool:
    """Tell whether two names differ by one edit (a letter more, less, other, or two swapped) in one of their words.

    Words of fewer than five letters count only when one spelling is rare: Dan and Don are two people.

    >>> same_but_spelling(parse_name("Tim Bieko"), parse_name("Tim Beiko")), same_but_spelling(parse_name("MT"), parse_name("MD"))
    (True, False)
    """
    if (
        a.is_generic
        or b.is_generic
        or a.is_short
        or b.is_short
        or any(any(c.isdigit() for c in t) for t in (*a.tokens, *b.tokens))
    ):
        return False
    if len(a.tokens) != len(b.tokens):
        joined = ("".join(a.tokens), "".join(b.tokens))
        return len(joined[0]) > 5 and joined[0] == joined[1]
    differing = [(x, y) for x, y in zip(a.tokens, b.tokens, strict=True) if x != y]
    if len(differing) != 1:
        return False
    x, y = differing[0]
    if not _one_edit(x, y):
        return False
    shorter = min(len(x), len(y))
    often_enough = common >= 3 * rare
    if len(a.tokens) == 1:
        return shorter >= 6 or (shorter >= 5 and rare == 1 and common >= 3)
    return shorter >= 5 or (shorter >= 3 and often_enough)


def misspelt_part(part: PersonName, whole: PersonName) -> bool:
    """Tell whether a single word is within one edit of a first or last name of five letters or more.

    >>> misspelt_part(parse_name("Junyan"), parse_name("Lin Junyang")), misspelt_part(parse_name("Lim"), parse_name("Lin Junyang"))
    (True, False)
    """
    if part.is_generic or part.is_short or len(part.tokens) != 1 or len(whole.tokens) < 2 or len(part.tokens[0]) < 5:
        return False
    return any(len(t) >= 5 and _one_edit(part.tokens[0], t) for t in (whole.tokens[0], whole.tokens[-1]))


def _one_edit(x: str, y: str) -> bool:
    return bool(OSA.distance(x, y, score_cutoff=1) <= 1)


def swapped_ending(a: PersonName, b: PersonName) -> bool:
    """Tell whether two names differ in a first name's last vowel only, as Maria and Mario do: two people, most likely."""
    if len(a.tokens) != len(b.tokens) or len(a.tokens) < 2 or a.tokens[1:] != b.tokens[1:]:
        return False
    x, y = a.tokens[0], b.tokens[0]
    return x != y and x.rstrip("aeio") == y.rstrip("aeio") and abs(len(x) - len(y)) <= 1


def generations(labels: Mapping[str, int], answers: Mapping[frozenset[str], int]) -> frozenset[str]:
    """Return the labels with `Jr.` that answer the same name without it: nobody answers themself.

    >>> pair = frozenset({"Ada Bell", "Ada Bell Jr."})
    >>> sorted(generations({"Ada Bell": 2, "Ada Bell Jr.": 3}, {pair: 4})), sorted(generations({"Ada Bell": 2, "Ada Bell Jr.": 3}, {}))
    (['Ada Bell Jr.'], [])
    >>> sorted(generations({"Lux": 2, "lux": 3}, {frozenset({"Lux", "lux"}): 4}))
    []
    """
    plain = {key(x): x for x in labels}
    return frozenset(
        x
        for x in labels
        if _GENERATION.search(x)
        and (older := plain.get(key(_GENERATION.sub("", x))))
        and older != x
        and answers.get(frozenset((x, older)), 0)
    )


def all_slugs(labels: Mapping[str, int]) -> bool:
    """Tell whether all labels are slugs: a file that writes every name as `first-last` writes slugs, not nicknames."""
    slugs = sum(1 for x in labels if "-" in x and x == x.lower() and all(p.isalpha() for p in x.split("-")))
    return slugs >= 2 and slugs * 5 >= len(labels) * 4
