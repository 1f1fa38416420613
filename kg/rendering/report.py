"""report.md: what the panel agrees on, then what divides it, each with the speakers' own words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from kg.measures.consensus import panel_of
from kg.measures.quotes import evidence_by_stance

Row = dict[str, Any]
Tables = Mapping[str, list[Row]]

MAX_QUOTE = 320
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|])")


def escaped(text: str) -> str:
    r"""Return text that Markdown shows as it is, on one line.

    >>> escaped("a *b* <script>")
    'a \\*b\\* \\<script\\>'
    """
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def report(tables: Tables, measured: list[Row], *, title: str, warnings: Sequence[str] = ()) -> str:
    """Return the report as Markdown.

    Args:
        tables: all tables of a graph, as rows.
        measured: the rows of the consensus table.
        title: the event's title.
        warnings: where the reading of the transcript looks wrong.
    """
    writer = _Report(tables, measured)
    parts = [
        f"# {escaped(title)}",
        writer.opening(),
        writer.consensus(),
        writer.divergence(),
        writer.mixed(),
        writer.single(),
        _doubts(warnings),
    ]
    return "\n\n".join(p for p in parts if p) + "\n"


def _doubts(warnings: Sequence[str]) -> str:
    if not warnings:
        return ""
    lines = "\n".join(f"- {escaped(w)}" for w in warnings)
    return f"## Where the reading looks wrong\n\n{lines}"


class _Report:
    def __init__(self, tables: Tables, measured: list[Row]) -> None:
        self.tables, self.measured = tables, measured
        self.questions = {q["id"]: q["label"] for q in tables["questions"]}
        self.propositions = {p["id"]: p for p in tables["propositions"]}
        self.claims = {c["id"]: c for c in tables["claims"]}
        self.evidence = evidence_by_stance(tables)
        self.panel = panel_of(tables["speakers"])
        self.stances: dict[str, list[Row]] = defaultdict(list)
        for stance in tables["stances"]:
            self.stances[stance["proposition"]].append(stance)

    def opening(self) -> str:
        counts = Counter(row["verdict"] for row in self.measured)
        others = [s["label"] for s in self.tables["speakers"] if s["label"] not in self.panel]
        lines = [
            f"Panel: {', '.join(map(escaped, self.panel)) or 'nobody is known'}."
            + (f" Not counted in any measure: {', '.join(map(escaped, others))}." if others else ""),
            "",
            f"{len(self.claims)} claims, {len(self.tables['stances'])} stances on {len(self.propositions)} propositions: "
            f"{counts['consensus']} consensus, {counts['divergence']} divergence, {counts['mixed']} mixed, "
            f"{counts['insufficient']} with fewer than two stances (nothing can be said of those).",
            "",
            "A stance is *explicit* where the speaker says it in words, *inferred* where it is read off what was said, "
            "*reported* where another tells it. "
            "Who is not named on a proposition took no stance on it, which is not neutrality.",
        ]
        return "\n".join(lines)

    def _rows(self, verdict: str) -> list[Row]:
        # As in the page: what most of the panel spoke to comes first, and of those what was said in words.
        def order(row: Row) -> tuple[int, float, float, str]:
            n = row["agree"] + row["disagree"] + row["mixed"]
            return -n, -(row["explicit_share"] or 0), -(row["split"] or 0), row["proposition"]

        return sorted((r for r in self.measured if r["verdict"] == verdict), key=order)

    def consensus(self) -> str:
        return self._section(
            "What they agree on",
            "consensus",
            "No proposition found two of the panel on one side and none on the other.",
        )

    def divergence(self) -> str:
        return self._section("What divides them", "divergence", "No proposition found the panel on both sides.")

    def mixed(self) -> str:
        return self._section("Where a speaker is on both sides", "mixed", "")

    def _section(self, title: str, verdict: str, nothing: str) -> str:
        rows = self._rows(verdict)
        if not rows:
            return f"## {title}\n\n{nothing}" if nothing else ""
        return "\n\n".join([f"## {title}", *(self._entry(r) for r in rows)])

    def _entry(self, row: Row) -> str:
        proposition = self.propositions[row["proposition"]]
        counts = f"{row['agree']} agree, {row['disagree']} disagree" + (
            f", {row['mixed']} mixed" if row["mixed"] else ""
        )
        rejected = " — rejected by all who spoke of it" if row["verdict"] == "consensus" and row["leaning"] < 0 else ""
        lines = [
            f"### {escaped(proposition['label'])}{rejected}",
            "",
            f"{proposition['kind']} · {counts}, {row['silent']} of {len(self.panel)} silent · "
            f"explicit {row['explicit_share']:.0%} · *{escaped(self.questions.get(row['question'], ''))}*",
            "",
        ]
        stances = sorted(
            self.stances[row["proposition"]], key=lambda s: (s["speaker"] not in self.panel, s["stance"], s["speaker"])
        )
        lines += [line for s in stances if s["stance"] != "no stance" for line in self._stance(s)]
        return "\n".join(lines)

    def _stance(self, stance: Row) -> list[str]:
        host = "" if stance["speaker"] in self.panel else ", not of the panel"
        lines = [f"- **{escaped(stance['speaker'])}** {stance['stance']} ({stance['basis']}{host})"]
        for piece in self._shown(stance):
            claim = self.claims[piece["claim"]]
            reported = f" — as reported by {escaped(claim['reported_by'])}" if claim["reported_by"] else ""
            lines.append(f"  > {escaped(_short(claim['quote']))}{reported}")
        return lines

    def _shown(self, stance: Row) -> list[Row]:
        """Return the piece of evidence to quote; of a mixed stance one for each side that was taken."""
        pieces = self.evidence[stance["id"]]
        if stance["stance"] != "mixed" or not pieces or pieces[0]["side"] == "mixed":
            return pieces[:1]
        first = {piece["side"]: piece for piece in reversed(pieces)}
        return [first[side] for side in ("agrees", "disagrees") if side in first]

    def single(self) -> str:
        rows = self._rows("insufficient")
        if not rows:
            return ""
        lines = ["## Said by one alone, or by none", ""]
        for row in rows:
            who = [
                f"{escaped(s['speaker'])} {s['stance']}"
                for s in self.stances[row["proposition"]]
                if s["stance"] != "no stance"
            ]
            lines.append(
                f"- {escaped(self.propositions[row['proposition']]['label'])} — {'; '.join(who) or 'nobody took a stance'}"
            )
        return "\n".join(lines)


def _short(text: str) -> str:
    return text if len(text) <= MAX_QUOTE else text[: MAX_QUOTE - 1].rsplit(" ", 1)[0] + " …"
