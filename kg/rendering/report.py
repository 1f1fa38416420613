"""report.md: what the panel agrees on, then what divides it, each with the speakers' own words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kg.measures.consensus import by_weight
from kg.measures.ground import claims_sought, is_drafted, shows_verdicts
from kg.measures.measured import Measured
from kg.measures.presence import panel_of
from kg.measures.quotes import evidence_by_stance
from kg.rendering import draft_report
from kg.words import counted

Row = dict[str, Any]
Tables = Mapping[str, list[Row]]

MAX_QUOTE = 320
#: How many of a kind the opening names; the sections below hold them all.
MAX_IN_BRIEF = 6
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|])")
#: Whose words a summary's are, as the reader of a report would say it.
_TELLERS = {"Event summary": "the event's summary"}
#: Verdict → what the panel does, as the opening says it before a number of propositions.
_CAME_TO = {
    "consensus": "agrees on",
    "divergence": "is divided on",
    "apparent divergence": "seems to be divided on",
    "mixed": "has somebody on both sides of",
    "shared": "shares without an objection",
    "single voice": "leaves to one alone",
    "none": "takes no stance on",
}
_SIDES = {"agrees": "for", "disagrees": "against", "mixed": "on both sides"}
#: Verdict → heading, what stands below it, and what stands there where there is none.
_SECTIONS = {
    "consensus": (
        "What they agree on",
        "At least three, and at least half of those who could speak, are on one side, one of them in words; nobody is on the other.",
        "No proposition found enough of the panel on one side to call it agreed.",
    ),
    "divergence": ("What divides them", "", "No proposition found the panel on both sides."),
    "apparent divergence": (
        "What seems to divide them",
        "Positions that nobody put against each other in words: they were read off what was said, and set side by side here.",
        "",
    ),
    "mixed": ("Where one is on both sides", "", ""),
    "shared": (
        "What two or more hold",
        "Nobody denies it, but too few spoke to it, or none in words, to call it agreed.",
        "",
    ),
}


def escaped(text: str) -> str:
    r"""Return text that Markdown shows as it is, on one line.

    >>> escaped("a *b* <script>")
    'a \\*b\\* \\<script\\>'
    """
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def report(tables: Tables, measured: Measured, *, title: str, warnings: Sequence[str] = ()) -> str:
    """Return the report as Markdown.

    Args:
        tables: all tables of one event, as rows.
        measured: its measures.
        title: the event's title.
        warnings: where the reading of the transcript looks wrong.
    """
    writer = _Report(tables, measured)
    body = writer.verdicts() if shows_verdicts(tables) else writer.without_ground()
    parts = [f"# {escaped(title)}", draft_report.language(tables, _quoted), *body, _doubts(warnings)]
    return "\n\n".join(p for p in parts if p) + "\n"


def _quoted(text: str) -> str:
    return escaped(_short(text))


def _doubts(warnings: Sequence[str]) -> str:
    if not warnings:
        return ""
    lines = "\n".join(f"- {escaped(w)}" for w in warnings)
    return f"## Where the reading looks wrong\n\n{lines}"


class _Report:
    def __init__(self, tables: Tables, measured: Measured) -> None:
        self.tables, self.measured = tables, measured
        self.rows = sorted(measured.consensus, key=by_weight)
        self.questions = {q["id"]: q["label"] for q in tables["questions"]}
        self.propositions = {p["id"]: p for p in tables["propositions"]}
        self.claims = {c["id"]: c for c in tables["claims"]}
        self.evidence = evidence_by_stance(tables)
        self.panel = panel_of(tables["speakers"])
        self.stances: dict[str, list[Row]] = defaultdict(list)
        for stance in tables["stances"]:
            if stance["stance"] != "no stance":
                self.stances[stance["proposition"]].append(stance)

    def verdicts(self) -> list[str]:
        """Return the parts of a report on what the panel agrees on and what divides it; of a draft, replies follow."""
        sections = [self.section(verdict) for verdict in _SECTIONS]
        drafted = [draft_report.asked, draft_report.to_look_at] if is_drafted(self.tables) else []
        return [
            *self.opening(),
            *sections,
            self.conceded(),
            self.moved(),
            self.single(),
            self.untouched(),
            self.unanswered(),
            draft_report.polled(self.tables, _quoted),
            *(part(self.tables, _quoted) for part in drafted),
        ]

    def without_ground(self) -> list[str]:
        """Return the parts of a report on a draft that has no ground for any verdict."""
        parts = (
            draft_report.sides,
            draft_report.asked,
            draft_report.polled,
            draft_report.to_look_at,
            draft_report.put_forward,
        )
        return [
            self._people(),
            self._annotators(),
            draft_report.NO_GROUND if claims_sought(self.tables) else draft_report.NO_CLAIMS,
            *(part(self.tables, _quoted) for part in parts),
        ]

    def _annotators(self) -> str:
        names = [name for event in self.tables.get("events", ()) for name in event.get("annotators", ())]
        return f"Annotated by {', '.join(map(escaped, names))}." if names else ""

    def opening(self) -> list[str]:
        return [self._people(), self._annotators(), self._in_brief(), self._how_to_read()]

    def _people(self) -> str:
        heard = {u["speaker"] for u in self.tables["utterances"]}
        others = [s["label"] for s in self.tables["speakers"] if s["label"] not in self.panel]
        told = [name for name in self.panel if name not in heard]
        text = f"Panel: {_listed(n for n in self.panel if n in heard) or 'nobody is known'}."
        text += f" Known only from what others tell: {_listed(told)}." if told else ""
        return text + (f" Not counted in any measure: {_listed(others)}." if others else "")

    def _in_brief(self) -> str:
        counts = Counter(row["verdict"] for row in self.rows)
        came = [f"{said} {counts[v]}" for v, said in _CAME_TO.items() if counts[v]]
        lines = [
            f"{counted(len(self.claims), 'claim was', 'claims were')} found in what was said, "
            f"on {counted(len(self.rows), 'proposition')}. "
            f"The panel {', '.join(came) or 'took no stance on any'}."
        ]
        for verdict, opening in (("consensus", "It agrees on this:"), ("divergence", "This divides it:")):
            rows = [r for r in self.rows if r["verdict"] == verdict]
            if rows:
                lines += ["", opening, "", *(self._line(r) for r in rows[:MAX_IN_BRIEF])]
                more = len(rows) - MAX_IN_BRIEF
                lines += [f"- and {more} more, below"] if more > 0 else []
        return "\n".join(["## In brief", "", *lines])

    def _line(self, row: Row) -> str:
        return f"- {self._label(row)} — {self._camps(row)}"

    def _how_to_read(self) -> str:
        return (
            "Who *agrees* or *disagrees* without more says so in words. What is *inferred* was read off what somebody said, "
            "and has its reason beside it; what is *told* is known through another, who is named. Who is silent on a "
            "proposition took no stance on it, which is not neutrality; who was not there could not speak."
        )

    def section(self, verdict: str) -> str:
        title, meaning, nothing = _SECTIONS[verdict]
        rows = [r for r in self.rows if r["verdict"] == verdict]
        if not rows:
            return f"## {title}\n\n{nothing}" if nothing else ""
        return "\n\n".join([f"## {title}", *([meaning] if meaning else []), *(self._entry(r) for r in rows)])

    def _label(self, row: Row) -> str:
        return escaped(self.propositions[row["proposition"]]["label"])

    def _camps(self, row: Row) -> str:
        """Return who of the panel is where, in words."""
        of_panel = [s for s in self.stances[row["proposition"]] if s["speaker"] in self.panel]
        camps = {side: [s["speaker"] for s in of_panel if s["stance"] == side] for side in _SIDES}
        return "; ".join(f"{_SIDES[side]}: {_listed(names)}" for side, names in camps.items() if names)

    def _entry(self, row: Row) -> str:
        stances = self.stances[row["proposition"]]
        spoke = {s["speaker"] for s in stances}
        could = self.measured.could_speak.get(row["question"], ())
        silent = [name for name in could if name not in spoke]
        # Who is known from a summary alone was nowhere, and need not be named each time.
        heard = {u["speaker"] for u in self.tables["utterances"]}
        absent = [n for n in self.panel if n in heard and n not in could and n not in spoke]
        about = [f"*{escaped(self.questions.get(row['question'], ''))}*", self._camps(row)]
        about += [f"silent: {_listed(silent)}"] if silent else []
        about += [f"not there: {_listed(absent)}"] if absent else []
        ordered = sorted(
            stances, key=lambda s: (s["speaker"] not in self.panel, [*_SIDES].index(s["stance"]), s["speaker"])
        )
        lines = [line for stance in ordered for line in self._stance(stance)]
        return "\n".join([f"### {self._label(row)}", "", " · ".join(about), "", *lines])

    def _stance(self, stance: Row) -> list[str]:
        pieces = self._shown(stance)
        host = "" if stance["speaker"] in self.panel else " (not of the panel)"
        side = "is on both sides" if stance["stance"] == "mixed" else stance["stance"]
        ground = self._ground(stance, pieces)
        lines = [f"- **{escaped(stance['speaker'])}**{host} {side}{ground}"]
        return lines + [f"  > {escaped(_short(self.claims[piece['claim']]['quote']))}" for piece in pieces]

    def _ground(self, stance: Row, pieces: Sequence[Row]) -> str:
        """Return what a stance rests on, where it is not the speaker's own words."""
        if stance["basis"] == "explicit":
            return ""
        if stance["basis"] == "assigned":
            return " (by the side dealt out)"
        why = "; ".join(p["why"] for p in pieces if p["why"])
        if stance["basis"] == "reported":
            teller = next((self.claims[p["claim"]]["reported_by"] for p in pieces), "")
            told = f"told by {_teller(teller)}" if teller else "at second hand"
            return f" ({told}: {escaped(why)})" if why else f" ({told})"
        return f" (inferred: {escaped(why)})" if why else " (inferred)"

    def _shown(self, stance: Row) -> list[Row]:
        """Return the piece of evidence to quote; of a mixed stance one for each side that was taken."""
        pieces = self.evidence[stance["id"]]
        if stance["stance"] != "mixed" or not pieces or pieces[0]["side"] == "mixed":
            return pieces[:1]
        first = {piece["side"]: piece for piece in reversed(pieces)}
        return sorted((first[side] for side in _SIDES if side in first), key=lambda p: self.claims[p["claim"]]["start"])

    def conceded(self) -> str:
        lines = [
            f"- **{escaped(r['speaker'])}**, to {_listed(r['other'])}, on “{escaped(self.propositions[r['proposition']]['label'])}”"
            + (f": {escaped(r['about'])}" if r["about"] else "")
            + f"\n  > {escaped(_short(r['quote']))}"
            for r in self.measured.concessions
        ]
        return "\n".join(["## What is granted to an opponent", "", *lines]) if lines else ""

    def moved(self) -> str:
        lines = [
            f"- **{escaped(r['speaker'])}**, on “{escaped(self.propositions[r['proposition']]['label'])}”: first {_SIDES[r['from_side']]}, then {_SIDES[r['to_side']]}"
            + f"\n  > {escaped(_short(r['from_quote']))}\n\n  > {escaped(_short(r['to_quote']))}"
            for r in self.measured.movement
        ]
        return "\n".join(["## Who changed sides", "", *lines]) if lines else ""

    def unanswered(self) -> str:
        lines = [
            f"- {escaped(r['label'])}" + (f" — {escaped(r['asked_by'])}" if r["asked_by"] else "")
            for r in self.measured.unanswered
        ]
        return "\n".join(["## Asked, and not answered", "", *lines]) if lines else ""

    def single(self) -> str:
        rows = [r for r in self.rows if r["verdict"] == "single voice"]
        # What the host said, too, is not said by one alone, though the host is not counted.
        with_host = {
            r["proposition"]
            for r in rows
            if any(s["speaker"] not in self.panel for s in self.stances[r["proposition"]])
        }
        alone = self._by_speaker([r for r in rows if r["proposition"] not in with_host])
        both = [f"{self._line(r)}{self._host(r)}" for r in rows if r["proposition"] in with_host]
        parts = ["\n\n".join(["## Said by one alone", *alone])] if alone else []
        parts += ["\n".join(["## Said by one of the panel, and by somebody else", "", *both])] if both else []
        return "\n\n".join(parts)

    def _by_speaker(self, rows: list[Row]) -> list[str]:
        """Return one block of lines a speaker, in the order of the panel."""
        lines: dict[str, list[str]] = {name: [] for name in self.panel}
        for row in rows:
            [stance] = [s for s in self.stances[row["proposition"]] if s["speaker"] in lines]
            lines[stance["speaker"]].append(f"- {_SIDES[stance['stance']]}: {self._label(row)}")
        return ["\n".join([f"### {escaped(name)}", "", *said]) for name, said in lines.items() if said]

    def _host(self, row: Row) -> str:
        others = [s for s in self.stances[row["proposition"]] if s["speaker"] not in self.panel]
        return "".join(f"; {_SIDES[s['stance']]}: {escaped(s['speaker'])} (not of the panel)" for s in others)

    def untouched(self) -> str:
        lines = [f"- {self._label(r)}{self._host(r)}" for r in self.rows if r["verdict"] == "none"]
        return "\n".join(["## Where nobody of the panel took a stance", "", *lines]) if lines else ""


def _listed(names: Iterable[str]) -> str:
    return ", ".join(map(escaped, names))


def _teller(name: str) -> str:
    return _TELLERS.get(name) or escaped(name)


def _short(text: str) -> str:
    return text if len(text) <= MAX_QUOTE else text[: MAX_QUOTE - 1].rsplit(" ", 1)[0] + " …"
