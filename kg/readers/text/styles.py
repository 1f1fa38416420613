"""Which way of writing labels a plain text uses: each style is scored against the others, with what speaks for and against it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.people.identity import Declared
from kg.people.labels import key
from kg.readers.text.heads import Head
from kg.readers.text.judged import Around, Verdict, around, judge, repeated
from kg.readers.text.sightings import Seen, Sightings, Tally, candidates, gather

#: A style used this much less than the main one is taken as chance.
_MINOR_SHARE = 0.08
#: How much a label of each kind tells that a style is one of labels.
_STRENGTH = {
    "name": 1.0,
    "generic": 1.0,
    "office": 1.0,
    "initials": 0.9,
    "joint": 0.8,
    "nick": 0.6,
    "number": 0.5,
    "floor": 0.5,
    "odd": 0.2,
}
#: How much a family of styles tells against prose that happens to look so.
_FAMILY = {"colon": 1.0, "own line": 1.1, "angle": 1.0, "stop": 0.8, "dash": 0.5, "bare": 0.7}
#: Questions of whom nobody names, before a blank and no full stop, and no answers written so.
_QUESTIONS_ALONE = "qa q"
_LONE = frozenset({"name", "generic", "initials", "office"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Considered:
    """One style that was considered: its score, how many heads and labels, and whether and why it is used."""

    style: str
    score: float
    n_heads: int
    n_labels: int
    used: bool
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """The `styles` in use, the labels (as `key`s) that are speakers in each, and all of them together.

    `considered` and `verdicts` tell how that was decided, for --explain and for the report on what looks wrong.
    """

    styles: dict[str, frozenset[str]]
    main: str = ""
    known: frozenset[str] = frozenset()
    considered: tuple[Considered, ...] = ()
    verdicts: tuple[Verdict, ...] = ()

    def accepts(self, head: Head) -> bool:
        """Tell whether a possible head is a turn's."""
        labels = self.styles.get(head.style)
        return labels is not None and key(head.label) in labels


def accepted_head(line: str, learned: Learned) -> Head | None:
    """Return the head of a turn that a line begins with, if it is written in one of the styles learned."""
    return next((h for h in candidates(line) if learned.accepts(h)), None) if line.strip() else None


def learn(lines: Sequence[str], declared: Iterable[Declared], refused: Iterable[str] = ()) -> Learned:
    """Choose the styles and labels of a text from all its lines.

    A label counts when it comes back, when it is declared, or when it looks like a name among others written the same
    way; never when a person has `refused` it.
    """
    people = {key(x) for person in declared for x in (person.name, person.short) if x}
    seen = gather(lines, people)
    for label in map(key, refused):
        for tally in (*seen.tallies.values(), *seen.odd.values()):
            tally.seen.pop(label, None)
    return _Choice(seen).learned()


