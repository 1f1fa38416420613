"""What a speaker's label looks like, told from its words alone: names, initials, nicknames, `Speaker 1`."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal

from kg.people.roles import HONORIFICS_HAN, OFFICE_WORDS, TITLES
from kg.words import word_set, words_in

Shape = Literal["name", "office", "initials", "generic", "nick", "number", "joint", ""]

#: Labels that name a part in the conversation rather than a person, in several languages.
GENERIC = words_in("people/generic")
_QUALIFIER = words_in("people/qualifier")
#: Names of languages, which mark a translation and name no one.
LANGUAGES = words_in("people/languages")
#: Words that open a line with a colon and are not who speaks.
NOT_SPEAKERS = words_in("people/not_speakers") | LANGUAGES
#: Words that do not stand inside a name (beyond its particles).
_NOT_IN_NAMES = words_in("people/not_in_names")
PARTICLES = words_in("people/particles")
#: Small words inside the name of an office.
_OF_OFFICES = word_set("for to in on at with für und des per pour et voor van het met til")
_ORDINALS = word_set("first second third")
#: Words of English that are first words of names as well.
_ALSO_NAMES = word_set("an will he she you so do to my can may")
_ABBREVIATIONS = word_set("NB PS FYI URL EG IE EX TBD TBC ETA ID Q A OK FAQ RFC TEL FAX PS1 EU US UK UN AI")
_NUMBERED = re.compile(r"(?<![\s_#.-])[\s_#.-]*+(?:\d{1,3}|(?<=[\s_#.-])[A-Z])$")
_INITIALS = re.compile(r"^(?:[A-Z]\.?\s?){1,4}$|^[A-Z]{1,4}\d?$|^[A-Z][a-z]?[A-Z]{1,3}$")
_NICK = re.compile(r"^@?[^\W\d_][\w.|\\`^{}\[\]-]{0,30}$")
_JOINT = re.compile(
    r"""
      (?:(?<!\s)\s++)?+[/&+]\s*+
    | (?:(?<!\s)\s++)?+,\s*+(?:and\s++|und\s++|et\s++|y\s++)?
    | (?<!\s)\s++(?:and|und|et)\s++
    | 、 | 和
    """,
    re.VERBOSE,
)
#: A quotation mark inside of a word is a Hebrew abbreviation's.
_BAD = re.compile(
    r"""
      [?!;=<>{}$%^~\\] | (?<!\w)[\"“”] | [\"“”](?!\w) | https? | www\. | // | \.\.\. | … | --
    | \d{5,} | [\w]@[\w]
    """,
    re.VERBOSE,
)
_HAN_NAME = re.compile(
    r"""
      ^[\u3400-\u9fff々·•・]{2,12}$ | ^[\u30a0-\u30ff・ー]{2,16}$ | ^[\uac00-\ud7a3]{2,5}$
    | ^[\u3040-\u30ff\u3400-\u9fff]{2,10}$
    """,
    re.VERBOSE,
)
#: The groups of the Finnish parliament, which stand in small letters behind a first and a last name.
_PARTY = re.compile(
    r"""
    (?<=[^\W\d_]\ [A-ZÅÄÖ])(?P<rest>[\w-]{1,40})\ (?:kesk|kok|vihr|vas|liik|sd|ps|kd|r)$
    """,
    re.VERBOSE,
)
#: More characters of a script without blanks than this are a sentence.
_LONGEST_WIDE = 6
_HAN_SENTENCE = re.compile(r"[的了是不在们这那就也都说我你他她它吗呢吧啊]")


def key(label: str) -> str:
    """Return the form under which two spellings of one label are the same: case, spaces and width folded.

    >>> key("  Lightclient "), key("ＬＥＥ  Wei")
    ('lightclient', 'lee wei')
    """
    return " ".join(unicodedata.normalize("NFKC", label).casefold().replace("’", "'").split()).strip(" .:-–—,")


@lru_cache(maxsize=20_000)
def shape(label: str) -> Shape:
    """Tell what kind of label this could be, or "" when it is none.

    >>> [shape(x) for x in ("Tang Jie", "YK", "SPEAKER_00", "ekr", "7", "AWB, DH", "Several aspects determine it")]
    ['name', 'initials', 'generic', 'nick', 'number', 'joint', '']
    """
    text = label.strip()
    if not text or len(text) > 110:
        return ""
    if text.isdigit():
        return "number" if len(text) <= 3 else ""
    if is_generic(strip_affiliation(text)):
        return "generic"
    if _BAD.search(text):
        return ""
    core = strip_affiliation(text)
    folded = key(core)
    if core in {"Q", "A"}:
        return "generic"
    if _INITIALS.match(core) and (folded not in NOT_SPEAKERS or (len(core) <= 3 and core not in _ABBREVIATIONS)):
        return "initials"
    if folded in NOT_SPEAKERS or _numbered_thing(core):
        return ""
    if _is_name(core):
        return "name"
    if is_office(core) or _is_addressed(core):
        return "office"
    if folded.startswith("the ") and _is_name(core[4:].strip()):
        return "nick"
    parts = [p for p in _JOINT.split(core) if p]
    if 1 < len(parts) <= 6 and all(_is_part(p) for p in parts):
        return "joint"
    wide = sum("\u3040" <= c <= "\u9fff" for c in core)
    # Without blanks a sentence looks like one word.
    if _NICK.match(core) and core[0] not in "-." and folded not in _NOT_IN_NAMES and wide <= _LONGEST_WIDE:
        return "nick"
    return "nick" if _opens_oddly(core) else ""


def _opens_oddly(core: str) -> bool:
    """`An Nguyen`, `Will Hart`, `He Lan`: names that begin as a sentence might; to be believed they must return."""
    first, _, rest = core.partition(" ")
    return (
        key(first) in _ALSO_NAMES
        and first[:1].isupper()
        and 1 <= len(rest.split()) <= 3
        and _is_name(rest)
        and all(map(_capitalised, rest.split()))
    )


def is_office(label: str) -> bool:
    """Tell whether a label names an office: `The Minister for Works`, `Parliamentary Under-Secretary of State`.

    >>> is_office("The Minister for Works"), is_office("The LEADER OF THE OPPOSITION"), is_office("Letter to the Minister")
    (True, True, False)
    """
    words = label.split()
    if words and key(words[0]) == "the":
        words = words[1:]
    folded = [key(w).strip(",") for w in words]
    # `The First Minister` holds an office, `First Reading` does not.
    refused = NOT_SPEAKERS - (_ORDINALS if len(words) > 1 else frozenset())
    if not words or len(words) > 18 or not words[0][:1].isupper() or folded[0] in refused:
        return False
    small = next((i for i, w in enumerate(words) if w.islower() or key(w) in {"of", "for"}), len(words))
    if small and folded[small - 1] in NOT_SPEAKERS:
        return False
    core = {part for w in folded[:small] for part in (w, *w.split("-"))}
    return bool(core & (TITLES | OFFICE_WORDS | GENERIC)) and all(
        w[:1].isupper() or f in PARTICLES | _OF_OFFICES for w, f in zip(words, folded, strict=True)
    )


def _is_addressed(label: str) -> bool:
    """A title, an article and an office, as the chair is written in many languages: `Mevrouw de voorzitter`, `M. le président`.

    >>> _is_addressed("Mme la présidente"), _is_addressed("Mme la présidente parle"), _is_addressed("Minister de la")
    (True, False, False)
    """
    title, *rest = label.split()
    folded = [key(w) for w in rest]
    return (
        title[:1].isupper()
        and key(title) in TITLES
        and 1 <= len(rest) <= 4
        and folded[-1] in GENERIC | OFFICE_WORDS
        and all(f in PARTICLES | GENERIC | OFFICE_WORDS | {"le", "el", "il"} for f in folded)
    )


def _is_part(part: str) -> bool:
    return bool(_INITIALS.match(part)) or is_generic(part) or (_is_name(part) and key(part) not in NOT_SPEAKERS)


def joint_parts(label: str) -> tuple[str, ...]:
    """Return the labels inside a joint one, or the label alone.

    >>> joint_parts("AWB, DH and BE"), joint_parts("Smith, John")
    (('AWB', 'DH', 'BE'), ('Smith, John',))
    """
    if shape(label) != "joint":
        return (label,)
    return tuple(p for p in _JOINT.split(strip_affiliation(label)) if p)


def is_generic(label: str) -> bool:
    """Tell whether a label names a part (`Speaker 1`, `Host`, `Unknown`), not a person."""
    if len(label) > 80:
        return False
    # `AudienceMember 20210318QT12` is an audience member with a number of the editor's.
    parted = re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", " ", label.strip())
    label = re.sub(r"(?<!\s)\s++(?=[^\d\s]*+\d)[\w-]++$", " 1", parted) if " " in parted else parted
    words = key(label).replace("_", " ").split()
    if not words or len(words) > 4:
        return False
    if len(words) > 1 and {"unknown", "unidentified", "unnamed"} & set(words):
        return True
    counted = _NUMBERED.search(label.strip())
    before = label.strip()[: counted.start()] if counted else ""
    if before.strip():
        words = key(before).replace("_", " ").split() or words
    stripped = [w.strip("#.-()") for w in words]
    head, rest = stripped[-1], stripped[:-1]
    if head not in GENERIC and stripped[0] in GENERIC and all(w.isdigit() or len(w) == 1 for w in stripped[1:]):
        return True
    return head in GENERIC and all(w in _QUALIFIER or w in GENERIC for w in rest)


def _numbered_thing(core: str) -> bool:
    """`Principle 2`, `Slide 3`, `Step A`: a thing that is counted, unless it is a person's part."""
    match = re.search(r"(?<!\d)(?<!\d[.-])(?:\d++[.-])*+\d++$", core)
    before = core[: match.start()].rstrip().removesuffix("#").removesuffix(".") if match else ""
    return bool(match and key(before).split(" ")[-1] in NOT_SPEAKERS | {""})


def strip_affiliation(label: str) -> str:
    """Return a label without what follows the name: `(role)`, `| Org`, ` - Org`, `[Org]`.

    >>> [strip_affiliation(x) for x in ("Dima | Lido", "Tang Jie (Zhipu AI)", "Ann Lee - Acme")]
    ['Dima', 'Tang Jie', 'Ann Lee']
    """
    text = re.sub(r"(?<!\s)\s*+[(（\[][^()（）\[\]]*+[)）\]]$", "", label.strip())
    text = _PARTY.sub(r"\g<rest>", text)
    head, *rest = re.split(r"(?:(?<!\s)\s++)?+\|\s*+|(?<!\s)\s++[-–—]\s++", text, maxsplit=1)
    # `Works - Room 3` is a place with its number, not somebody of Room 3; nor is `Room 3 - East` somebody of East.
    if rest and head[-1:].isdigit() and not is_generic(head):
        return text
    if rest and re.search(r"\d$", rest[0].strip()) and len(head.split()) == 1:
        return text
    return head.strip() or label.strip()


def _is_name(text: str) -> bool:
    if _HAN_NAME.match(text.replace(" ", "")):
        plain = text
        for honorific in HONORIFICS_HAN:
            plain = plain.removesuffix(honorific)
        return len(text) <= 12 and not _HAN_SENTENCE.search(plain) and key(text) not in NOT_SPEAKERS
    if "," in text:
        return _is_inverted(text)
    words = text.split()
    if sum("\u3040" <= c <= "\u9fff" for c in text) > _LONGEST_WIDE and any(c.isascii() and c.isalpha() for c in text):
        # A sentence of Chinese or Japanese that begins with a name in Latin letters.
        return False
    return _are_name(words)


def _are_name(words: list[str]) -> bool:
    """Tell whether words without a comma are a name."""
    # `A Sr.ª Ana Luz`: an article of Portuguese stands before a title only.
    if len(words) > 2 and key(words[0]) in {"a", "o"} and key(words[1]) in TITLES:
        words = words[1:]
    if not words or len(words) > 6:
        return False
    folded = [key(w) for w in words]
    if any(
        f in _NOT_IN_NAMES and (i == 0 or w.islower()) for i, (w, f) in enumerate(zip(words, folded, strict=True))
    ) or folded[0] in NOT_SPEAKERS - {"may", "april", "june", "august", "january"}:
        return False
    if len(words) > 1 and folded[-1] in NOT_SPEAKERS - {
        "may",
        "march",
        "day",
        "page",
        "rule",
        "case",
        "key",
        "august",
        "june",
        "april",
        "friday",
        "sunday",
    }:
        return False
    capital = [w for w in words if _capitalised(w)]
    # `El señor LÓPEZ`, `la señora Ruiz`: a title after an article may be small.
    small = PARTICLES | (TITLES if folded[0] in PARTICLES and len(words) > 2 else frozenset())
    others = [w for w, f in zip(words, folded, strict=True) if not _capitalised(w) and f not in small]
    return (
        bool(capital)
        and not others
        and (_capitalised(words[0]) or folded[0] in PARTICLES | TITLES)
        and _capitalised(words[-1])
    )


def _is_inverted(text: str) -> bool:
    """`Smith, John` and `Ann Lee, CEO of Acme`: a name, then the rest after one comma."""
    head, _, tail = text.partition(",")
    head_words, tail_words = head.split(), tail.split()
    if not 1 <= len(head_words) <= 4 or not 1 <= len(tail_words) <= 8 or not _is_name(head):
        return False
    if len(head_words) == 1 and len(tail_words) <= 2:
        return not (_INITIALS.match(head.strip()) and _INITIALS.match(tail.strip())) and _is_name(tail.strip())
    return (
        len(head_words) >= 2
        and len(tail_words) <= 8
        and not (
            len(tail_words) <= 3 and _is_name(tail.strip()) and len(tail_words) >= 2 and not _title_word(tail_words)
        )
    )


def _title_word(words: list[str]) -> bool:
    return any(key(w) in TITLES | GENERIC or w.isupper() for w in words)


def _capitalised(word: str) -> bool:
    bare = word.lstrip("'’\"(")
    if not bare:
        return False
    if bare[0].islower() and "-" in bare:
        # van-der-Zyl
        parts = bare.split("-")
        return all(p.casefold() in PARTICLES or p[:1].isupper() for p in parts) and parts[-1][:1].isupper()
    if bare[0].isupper() or (
        len(bare) > 2 and bare[:2].casefold() in {"d'", "l'", "o'", "d’", "l’"} and bare[2].isupper()
    ):
        return all(c.isalpha() or c in "'’.-‐·" for c in bare) or bool(
            re.match(r"^[A-Z]\w*$", bare) and not bare.isdigit()
        )
    # Scripts without case: Hebrew, Arabic, Devanagari, Han.
    return (
        bare[0].isalpha()
        and not bare[0].islower()
        and all(c.isalpha() or unicodedata.category(c)[0] == "M" or c in "'-·.\"״׳\u200c\u200d" for c in bare)
    )
