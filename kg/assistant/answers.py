"""Whole answers to the questions that people have: where two part, who stands with whom, what somebody said on something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from kg.assistant.facts import Facts, Row
from kg.evidence.nearly_verbatim import words_of

#: Of longer lists the rest is counted.
LONGEST = 200
_SIDES = frozenset({"agrees", "disagrees"})


class UnclearError(Exception):
    """A name that means nothing here, or more than one thing; `candidates` are what it may mean."""

    def __init__(self, message: str, candidates: list[Row]) -> None:
        super().__init__(message)
        self.candidates = candidates


class Answers:
    """The answers about one event. Every method raises UnclearError where a name is not clear."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._tables = facts.tables

    def overview(self) -> Row:
        """Return the event, who speaks, what is asked, and what came of it."""
        facts, tables = self.facts, self._tables
        event = tables["events"][0] if tables["events"] else {}
        turns = Counter(u["speaker"] for u in tables["utterances"] if u["kind"] == "speech")
        claims = Counter(c["speaker"] for c in tables["claims"])
        return {
            "event": {k: v for k, v in event.items() if v},
            "speakers": [
                {
                    "speaker": s["label"], "role": s["role"], "of": list(s["memberships"]), "aliases": list(s["aliases"]),
                    "turns": turns[s["label"]], "claims": claims[s["label"]],
                }
                for s in tables["speakers"]
            ],
            "questions": [self._question(q) for q in tables["questions"]],
            "verdicts": Counter(row["verdict"] for row in facts.measured.consensus),
            "counts": {name: len(rows) for name, rows in tables.items()},
        }  # fmt: skip

    def questions(self) -> list[Row]:
        """Return every question: who asks it in which words and turn, its propositions, who took a stance on them."""
        return [self._question(q) for q in self._tables["questions"]]

    def _question(self, question: Row) -> Row:
        mine = [p for p in self._tables["propositions"] if p["question"] == question["id"]]
        answered = {
            s["speaker"] for p in mine for s in self.facts.stances_on.get(p["id"], []) if s["stance"] != "no stance"
        }
        shown = {
            "id": question["id"],
            "question": question["label"],
            "asked_by": question["asked_by"],
            "quote": question["quote"],
            "turn": self._turn_at(question["start"]),
            "propositions": [p["label"] for p in mine],
            "answered_by": sorted(answered),
        }
        return {k: v for k, v in shown.items() if v not in ("", None)}

    def _turn_at(self, start: int | None) -> int | None:
        if start is None:
            return None
        found = [n for n, u in enumerate(self.facts.utterances) if u["start"] <= start < u["end"]]
        return found[0] if found else None

    def positions(self, about: str) -> list[Row]:
        """Return where everybody stands on a proposition, or on those of a question or concept; who is silent is named."""
        return [self._position(p) for p in self._propositions(about)]

    def _propositions(self, about: str) -> list[Row]:
        facts = self.facts
        meant = facts.meant(about, ("proposition", "question", "concept"))
        if meant is None:
            found = facts.resolve(about, ("proposition", "question", "concept"))
            inside = [p for p in self._tables["propositions"] if self._speaks_of(p["label"], about)]
            if inside:
                return inside
            raise UnclearError(f"{about!r} is no clear proposition, question or concept", found)
        if meant["kind"] == "proposition":
            return [p for p in self._tables["propositions"] if p["id"] == meant["id"]]
        if meant["kind"] == "question":
            return [p for p in self._tables["propositions"] if p["question"] == meant["id"]]
        about_it = {c["id"] for c in self._tables["claims"] if meant["id"] in c["concepts"]}
        on = {s["proposition"] for s in self._tables["stances"] if about_it & set(s["claims"])}
        named = [
            p for p in self._tables["propositions"] if p["id"] in on or self._speaks_of(p["label"], meant["label"])
        ]
        if not named:
            raise UnclearError(f"no proposition is about {meant['label']!r}", [meant])
        return named

    def _position(self, proposition: Row) -> Row:
        stances = self.facts.stances_on.get(proposition["id"], [])
        verdict = {r["proposition"]: r for r in self.facts.measured.consensus}.get(proposition["id"], {})
        spoke = {s["speaker"] for s in stances}
        return {
            "id": proposition["id"],
            "proposition": proposition["label"],
            "question": self.facts.label.get(proposition["question"], ""),
            "verdict": verdict.get("verdict", ""),
            "stances": [self.facts.stance(s) for s in sorted(stances, key=lambda s: s["speaker"])],
            "silent": [name for name in self.facts.panel if name not in spoke],
        }

    def compare(self, one: str, other: str) -> Row:
        """Return where two speakers part and where they stand together, in which words; and how they take each other up."""
        first, second = self.speaker(one), self.speaker(other)
        part: list[Row] = []
        together: list[Row] = []
        for p in self._tables["propositions"]:
            stances = {s["speaker"]: s for s in self.facts.stances_on.get(p["id"], [])}
            a, b = stances.get(first), stances.get(second)
            if a and b and {a["stance"], b["stance"]} <= _SIDES:
                row = {"proposition": p["label"], first: self.facts.stance(a), second: self.facts.stance(b)}
                (together if a["stance"] == b["stance"] else part).append(row)
        return {"part": part, "together": together, "links": self.links(first, second) + self.links(second, first)}

    def stands_with(self, speaker: str) -> list[Row]:
        """Return on how many propositions each other member of the panel stands with a speaker, and against; most with first."""
        name = self.speaker(speaker)
        rows = []
        for other in (s["label"] for s in self._tables["speakers"]):
            pairs = Counter[str]()
            for stances in self.facts.stances_on.values():
                sides = {s["speaker"]: s["stance"] for s in stances if s["stance"] in _SIDES}
                if name in sides and other in sides:
                    pairs["with" if sides[name] == sides[other] else "against"] += 1
            if other != name and pairs:
                rows.append({"speaker": other, "with": pairs["with"], "against": pairs["against"]})
        return sorted(rows, key=lambda r: (-r["with"] / (r["with"] + r["against"]), -r["with"], r["speaker"]))

    def said(self, speaker: str, about: str = "") -> list[Row]:
        """Return what somebody asserts, on something or on anything: words, turn, and the stances that they show."""
        name = self.speaker(speaker) if speaker else ""
        shown = self._stances_by_claim()
        chosen = self._about(about) if about else lambda _: True
        rows = [c for c in self._tables["claims"] if (not name or c["speaker"] == name) and chosen(c)]
        rows.sort(key=lambda c: (c["start"], c["end"]))
        return [self.facts.claim(c["id"]) | ({"stances": shown[c["id"]]} if c["id"] in shown else {}) for c in rows]

    def _stances_by_claim(self) -> dict[str, list[str]]:
        stances = {s["id"]: s for s in self._tables["stances"]}
        found: dict[str, list[str]] = {}
        for e in self._tables["evidence"]:
            about = self.facts.label.get(stances[e["stance"]]["proposition"], "")
            kind = f" ({e['kind']})" if e["kind"] else ""
            found.setdefault(e["claim"], []).append(f"{e['side']}{kind}: {about}")
        return found

    def _about(self, about: str) -> Callable[[Row], bool]:
        """Return whether a claim is about something: by concept, by proposition or question, or by its words."""
        meant = self.facts.meant(about, ("concept", "proposition", "question"))
        on: set[str] = set()
        if meant and meant["kind"] != "concept":
            wanted = {p["id"] for p in self._propositions(meant["id"])}
            on = {e["claim"] for s in self._tables["stances"] if s["proposition"] in wanted for e in self._of(s["id"])}
        concept = meant["id"] if meant and meant["kind"] == "concept" else ""
        return lambda c: (
            c["id"] in on
            or bool(concept and concept in c["concepts"])
            or self._speaks_of(f"{c['quote']} {c['text']}", about)
        )

    def _of(self, stance: str) -> list[Row]:
        return [e for e in self._tables["evidence"] if e["stance"] == stance]

    @staticmethod
    def _speaks_of(text: str, about: str) -> bool:
        words, wanted = words_of(text), words_of(about)
        return bool(wanted) and f" {' '.join(wanted)} " in f" {' '.join(words)} "

    def verdicts(self, verdict: str = "") -> list[Row]:
        """Return what the panel is divided on and what it shares, most voices first; of one verdict or of all."""
        rows = [r for r in self.facts.measured.consensus if not verdict or r["verdict"] == verdict]
        rows.sort(
            key=lambda r: (
                -(r["agree"] + r["disagree"] + r["mixed"]),
                -min(r["agree"], r["disagree"]),
                r["proposition"],
            )
        )
        named = ("agree", "disagree", "mixed", "silent", "explicit_share", "verdict")
        return [
            {
                "proposition": self.facts.label[r["proposition"]],
                **{k: r[k] for k in named},
                **{side: self._who(r["proposition"], side) for side in ("agrees", "disagrees")},
            }
            for r in rows
        ]

    def _who(self, proposition: str, side: str) -> list[str]:
        return sorted(s["speaker"] for s in self.facts.stances_on.get(proposition, []) if s["stance"] == side)

    def links(self, speaker: str = "", to: str = "") -> list[Row]:
        """Return where one takes up another's words: relations of claims, and references; of anybody where no name is given."""
        name, other = (self.speaker(x) if x else "" for x in (speaker, to))
        rows = [
            {
                "speaker": r["from_speaker"], "to": r["to_speaker"], "relation": r["relation"], "about": r["about"],
                "quote": r["quote"], "turn": self.facts.claim(r["from_claim"])["turn"], "answers": self.facts.claim(r["to_claim"]),
            }
            for r in self._tables["relations"]
            if r["from_speaker"] != r["to_speaker"]
        ] + [
            {
                "speaker": r["speaker"], "to": r["refers_to"], "relation": r["relation"], "about": r["about"],
                "quote": r["quote"], "turn": self.facts.turn[r["utterance"]],
            }
            for r in self._tables["references"]
        ]  # fmt: skip
        chosen = [r for r in rows if (not name or r["speaker"] == name) and (not other or r["to"] == other)]
        first: dict[tuple[str, str, str, int], Row] = {}
        for r in chosen:
            # A relation and the reference of the same words are one; the relation says what is answered.
            first.setdefault((r["speaker"], r["to"], r["quote"], r["turn"]), r)
        return sorted(first.values(), key=lambda r: (r["turn"], r["quote"]))

    def mentions(self, name: str) -> Row:
        """Return who names something, how often, and in which turns."""
        kinds = ("person", "organization", "product", "place", "work", "concept", "speaker")
        meant = self.facts.meant(name, kinds)
        if meant is None:
            raise UnclearError(f"{name!r} is no clear name here", self.facts.resolve(name, kinds))
        rows = [m for m in self._tables["mentions"] if m["entity"] == meant["id"]]
        by = Counter(m["speaker"] or "(not said)" for m in rows)
        turns = sorted({self.facts.turn[m["utterance"]] for m in rows})
        surfaces = sorted({m["surface"] for m in rows})
        return {**meant, "times": len(rows), "by": dict(by.most_common()), "turns": turns, "as": surfaces}

    def figures(self) -> list[Row]:
        """Return the claims that give a figure, with whose they are."""
        return [self.facts.claim(c["id"]) for c in self._tables["claims"] if c["quantity"]]

    def conceded(self) -> list[Row]:
        """Return where a point is granted to the other side."""
        stances = {s["id"]: s for s in self._tables["stances"]}
        return [
            {
                **self.facts.claim(e["claim"]),
                "proposition": self.facts.label[stances[e["stance"]]["proposition"]],
                "grants": e["side"],
                "stands": stances[e["stance"]]["stance"],
            }
            for e in self._tables["evidence"]
            if e["kind"] == "concession"
        ]

    def by_basis(self, basis: str) -> list[Row]:
        """Return the stances that rest on one basis alone: explicit, inferred, reported or assigned."""
        return [
            {"proposition": self.facts.label[s["proposition"]], **self.facts.stance(s)}
            for s in self._tables["stances"]
            if s["basis"] == basis
        ]

    def speaker(self, name: str) -> str:
        """Return the full name of a speaker.

        Raises:
            UnclearError: nobody, or more than one, is called so.
        """
        meant = self.facts.meant(name, ("speaker",))
        if meant is None:
            everybody = [{"kind": "speaker", "label": s["label"]} for s in self._tables["speakers"]]
            raise UnclearError(f"{name!r} is no clear speaker", self.facts.resolve(name, ("speaker",)) or everybody)
        return str(meant["label"])


def shortened(rows: Sequence[Any], limit: int = LONGEST) -> tuple[list[Any], str]:
    """Return the first of some rows, and a note on how many are left out."""
    left = len(rows) - limit
    return list(rows[:limit]), f"{left} more are left out (ask for something narrower)" if left > 0 else ""