@dataclass(slots=True)
class _Choice:
    """The choice among the styles of one text."""

    seen: Sightings

    def learned(self) -> Learned:
        """Score every style, take the best and those that go with it, and judge their labels."""
        self._promote()
        tallies = {s: t for s, t in self.seen.tallies.items() if t.seen}
        weights = {s: weight(t, self.seen.people) for s, t in tallies.items()}
        reasons = {s: unusable(tallies[s], weights[s], self.seen) for s in tallies}
        usable = {s: weights[s] for s in tallies if not reasons[s]}
        if not usable or not self._believable(tallies):
            return self._nothing(tallies, weights, reasons)
        main = max(usable, key=lambda s: (usable[s], s))
        examined = _is_examination(together(tallies, main))
        sure = repeated(together(tallies, main), self.seen.people)
        styles, verdicts = dict[str, frozenset[str]](), list[Verdict]()
        for style in sorted(tallies, key=lambda s: (s not in usable, -weights[s], s)):
            tally = tallies[style]
            apart = reasons[style] or (style != main and not_beside(main, tally, weights[style], usable[main]))
            # In court counsel objects and the bench rules a few times among hundreds of questions.
            apart = "" if examined and tally.group == "colon" and "#" not in style else apart
            found = judge(self._with_odd(tally), around(tally, self.seen.people, sure, self.seen.filled))
            verdicts += found
            labels = {v.key for v in found if v.accepted} if not apart else self._known(tally, main, sure)
            reasons[style] = apart or ""
            if labels:
                styles[style] = frozenset(labels)
        known: frozenset[str] = frozenset[str]().union(*styles.values())
        considered = self._considered(tallies, weights, reasons, styles, main)
        return Learned(styles=styles, main=main, known=known, considered=considered, verdicts=tuple(verdicts))

    def _promote(self) -> None:
        """Where question and answer take turns, they are who speaks: an interview that names nobody."""
        for style, odd in self.seen.odd.items():
            floor = {k: s for k, s in odd.seen.items() if s.kind == "floor" and s.n >= 2}
            if len(floor) == 2 and _alternate(*floor.values()):
                tally = self.seen.tallies.setdefault(style, Tally(style, odd.family))
                for label, seen in floor.items():
                    tally.seen[label] = seen
                    seen.kind = "generic"
                    del odd.seen[label]

        self._promote_lone_questions()

    def _promote_lone_questions(self) -> None:
        """Of a briefing: `Q Thank you …` is who asks where labels that return answer, though no `A` stands there."""
        tally = self.seen.tallies.get("qa")
        asked = tally.seen.get("q") if tally else None
        if tally is None or asked is None or asked.n < 2 or unusable(tally, 2.0, self.seen) == "":
            return
        answers = Seen("", "name")
        for other in self.seen.tallies.values():
            if other.group == "colon":
                answers.lines += [i for s in other.seen.values() if s.n >= 2 for i in s.lines]
        if answers.n >= 2 and _alternate(asked, answers):
            tally.seen, tally.style = {"q": asked}, _QUESTIONS_ALONE

    def _believable(self, tallies: dict[str, Tally]) -> bool:
        """Where no label comes back, most lines must have one, and few lines one that is no speaker's: a recipe is no panel."""
        people = self.seen.people
        if any(s.n >= 2 or k in people for style in tallies for k, s in together(tallies, style).seen.items()):
            return True
        best = max(tallies.values(), key=lambda t: t.n)
        heads = [s for s in best.seen.values() if not s.alone]
        if heads and not best.timed and sum(s.spoken for s in heads) * 2 < sum(s.n for s in heads):
            # What follows is no speech: a list of goods, or of fields.
            return False
        filled = self.seen.filled * (0.5 if best.family in {"own line", "bare"} or best.timed else 1)
        return best.n >= 2 and best.n > 2 * self.seen.refused and best.n * (1 if best.timed else 2) >= 0.9 * filled

    def _with_odd(self, tally: Tally) -> Tally:
        odd = self.seen.odd.get(tally.style)
        if odd is None:
            return tally
        return Tally(tally.style, tally.family, {**odd.seen, **tally.seen}, tally.timed, tally.capitals, tally.strong)

    def _known(self, tally: Tally, main: str, sure: frozenset[str]) -> set[str]:
        """Of a style that is not used for itself the labels that are known from others may count."""
        if not same_kind(main, tally.style):
            return set()
        return {k for k in tally.seen if k in sure or k in self.seen.people}

    def _nothing(self, tallies: dict[str, Tally], weights: dict[str, float], reasons: dict[str, str]) -> Learned:
        doubts = {s: reasons[s] or "no label comes back, and too few lines have one" for s in tallies}
        nobody = Around(
            people=frozenset(),
            sure=frozenset(),
            spots=(),
            forms=frozenset(),
            filled=self.seen.filled,
            capitals=False,
            dense=False,
        )
        return Learned(
            styles={},
            considered=self._considered(tallies, weights, doubts, {}, ""),
            verdicts=tuple(v for t in tallies.values() for v in judge(t, nobody)),
        )

    def _considered(
        self,
        tallies: dict[str, Tally],
        weights: dict[str, float],
        reasons: dict[str, str],
        styles: dict[str, frozenset[str]],
        main: str,
    ) -> tuple[Considered, ...]:
        return tuple(
            Considered(
                style=s,
                score=round(weights[s], 1),
                n_heads=t.n,
                n_labels=len(t.seen),
                used=s in styles,
                why="explains most lines" if s == main else _why(reasons[s], used=s in styles),
            )
            for s, t in sorted(tallies.items(), key=lambda x: (x[0] != main, -weights[x[0]], x[0]))
        )


def _why(doubt: str, *, used: bool) -> str:
    if used:
        return f"{doubt}, but its labels are known from others" if doubt else "goes with the main style"
    return doubt or "none of its labels is a speaker's"


def _alternate(a: Seen, b: Seen) -> bool:
    """Whether two labels take turns."""
    order = sorted([(i, 0) for i in a.lines] + [(i, 1) for i in b.lines])
    return sum(x[1] != y[1] for x, y in pairwise(order)) >= 0.6 * (len(order) - 1)


def _is_examination(tally: Tally) -> bool:
    """Whether the labels of a style are question and answer, as in court."""
    return tally.family == "stop" and {"q", "a"} <= {k for k, s in tally.seen.items() if s.n >= 2}


