"""An event's tables as an assistant asks for them: everything by name, every statement with its words and its turn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from rapidfuzz import fuzz

from kg.evidence.nearly_verbatim import words_of
from kg.measures.measured import Measured

Row = dict[str, Any]
#: Kinds of things that have a name, and the tables that they stand in.
KINDS = {
    "speaker": "speakers",
    "person": "people",
    "organization": "organizations",
    "product": "products",
    "place": "places",
    "work": "works",
    "concept": "concepts",
    "question": "questions",
    "proposition": "propositions",
}
#: A name that is less like what was asked is not offered.
_LIKE = 60.0
#: A name that is so like, and much more so than the next, is meant.
_MEANT, _AHEAD = 85.0, 8.0
#: A label of so many words at most is a name, and not a sentence; words that are so like are the same in another form.
_NAME, _SAME_WORD = 5, 75.0


class Facts:
    """The tables of one event, with the words and turns of each statement at hand."""

    def __init__(self, tables: Mapping[str, list[Row]]) -> None:
        self.tables = tables
        self.measured = Measured(tables)
        self.label = {row["id"]: row["label"] for kind in KINDS.values() for row in tables[kind]}
        self._claims = {row["id"]: row for row in tables["claims"]}
        ordered = sorted(tables["utterances"], key=lambda u: (u["start"], u["end"]))
        #: Utterance id → its number, as prompts and `turns` count.
        self.turn = {u["id"]: n for n, u in enumerate(ordered)}
        self.utterances = ordered

    @cached_property
    def _names(self) -> list[tuple[str, str, str]]:
        """Every name: kind, id, name."""
        found = []
        for kind, table in KINDS.items():
            for row in self.tables[table]:
                names = [row["label"], *row.get("aliases", ())]
                found += [(kind, row["id"], name) for name in dict.fromkeys(names) if name]
        return found

    def resolve(self, name: str, kinds: Iterable[str] = ()) -> list[Row]:
        """Return what a name may mean, the likeliest first: kind, id, label, how like it is (0 to 100).

        Args:
            name: a name, part of one, words of a sentence, or an id.
            kinds: only these kinds; none for all.
        """
        wanted = set(kinds) or set(KINDS)
        scores: dict[tuple[str, str], float] = {}
        plain = " ".join(words_of(name))
        for kind, identity, label in self._names:
            if kind in wanted:
                other = " ".join(words_of(label))
                exact = plain == other or name == identity
                score = 100.0 if exact else min(99.0, _likeness(plain, other))
                scores[kind, identity] = max(scores.get((kind, identity), 0.0), score)
        best = sorted(((s, k) for k, s in scores.items() if s >= _LIKE), key=lambda x: (-x[0], x[1]))[:8]
        return [{"kind": k, "id": i, "label": self.label[i], "likeness": round(s)} for s, (k, i) in best]

    def meant(self, name: str, kinds: Sequence[str]) -> Row | None:
        """Return what a name means where that is clear, or None."""
        found = self.resolve(name, kinds)
        if not found or found[0]["likeness"] < _MEANT:
            return None
        ahead = len(found) == 1 or found[0]["likeness"] == 100 or found[0]["likeness"] - found[1]["likeness"] >= _AHEAD
        return found[0] if ahead else None

    def claim(self, identity: str) -> Row:
        """Return a claim as it is shown: whose, in which words, in which turn."""
        row = self._claims[identity]
        shown = {
            "speaker": row["speaker"],
            "turn": self.turn[row["utterance"]],
            "quote": row["quote"],
            "text": row["text"],
        }
        more = {"told_by": row["reported_by"], "figure": row["quantity"], "note": row["note"]}
        return shown | {k: v for k, v in more.items() if v}

    @cached_property
    def evidence(self) -> dict[str, list[Row]]:
        """Stance id → its evidence, in the order of the text."""
        found = defaultdict(list)
        for row in self.tables["evidence"]:
            shown = self.claim(row["claim"])
            del shown["speaker"], shown["text"]
            piece = {"side": row["side"], "basis": row["basis"], **shown}
            found[row["stance"]].append(piece | {k: row[k] for k in ("kind", "why") if row[k]})
        return {k: sorted(v, key=lambda p: p["turn"]) for k, v in found.items()}

    def stance(self, row: Row) -> Row:
        """Return a stance with its evidence."""
        return {
            "speaker": row["speaker"],
            "stance": row["stance"],
            "basis": row["basis"],
            "words": self.evidence.get(row["id"], []),
        }

    @cached_property
    def stances_on(self) -> dict[str, list[Row]]:
        """Proposition id → the rows of its stances."""
        found = defaultdict(list)
        for row in self.tables["stances"]:
            found[row["proposition"]].append(row)
        return found

    @cached_property
    def panel(self) -> list[str]:
        """Names of those whose stances count."""
        return [s["label"] for s in self.tables["speakers"] if s["role"] in {"panelist", "speaker"}]


def _likeness(one: str, other: str) -> float:
    if not one or not other:
        return 0.0
    score = fuzz.token_set_ratio(one, other) if len(one.split()) > 1 else fuzz.partial_ratio(one, other)
    words = other.split()
    if len(words) <= _NAME and any(max(fuzz.ratio(w, x) for x in words) < _SAME_WORD for w in one.split()):
        # Another word in a name makes it another name.
        score = min(score, _LIKE + 10)
    # A short name inside a long sentence is part of it, and not its name.
    cover = min(len(one), len(other)) / max(len(one), len(other))
    return float(score * (0.75 + 0.25 * cover))
