"""Who a transcript itself says is there: lists of attendees with initials, `Host: NAME` lines."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence

from kg.people.identity import Declared
from kg.people.labels import is_generic, key, shape, strip_affiliation
from kg.people.person_name import parse_name
from kg.people.roles import PLURAL_TITLES, ROLE_WORDS
from kg.readers.text.heads import Head, colon_head
from kg.readers.text.styles import Learned, accepted_head

_NAME_AND_SHORT = re.compile(
    r"""
    (?<![\w.'’-])
    ([A-ZÀ-Þ][\w.'’-]{0,25}(?:\s{1,3}[\w.'’-]{1,25}){1,4})\s{0,3}[(\[]([A-Z][A-Za-z]{0,4}\d?)[)\]]
    """,
    re.VERBOSE,
)
_SHORT_AND_NAME = re.compile(
    r"""
    ^\s*+(?:[-*•]\s*+)?\**+([A-Z]{2,4}\d?)\**+(?:\s*+[-–—=:]\s*+|\t|\s{2,}+)\**+
    ([A-ZÀ-Þ][\w.'’-]*+(?:\s++[\w.'’-]++){1,4})\**+\s*+(?:[,(|].*)?$
    """,
    re.VERBOSE,
)
_TABLE_ROW = re.compile(r"^\s*+\|\s*+([^|]*[^|\s])\s*+\|\s*+([A-Z]{2,4}\d?)\s*+\|")
_PRESENT = re.compile(
    r"""
    ^\W*+
    (?:
        present | attendance | attendees | participants | attending | in\ attendance | panell?ists
      | guests | speakers | anwesend | présents | presentes | 参会者 | 与会者 | 出席者
    )[^\w:：]*+[:：][\s*_:：]*+(.*)$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_PRESENT_BELOW = re.compile(
    r"""
    ^\s{0,3}\#{0,6}\s*\**
    (?:(?:company|corporate|conference\ call|call|meeting|hearing|other)\s+)?
    (?:
        attendees | attendance | present | participants | panell?ists | speakers | moderators?
      | hosts? | executives | analysts | witnesses
    )\**:?\s*$()
    """,
    re.IGNORECASE | re.VERBOSE,
)


def role_people(line: str) -> tuple[Declared, ...]:
    """Read `Chairs: NAME, NAME`, or one person as `role_line` does.

    >>> [p.name for p in role_people("Chairs: Ada Park, Ben Osei")]
    ['Ada Park', 'Ben Osei']
    """
    head = colon_head(line)
    if head is None or key(head.label) not in ROLE_WORDS:
        return ()
    names = [
        x.strip(" *_.")
        for x in re.split(r"[,;、]|(?<!\s)\s++(?:and|und|et|y|&)\s++", line[head.body :])
        if x.strip(" *_.")
    ]
    if len(names) >= 2 and all(is_full_name(strip_affiliation(n)) for n in names):
        return tuple(Declared(name=strip_affiliation(n), role=ROLE_WORDS[key(head.label)]) for n in names)
    one = role_line(line)
    return (one,) if one else ()


def role_line(line: str) -> Declared | None:
    """Read `Host: NAME` or `Speaker: NAME (role)`: the person and the role, or None.

    >>> role_line("Speaker: Tang Jie (Chief Scientist)")
    Declared(name='Tang Jie', short='', role='speaker', description='Chief Scientist')
    >>> role_line("Host: Welcome to all of you.") is None
    True
    """
    head = colon_head(line)
    if head is None or key(head.label) not in ROLE_WORDS:
        return None
    rest = line[head.body :].strip(" \t\r\n\f\v\xa0\u3000*_")
    name, description = rest, ""
    bracket = re.search(r"(?<!\s)\s*+[(（]([^()（）]{1,160})[)）]$", rest)
    if bracket:
        name, description = rest[: bracket.start()], bracket[1]
    elif re.match(r"^[^,–—]{3,50},\s", rest) and not rest.endswith((".", "?", "!")):
        name, _, description = (p.strip() for p in rest.partition(","))
    if not is_full_name(name):
        return None
    short = description if re.fullmatch(r"[A-Z]{2,4}\d?", description) else ""
    return Declared(
        name=name.strip(), short=short, role=ROLE_WORDS[key(head.label)], description="" if short else description
    )


def is_full_name(text: str) -> bool:
    """Tell whether words are a person's name and nothing else: two to five words, or a name without spaces in Han."""
    words = text.split()
    if shape(text.strip()) != "name" or is_generic(text) or "," in text or _ends_sentence(words):
        return False
    return 2 <= len(words) <= 5 or (len(words) == 1 and ord(text.strip()[0]) > 0x2E7F)


def _ends_sentence(words: Sequence[str]) -> bool:
    """A full stop ends a sentence, unless it stands behind an initial or `Jr.`: in many scripts any words look like a name."""
    return words[-1].endswith((".", "。", "।")) and len(words[-1]) > 3


def declared_people(lines: Sequence[str]) -> tuple[Declared, ...]:
    """Return the people of attendee lists: `Ada Park (AP)`, `AP: Ada Park`, table rows, `Present: …`.

    A list counts only with two or more of its kind, so that a bracket in a sentence is no attendee.
    """
    found: dict[str, Declared] = {}
    for pairs in (_names_with_short(lines), _shorts_with_name(lines), _table_rows(lines)):
        if len(pairs) >= 2:
            for name, short in pairs:
                found.setdefault(short, Declared(name=name, short=short))
    named = {p.name for p in found.values()}
    for name in _present(lines):
        if name not in named:
            found.setdefault(name, Declared(name=name))
    return tuple(found.values())


def _names_with_short(lines: Iterable[str]) -> list[tuple[str, str]]:
    out = []
    for line in lines:
        hits = [m for m in _NAME_AND_SHORT.finditer(line) if _fits(m[2], m[1])]
        alone = len(hits) == 1 and len(hits[0][0]) + 6 >= len(line.strip(" \t-*•|,."))
        if len(hits) >= 2 or alone or (hits and line.lstrip().startswith("|")):
            out += [(m[1].strip(), m[2]) for m in hits]
    return out


def _shorts_with_name(lines: Iterable[str]) -> list[tuple[str, str]]:
    hits = (m for m in map(_SHORT_AND_NAME.match, lines) if m)
    return [(m[2].strip(), m[1]) for m in hits if _fits(m[1], m[2]) and shape(m[2].strip()) == "name"]


def _table_rows(lines: Iterable[str]) -> list[tuple[str, str]]:
    hits = (m for m in map(_TABLE_ROW.match, lines) if m)
    return [(m[1].strip("* "), m[2]) for m in hits if shape(m[1].strip("* ")) == "name"]


def _fits(short: str, name: str) -> bool:
    """Initials fit a name when their letters come in it in order, the first one first."""
    rest = name.casefold()
    if not rest.startswith(short[0].casefold()):
        return False
    for letter in short.casefold():
        at = rest.find(letter)
        if at < 0:
            return False
        rest = rest[at + 1 :]
    return True


def _present(lines: Sequence[str]) -> list[str]:
    """Names after `Present:` on the line, or in the list below a heading of that kind."""
    names: list[str] = []
    for i, line in enumerate(lines):
        match = _PRESENT.match(line) or _PRESENT_BELOW.match(line)
        if not match:
            continue
        if ";" in match[1]:
            # A list with semicolons holds labels as they are, nicknames among them.
            names += [x.strip() for x in match[1].split(";") if 0 < len(x.strip()) <= 70]
            continue
        items = re.split(r"[,、，]\s*", _without_plural(match[1])) if match[1] else _list_below(lines, i + 1)
        if not match[1]:
            names += _cast_below(lines, i + 1)
        if len(items) >= 2 and all(re.fullmatch(r"@?[^\W\d_][\w.-]*", x.strip()) for x in items):
            # Nicknames, as they stand before what is said.
            names += [x.strip() for x in items]
            continue
        names += [n for n in (strip_affiliation(x.strip(" *_.-•\t")) for x in items) if is_full_name(n)]
    return names


def _cast_below(lines: Sequence[str], at: int) -> list[str]:
    """Members of a cast, one a line, up to the next empty line; one empty line may stand above them."""
    first = at if at < len(lines) and lines[at].strip() else at + 1
    block = itertools.takewhile(str.strip, lines[first : first + 40])
    return [name for line in block if (name := cast_member(line))]


def _without_plural(listed: str) -> str:
    """`Representatives Brandt, Vos, and Ruiz`: the title is of all of them."""
    first, _, rest = listed.strip().partition(" ")
    return rest if key(first) in PLURAL_TITLES else listed


def front_cast(lines: Sequence[str], labels: Iterable[str]) -> tuple[Declared, ...]:
    """Return the people listed before the talk, each on a line of its own, whose last names the labels use.

    >>> front_cast(["Town Council", "", "Mayor Ruth Abel", "Councillor Omar Dietz"], ["Mayor Abel", "Councillor Dietz"])[0].name
    'Ruth Abel'
    """
    short = [parse_name(label) for label in labels]
    last = {n.tokens[0] for n in short if len(n.tokens) == 1}
    listed = [n for line in lines if line.strip() and (n := cast_member(line)) and len(parse_name(n).tokens) > 1]
    names = [n for n in listed if parse_name(n).tokens[-1] in last]
    return tuple(Declared(name=n) for n in dict.fromkeys(names)) if len(names) >= 2 else ()


def cast_member(line: str) -> str:
    """Return the name at the head of a line of a cast: `Former Governor Ann Lee (X) and`, or "".

    >>> cast_member("Former Governor Ann Lee (X) and"), cast_member("Good evening to all of you.")
    ('Ann Lee', '')
    """
    text = re.sub(r"(?<!\s)\s++(?:and|und|et|y)$|[;,.]$", "", line.strip(" -*•\t"))
    head = re.split(r"[,(;]|(?<!\s)\s++[-–—]\s++", text, maxsplit=1)[0].strip()
    name = parse_name(head)
    return name.without_title if is_full_name(name.without_title) and len(text) <= 120 else ""


def _list_below(lines: Sequence[str], start: int) -> list[str]:
    out: list[str] = []
    for line in lines[start : start + 200]:
        item = re.match(r"^\s*(?:[-*•]|\d+[.)])\s+(.{2,80})$", line)
        if not item and line.strip():
            parts = [x.strip() for x in line.split(",")]
            if not out and len(parts) >= 2 and all(shape(p.replace("_", " ")) and len(p.split()) <= 3 for p in parts):
                return [p.replace("_", " ") for p in parts]
            break
        if item:
            out.append(item[1])
    return out


_ROLE_LIKE = re.compile(r"^\W{0,12}\w[\w-]{1,20}\W{0,4}[:：]")


def role_lines(lines: Sequence[str]) -> dict[int, tuple[Declared, ...]]:
    """Return the lines that say who hosts or speaks, by their place."""
    found = ((i, role_people(line)) for i, line in enumerate(lines) if _ROLE_LIKE.match(line))
    return {i: people for i, people in found if people}


def role_labels_speak(lines: Sequence[str], learned: Learned, roles: Mapping[int, object]) -> bool:
    """`Host: Ada Park` declares, but where `Host:` mostly opens speech it is a label like others."""
    opened = 0
    for i, line in enumerate(lines):
        if i not in roles and _ROLE_LIKE.match(line):
            head = accepted_head(line, learned)
            opened += head is not None and key(head.label) in ROLE_WORDS
    return opened > 2 * len(roles)


def people_lists(lines: Sequence[str], learned: Learned) -> frozenset[int]:
    """Lines of a cast before the talk: `MODERATOR:` alone, below it names and what they are, up to an empty line."""
    found: set[int] = set()
    for i in range(min(80, len(lines))):
        label = key(lines[i].strip().rstrip(":：*").strip("*"))
        if label not in ROLE_WORDS or not lines[i].strip().endswith((":", ":**")):
            continue
        if sum(1 for line in lines if _ROLE_LIKE.match(line) and key(line.partition(":")[0].strip(" *")) == label) > 1:
            continue
        below = range(i + 1, min(i + 40, len(lines)))
        block = below[: next((n for n, j in enumerate(below) if not lines[j].strip()), len(below))]
        speech = any(_has_words(lines[j], accepted_head(lines[j], learned)) for j in block)
        if block and all(cast_member(lines[j]) for j in block) and not speech:
            found.update([i, *block])
    return frozenset(found)


def _has_words(line: str, head: Head | None) -> bool:
    return head is not None and bool(line[head.body :].strip())