def together(tallies: dict[str, Tally], main: str) -> Tally:
    """Join the labels of a style and of its sisters: with and without a time, bold or not."""
    joined = Tally(main, tallies[main].family)
    for style, tally in tallies.items():
        if style == main or (tally.group == tallies[main].group and "#" not in style):
            for label, seen in tally.seen.items():
                one = joined.seen.setdefault(label, Seen(seen.label, seen.kind))
                one.lines += seen.lines
    return joined


def weight(tally: Tally, people: frozenset[str]) -> float:
    """How many lines a style would explain; a label seen once weighs half, a doubtful shape less."""
    total = sum(_label_weight(seen, people) for seen in tally.seen.values())
    if tally.mostly_timed:
        total *= 1.5
    # A style in which nearly every label is another is not how speakers are written.
    if tally.family in {"dash", "bare", "own line"} and not tally.timed and len(tally.seen) > max(4, 0.7 * tally.n):
        total *= 0.2
    return total * _FAMILY[tally.family]


def _label_weight(seen: Seen, people: frozenset[str]) -> float:
    if key(seen.label) in people:
        return float(seen.n)
    if seen.values == seen.n:
        return 0.0
    value = _STRENGTH[seen.kind]
    if seen.n == 1:
        value *= 0.5 if seen.kind in _LONE and not seen.titled else 0.0
    return value * seen.n


def unusable(tally: Tally, score: float, seen: Sightings) -> str:
    """Return why a style cannot be how this text marks who speaks, "" when it can."""
    if (
        tally.style == _QUESTIONS_ALONE
        or "angle bold" in tally.style
        or (tally.style == "bare" and all(s.kind == "generic" for s in tally.seen.values()))
    ):
        return ""
    if tally.style == "qa":
        sides = [tally.seen.get("q"), tally.seen.get("a")]
        turns = all(s and s.n >= 2 for s in sides) and _alternate(*(s for s in sides if s))
        return "" if turns else "lines that begin with Q and A do not take turns"
    if tally.family not in {"dash", "bare", "stop"}:
        return "" if score >= min(2.0, max(1.0, 0.1 * seen.filled)) else "too few heads"
    return _sparse(tally, seen)


def _sparse(tally: Tally, seen: Sightings) -> str:
    """Dashes, bare names and full stops stand in prose as well: their labels must return, and often enough for the text."""
    returning = sum(s.n for s in tally.seen.values() if s.n >= 2)
    # Speeches may be long and their lines cut at a width: paragraphs are counted then.
    often = returning >= 0.1 * min(seen.filled, max(1, seen.paragraphs))
    if tally.family == "stop" and tally.strong * 2 > tally.n and returning >= 2:
        return ""
    plain_capitals = tally.family == "bare" and tally.capitals == tally.n
    if tally.family == "stop" or plain_capitals or tally.mostly_timed:
        return "" if returning >= 2 and often else "its labels return too seldom"
    enough = returning >= 3 and len(tally.seen) >= 2 and returning >= 0.1 * seen.filled
    # Names in bold at the head of most lines of a short text.
    enough = enough or (tally.style == "bold inline" and returning >= 2 and tally.n >= 3 and tally.n * 2 >= seen.filled)
    return "" if enough else "its labels return too seldom"


def same_kind(main: str, style: str) -> bool:
    """Plain colons go along with colons of any dress, but not with a text whose labels stand on lines of their own."""
    return (
        main.split(" ", maxsplit=1)[0] == style.split(" ", maxsplit=1)[0]
        or main.startswith("own line")
        or style.startswith(("own line", "bold"))
    )


def not_beside(main: str, tally: Tally, score: float, best: float) -> str:
    """Return why a style is not used beside the main one, "" when it is."""
    # `Operator: words` among names that stand alone on their lines.
    part = main == "bare" and tally.style == "colon" and all(s.kind == "generic" for s in tally.seen.values())
    return "" if part or any(_companions(main, tally.style, score, best)) else "does not go with the main style"


def _companions(main: str, style: str, score: float, best: float) -> Iterator[bool]:
    often = score >= _MINOR_SHARE * best
    first, second = main.split(" ", maxsplit=1)[0], style.split(" ", maxsplit=1)[0]
    if first == second == "colon":
        dressed = {"bold", "before", "after"}
        plainer = set(main.split()) & dressed and not set(style.split()) & dressed
        # A heading with a colon is a heading, unless all labels are written so.
        yield "#" not in style and (score >= 0.5 * best if plainer else often)
    elif style.startswith("angle"):
        yield "bold" in style or (style == "angle" and main == "colon" and score >= 1)
    elif "qa" in (first, second):
        yield True
    elif "stop" in (first, second):
        yield (first == second or main.startswith("colon") or style.startswith("colon")) and often
    elif main == "own line --":
        yield style == "bare"
    yield main.startswith("own line") and style.startswith("own line") and often
