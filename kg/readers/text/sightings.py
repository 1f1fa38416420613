"""Where possible labels stand in a plain text: every head that a line could begin with, gathered by style and label."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.people.labels import NOT_SPEAKERS, is_office, key, shape
from kg.readers.not_said import SOUND_MARK, SOUND_WORD, atx, is_rule, reads_as_title
from kg.readers.text.heads import Head, bare_head, colon_head, other_heads, own_line_head
from kg.readers.times import STAMP, STAMP_LINE
from kg.words import word_set

_STAMPED = re.compile(rf"\s*+(?:{STAMP})(?=\s|$)")
#: What may follow a word that is no speaker: `Words: 31`, `Beginn: 11.00 Uhr`, `Date: 2 May 2023`.
_FIGURE = re.compile(
    r"""
    (?<![\s*_])[\s*_]*+(?:ca\.?\s)?[#$€£]?[-+]?\d[\d.,:/ %–-]{0,20}
    (?:\s?(?:Uhr|h|hrs?|am|pm|a\.m\.|p\.m\.|min|minutes?|words?|GMT|UTC)\.?)?[\s*_]*+$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_SENTENCE_END = tuple(".!?…。！？—–")
_LONG = 100
_FEW = 3
#: More characters of a script without blanks than this are a sentence.
_LONGEST_WIDE = 6
_FLOOR = word_set("question answer frage antwort pregunta respuesta domanda risposta réponse me them")
_NO_LABEL = re.compile(r"[?!;=<>{}$%^~\\\"“”…\d]|https?|www\.|//|\.\.")


@dataclass(slots=True)
class Seen:
    """One label in one style: how it looks, at which lines it stands, and what speaks against it there.

    `titled` counts the lines whose words read as a title, `inside` those in the middle of a paragraph, `values` those that
    go on with nothing but a number or a time, `alone` those with no words at all, `spoken` those with a sentence or a long
    line, `asking` those of more than three words that end with a question mark, `apart` those with an empty line below.
    """

    label: str
    kind: str
    lines: list[int] = field(default_factory=list)
    titled: int = 0
    inside: int = 0
    values: int = 0
    alone: int = 0
    spoken: int = 0
    asking: int = 0
    apart: int = 0

    @property
    def n(self) -> int:
        """How often it stands."""
        return len(self.lines)


@dataclass(slots=True)
class Tally:
    """What one style would give: its labels by `key`, and how many of its heads have a time or stand in capitals."""

    style: str
    family: str
    seen: dict[str, Seen] = field(default_factory=dict)
    timed: int = 0
    capitals: int = 0
    strong: int = 0

    @property
    def n(self) -> int:
        """How many heads there are."""
        return sum(s.n for s in self.seen.values())

    @property
    def mostly_timed(self) -> bool:
        """Whether most heads have a time."""
        return self.timed * 2 > self.n

    @property
    def group(self) -> str:
        """The style without its dress: bold, time before or after."""
        return self.style.split(" ", maxsplit=1)[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sightings:
    """All tallies of a text by style.

    `odd` is those of labels of no usual shape, `refused` how many plain heads these have; `filled` counts the lines that
    are not empty, `people` are the labels, folded, of who is declared.
    """

    tallies: dict[str, Tally]
    odd: dict[str, Tally]
    refused: int
    filled: int
    paragraphs: int
    people: frozenset[str]


def candidates(line: str) -> list[Head]:
    """Return every possible head of one line, the most telling first."""
    bare = line.lstrip()
    mark = SOUND_MARK.match(bare) if bare[:1] in {"[", "【", "(", "（"} and SOUND_WORD.match(bare) else None
    if mark:
        # A sound at the head of a line is no label, nor part of one.
        cut = len(line) - len(bare) + mark.end()
        line = " " * cut + line[cut:]
    found: list[Head] = []
    own = own_line_head(line) if len(line) <= 140 else None
    if own:
        found.append(own)
    if ":" in line[:260] or "：" in line[:260]:
        head = colon_head(line)
        if head:
            found.append(head)
    found += other_heads(line[:300])
    if not found and len(line) <= 80:
        alone = bare_head(line)
        if alone:
            found.append(alone)
    return found


def gather(lines: Sequence[str], people: Iterable[str]) -> Sightings:
    """Gather the possible labels of all lines; `people` are the labels, folded, of those who are declared."""
    known = set(people)
    tallies: dict[str, Tally] = {}
    odd: dict[str, Tally] = {}
    refused = 0
    # Where empty lines part the paragraphs, a label seen once and only inside of one is no label.
    spaced = _is_spaced(lines)
    for i, line in enumerate(lines):
        for head in candidates(line) if line.strip() else ():
            if head.label.startswith("the "):
                # `… and may it please the Court: words` goes on; who speaks is `The Court` or `THE COURT`.
                continue
            kind = _kind(head, known)
            refused += not kind and head.style == "colon" and len(head.label.split()) <= 3
            declared = key(head.label) in known or key(head.written) in known
            if head.family == "bare" and not _stands_as_label(lines, i, declared):
                continue
            if declared:
                known.add(key(head.label))
            odd_kind = "" if kind else _odd_kind(head)
            if kind or odd_kind:
                _note(tallies if kind else odd, head, kind or odd_kind, lines, i, spaced=spaced)
    return Sightings(
        tallies=tallies,
        odd=odd,
        refused=refused,
        filled=sum(1 for line in lines if line.strip()),
        paragraphs=_paragraphs(lines),
        people=frozenset(known),
    )


def _is_spaced(lines: Sequence[str]) -> bool:
    """Whether empty lines part the paragraphs; those at both ends do not count, for front matter and tags were blanked there."""
    filled = [i for i, line in enumerate(lines) if line.strip()]
    n = filled[-1] + 1 - filled[0] if filled else 0
    return (n - len(filled)) * 4 >= n


def _kind(head: Head, known: set[str]) -> str:
    """What kind of label a head has, "" for none; a label with its bracket may be what is declared."""
    found = shape(head.label)
    if found:
        return found
    if key(head.label) in known or key(head.written) in known:
        return "nick"
    if head.extra and shape(head.extra) == "name" and len(head.extra.split()) >= 2 and is_office(head.label):
        return "office"
    return "name" if head.family == "stop" and key(head.label) not in NOT_SPEAKERS else ""


def _odd_kind(head: Head) -> str:
    """`floor` for what heads a question, `odd` for words that could be a label only because they return, "" for others."""
    folded = key(head.label)
    words = folded.split()
    if head.family not in {"colon", "own line"} or "#" in head.style or not words:
        return ""
    if folded in _FLOOR:
        return "floor"
    if sum("\u3040" <= c <= "\u9fff" for c in folded) > _LONGEST_WIDE:
        return ""
    plain = (
        len(words) <= 5
        and len(folded) <= 60
        and head.label[0].isalpha()
        and not head.label[0].islower()
        and not _NO_LABEL.search(head.label)
    )
    opens = words[1] if words[0] == "the" and len(words) > 1 and _all_capitalised(head.label) else words[0]
    return "odd" if plain and opens not in NOT_SPEAKERS and words[-1] not in NOT_SPEAKERS else ""


def _all_capitalised(label: str) -> bool:
    return all(word[:1].isupper() for word in label.split())


def _note(tallies: dict[str, Tally], head: Head, kind: str, lines: Sequence[str], i: int, *, spaced: bool) -> None:
    tally = tallies.setdefault(head.style, Tally(head.style, head.family))
    seen = tally.seen.setdefault(key(head.label), Seen(head.label, kind))
    seen.lines.append(i)
    tally.capitals += head.label.isupper()
    tally.strong += "strong" in head.style
    tally.timed += head.time is not None or (head.family == "bare" and _beside_time(lines, i))
    seen.inside += spaced and i > 0 and _goes_on(lines[i - 1])
    rest = lines[i][head.body :]
    if head.family == "bare":
        below = lines[i + 1].rstrip() if i + 1 < len(lines) else ""
        seen.apart += not below
        seen.spoken += _is_sentence(below)
        seen.alone += 1
        return
    seen.titled += bool(rest.strip()) and reads_as_title(rest)
    seen.values += bool(_FIGURE.match(rest)) and head.family == "colon"
    seen.spoken += rest.rstrip(' *_"”’»)').endswith(_SENTENCE_END) or len(rest) > _LONG
    seen.asking += rest.rstrip(' *_"”’»)').endswith(("?", "？")) and len(rest.split()) > _FEW
    seen.alone += not rest.strip(" \t*_")


def _goes_on(above: str) -> bool:
    """Whether the line above can go on below: an empty line, a heading or a time cannot."""
    return bool(above.strip()) and atx(above) is None and not STAMP_LINE.match(above)


def _paragraphs(lines: Sequence[str]) -> int:
    """How many paragraphs there are: after an empty line, or with a first line that is indented more than the line above."""
    n, above, indent = 0, "", 0
    for line in lines:
        if line.strip():
            own = len(line) - len(line.lstrip())
            n += not above.strip() or own > indent
            indent = own
        above = line
    return n


def _stands_as_label(lines: Sequence[str], i: int, declared: bool) -> bool:
    """A bare name is a label where a new paragraph begins with it and words follow at once.

    Of who is declared, and of a part such as `Operator`, the words may follow after an empty line; a time may stand
    before them.
    """
    before = lines[i - 1].strip() if i else ""
    before = "" if STAMP_LINE.match(before) or is_rule(before) else before
    after = lines[i + 1].strip() if i + 1 < len(lines) else ""
    if _STAMPED.match(after) or (
        not before
        and not after
        and i + 2 < len(lines)
        and (
            shape(lines[i].strip()) == "generic"
            or (bare_head(lines[i + 2]) is None and (declared or _is_sentence(lines[i + 2])))
        )
    ):
        return True
    below = bare_head(after)
    # An office may stand below the name of who holds it; where it stands alone, words follow at once.
    return not before and bool(after) and (below is None or shape(below.label) == "office")


def _is_sentence(line: str) -> bool:
    return line.rstrip(' "”’»)').endswith(_SENTENCE_END) or len(line) > _LONG


def _beside_time(lines: Sequence[str], i: int) -> bool:
    above = lines[i - 1] if i else ""
    below = lines[i + 1] if i + 1 < len(lines) else ""
    return bool(STAMP_LINE.match(above) or _STAMPED.match(below))
