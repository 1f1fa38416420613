"""Which labels of one style are speakers: for each the evidence for and against it is added up, and printed by --explain."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from kg.people.labels import is_office, joint_parts, key
from kg.people.roles import OFFICE_WORDS, TITLES
from kg.readers.text.sightings import Seen, Tally

#: A label whose evidence adds up to this is a speaker; one that comes within DOUBT of it is told as a possible one.
ENOUGH = 2.0
DOUBT = 2.0
_NEAR = 25
_SMALL_FILE = 30
#: Such a share of the lines that are said end as sentences do.
_MOSTLY = 0.6
#: So many labels alone on their lines show how a text writes them.
_MANY_ALONE = 6


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that speaks for (above zero) or against a style or a label."""

    weight: float
    what: str

    def __str__(self) -> str:
        return f"{self.weight:+.1f} {self.what}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What was found about one label of one style: `lines` are counted from 0."""

    style: str
    label: str
    key: str
    kind: str
    lines: tuple[int, ...]
    evidence: tuple[Evidence, ...]

    @property
    def score(self) -> float:
        """The sum of the evidence."""
        return sum(e.weight for e in self.evidence)

    @property
    def accepted(self) -> bool:
        """Whether the label is a speaker's."""
        return self.score >= ENOUGH


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What a label is judged against.

    `people` are declared, `sure` return in this style or its sisters, `spots` are the lines of these in order, `forms`
    the forms that they have.
    """

    people: frozenset[str]
    sure: frozenset[str]
    spots: tuple[int, ...]
    forms: frozenset[str]
    filled: int
    capitals: bool
    dense: bool


Question = Callable[[Seen, Tally, Around], Evidence | None]


def around(tally: Tally, people: frozenset[str], sure: frozenset[str], filled: int) -> Around:
    """Gather what the labels of a style are judged against."""
    sure = sure | repeated(tally, people)
    returning = [tally.seen[k] for k in sure if k in tally.seen]
    return Around(
        people=people,
        sure=sure,
        spots=tuple(sorted(i for s in returning for i in s.lines)),
        forms=frozenset(form(s.label) for s in returning) | _shared_forms(tally),
        filled=filled,
        capitals=tally.capitals * 10 >= 9 * max(1, tally.n),
        # Where nearly every line has a label, one that is seen once and looks like no name is one too.
        dense=tally.family == "colon" and tally.n >= 0.8 * filled and len(sure) >= 2,
    )


def _shared_forms(tally: Tally) -> frozenset[str]:
    """Forms with a title or an office that several labels share: no sentence begins so again and again."""
    count = Counter(
        form(s.label) for s in tally.seen.values() if s.kind in {"name", "generic", "office"} and not s.values
    )
    return frozenset(f for f, n in count.items() if n >= 2 and f.startswith(("title", "the")))


def repeated(tally: Tally, people: frozenset[str]) -> frozenset[str]:
    """Return the labels of a style that come back or are declared."""
    return frozenset(k for k, s in tally.seen.items() if s.n >= 2 or k in people)


def judge(tally: Tally, context: Around) -> list[Verdict]:
    """Judge every label of a style."""
    return [
        Verdict(
            style=tally.style,
            label=seen.label,
            key=label,
            kind=seen.kind,
            lines=tuple(seen.lines),
            evidence=tuple(e for question in _QUESTIONS if (e := question(seen, tally, context))),
        )
        for label, seen in tally.seen.items()
    ]


def form(label: str) -> str:
    """Return how a label is built, for comparison: its title, capitals, how many words.

    >>> form("Mr R VOS") == form("Ms L HALVARD"), form("The SPEAKER") == form("The MINISTER FOR GATES"), form("Ada"), form("Ada Bell")
    (True, True, 'word', 'name')
    """
    words = label.split()
    if len(words) > 1 and (key(words[0]) == "the" or key(words[0]) in TITLES | OFFICE_WORDS):
        lead = "the" if key(words[0]) == "the" else "title"
        return f"{lead} {'CAPITALS' if words[-1].isupper() and len(words[-1]) > 1 else 'name'}"
    if label.isupper():
        return "CAPITALS"
    return "name" if len(words) > 1 else "word"


def _declared(seen: Seen, tally: Tally, context: Around) -> Evidence | None:
    return Evidence(4.0, "is declared in the text") if key(seen.label) in context.people else None


def _returns(seen: Seen, tally: Tally, context: Around) -> Evidence | None:
    if seen.n >= 2:
        return Evidence(3.0, f"returns, {seen.n} lines")
    if key(seen.label) in context.sure:
        plain = seen.kind in {"name", "generic", "office"}
        return Evidence(3.0 if plain else 1.0, "returns in a style like this one")
    return None


def _style_tells(seen: Seen, tally: Tally, context: Around) -> Evidence | None:
    if seen.n > 1:
        return None
    if tally.mostly_timed:
        return Evidence(3.0, "stands beside a time, as labels do here")
    return Evidence(3.0, "stands in brackets of its own") if tally.family == "angle" and seen.kind != "joint" else None


def _strong_stop(seen: Seen, tally: Tally, context: Around) -> Evidence | None:
    """`The PRESIDING OFFICER. Words`: an office in capitals before a full stop is no sentence, at whatever distance it stands."""
    if seen.n > 1 or "strong" not in tally.style or not is_office(seen.label) or not context.sure:
        return None
    return Evidence(1.0, "is an office in capitals")


def _looks(seen: Seen, tally: Tally, context: Around) -> Evidence | None:
    if seen.kind in {"name", "generic", "initials", "office"}:
        return Evidence(
            1.0,
            f"looks like {'a part' if seen.kind == 'generic' else f'an {seen.kind}' if seen.kind[0] in 'io' else 'a name'}",
        )
    if seen.kind == "odd":
        return Evidence(-1.0, "has no shape of a name")
    return None


def _place(seen: Seen, tally: Tally, context: Around) -> Evidence | None:
    """Near a label that returns, or far from all of them."""
    if seen.n > 1 or (seen.kind not in {"name", "generic", "initials", "office", "joint"}):
        return None
    if not context.spots or context.filled < _SMALL_FILE:
        return Evidence(1.0, "stands among few lines")
    at = bisect_left(context.spots, seen.lines[0])
    near = any(abs(seen.lines[0] - j) <= _NEAR for j in context.spots[max(0, at - 1) : at + 1])
    return (
        Evidence(1.0, "stands near others") if near else Evidence(0.0, f"stands more than {_NEAR} lines from any other")
    )


def _same_form(seen: Seen, tally: Tally, context: Around) -> Evidence | None:
    """A title, capitals or several words tell a label from the first word of a sentence; a single word does not."""
    own = form(seen.label)
    if seen.n > 1 or own not in context.forms or own == "word":
        return None
    if own == "name":
        # Two words with capitals are a heading's as well: what follows must be speech.
        return Evidence(1.0, "has the form of labels that return, and speech follows") if seen.spoken else None
    return Evidence(1.0, f"has the form of other labels ({own})")


def _every_line(seen: Seen, tally: Tally, context: Around) -> Evidence | None:
    if seen.kind != "nick" or seen.n > 1 or seen.inside or seen.titled:
        return None
    marked = tally.family == "own line" and not tally.timed and len(context.spots) >= 10 and seen.label.islower()
    return Evidence(2.0, "nearly every line has a label") if context.dense or marked else None


def _dressed_nick(seen: Seen, tally: Tally, context: Around) -> Evidence | None:
    """`__ada:__ words` where nicks return in bold: one that speaks once is written as they are, and no sentence is."""
    if seen.kind != "nick" or seen.n > 1 or seen.titled or "bold" not in tally.style or tally.family != "colon":
        return None
    returning = [s for k, s in tally.seen.items() if k in context.sure]
    nicks = sum(s.kind == "nick" for s in returning)
    return Evidence(2.0, "is written as nicks that return") if nicks >= 2 and nicks * 2 > len(returning) else None


def _part_of_another(seen: Seen, tally: Tally, context: Around) -> Evidence | None:
    """`BELL` beside `ADA BELL`, and `ADA BELL (C-NO), MAYOR` beside `BELL` that returns."""
    own = key(seen.label).split()
    others = context.sure | context.people
    if len(own) == 1 and any(own[0] in (x.split()[0], x.split()[-1]) for x in others if " " in x):
        return Evidence(2.0, "is the first or last word of another label")
    if seen.kind == "name" and 1 < len(own) <= 5 and own[-1] in context.sure:
        return Evidence(2.0, "ends with a label that returns")
    return None


def _joint(seen: Seen, tally: Tally, context: Around) -> Evidence | None:
    if seen.kind != "joint" or seen.n > 1:
        return None
    known = any(key(p) in context.sure | context.people for p in joint_parts(seen.label))
    return Evidence(2.0 if known else 1.0, "joins labels that are known" if known else "joins what could be labels")


def _titled(seen: Seen, tally: Tally, context: Around) -> Evidence | None:
    if seen.titled < seen.n or seen.n >= 3 or key(seen.label) in context.people:
        return None
    if seen.n > 1 and tally.family != "colon":
        return None
    return Evidence(-1.0 if tally.mostly_timed else -3.5, "goes on as a title does")


def _surname(label: str) -> str:
    """Return the last word of a label before its party or office: a title of a talk ends otherwise.

    >>> _surname("ADA BELL (C-NO), MAYOR"), _surname("Ada Bell, MP for Eastport"), _surname("Bell")
    ('bell', 'bell', 'bell')
    """
    before = label.replace("(", ",").partition(",")[0]
    return key(before).rpartition(" ")[2]


def _heads_the_text(seen: Seen, tally: Tally, context: Around) -> Evidence | None:
    """`Harbour Forum: Who pays for the bridge?` above all that is said, where what is said ends as sentences do, is a title."""
    if seen.n > 1 or tally.family != "colon" or tally.mostly_timed or key(seen.label) in context.people:
        return None
    part = seen.kind in {"generic", "office", "floor"} and key(seen.label) != "subject"
    if part or seen.alone or (seen.spoken and not seen.asking) or _surname(seen.label) in map(_surname, context.sure):
        return None
    above = bool(context.spots) and seen.lines[0] < context.spots[0]
    sure = [s for k, s in tally.seen.items() if k in context.sure]
    sentences = sum(s.spoken for s in sure) >= _MOSTLY * sum(s.n for s in sure)
    return Evidence(-3.5, "heads the text as a title does") if above and sure and sentences else None


def _names_the_house(seen: Seen, tally: Tally, context: Around) -> Evidence | None:
    """`House of Lords` above a date and above all that is said: a name on its line that no sentence follows is a heading."""
    if (
        seen.n > 1
        or tally.family != "bare"
        or seen.spoken
        or seen.kind == "generic"
        or key(seen.label) in context.people
    ):
        return None
    above = bool(context.spots) and seen.lines[0] < context.spots[0]
    return Evidence(-3.5, "heads the text, and no sentence follows") if above and not tally.mostly_timed else None


def _apart(seen: Seen, tally: Tally, context: Around) -> Evidence | None:
    """A name on a line of its own with an empty line below is a heading as well: it is a speaker's where it returns."""
    lone = seen.n == 1 and seen.apart and seen.kind != "generic" and key(seen.label) not in context.people
    return Evidence(-2.0, "stands once, as a heading does") if lone else None


def _inside(seen: Seen, tally: Tally, context: Around) -> Evidence | None:
    if seen.inside < seen.n or seen.n > 1 or tally.mostly_timed or tally.family == "angle":
        return None
    return Evidence(-2.0, "stands inside of a paragraph")


def _beside_lone_labels(seen: Seen, tally: Tally, context: Around) -> Evidence | None:
    """Where labels stand alone on their lines, `L0: words` is the point of a list, unless it stands so as well."""
    if seen.alone or tally.family != "colon" or seen.kind not in {"initials", "nick", "odd", "number"}:
        return None
    others = [s for k, s in tally.seen.items() if s.alone and k in context.sure]
    n = sum(s.n for s in others)
    lone = len(others) >= 2 and n >= _MANY_ALONE and sum(s.alone for s in others) >= 0.9 * n
    return Evidence(-3.0, "has words on its line, and the labels here stand alone") if lone else None


def _values(seen: Seen, tally: Tally, context: Around) -> Evidence | None:
    if not seen.values or seen.values < seen.n:
        return None
    return Evidence(-4.0, "is followed by a number or a time only")


def _small_words(seen: Seen, tally: Tally, context: Around) -> Evidence | None:
    """Words in small letters are a sentence's, unless the label stands alone on its line again and again."""
    small = sum(w.islower() for w in seen.label.split())
    if seen.kind != "odd" or not small:
        return None
    alone = seen.alone == seen.n >= 3 and len(seen.label.split()) <= 3
    return None if alone else Evidence(-2.0, "holds words in small letters")


def _article(seen: Seen, tally: Tally, context: Around) -> Evidence | None:
    """`The Old Guard:` may be who speaks and may head a list: where nothing else tells, it is told and not taken."""
    article = seen.kind == "odd" and key(seen.label).startswith("the ")
    return Evidence(-1.0, "begins with an article and is no office that is known") if article else None


def _from_the_floor(seen: Seen, tally: Tally, context: Around) -> Evidence | None:
    """`QUESTION:` is a person from the floor where all labels stand in capitals; else it heads a question."""
    if seen.kind != "floor":
        return None
    written = context.capitals and seen.label.isupper() and any(k != key(seen.label) for k in context.sure)
    return (
        Evidence(2.0, "is written as the other labels are")
        if written
        else Evidence(-6.0, "heads a question or an answer")
    )


_QUESTIONS: tuple[Question, ...] = (
    _declared,
    _returns,
    _style_tells,
    _strong_stop,
    _looks,
    _place,
    _same_form,
    _every_line,
    _dressed_nick,
    _part_of_another,
    _joint,
    _titled,
    _heads_the_text,
    _names_the_house,
    _apart,
    _inside,
    _beside_lone_labels,
    _values,
    _small_words,
    _article,
    _from_the_floor,
)
