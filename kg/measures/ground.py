"""What a draft by rules has ground to show: verdicts where two of the panel took sides in words, else questions and replies.

A draft without such a proposition opens with what was asked and who answered in which words, and with replies to look at;
it says nothing of common ground or division. The page and the report both ask here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

from kg.measures.presence import panel_of
from kg.tables.columns import count, text

Row = dict[str, Any]
Tables = Mapping[str, list[Row]]

#: What `unanswered` tells of a question.
UNANSWERED_COLUMNS = (text("question"), text("label"), text("asked_by"), text("quote"), count("start"))

#: So many turns after a question, an answer to it is looked for; what comes later is said to something else.
_TURNS = 12
_REPLIES = 40
_SIDES = frozenset({"agrees", "disagrees"})
#: A side that only the roles dealt out tell is no ground by itself.
_IN_WORDS = "explicit"


def is_drafted(tables: Tables) -> bool:
    """Tell whether rules alone made what is claimed here: no person and no model had a part in it.

    >>> is_drafted({"claims": [{"source": "rules"}], "stances": [], "relations": []})
    True
    """
    sources = {row.get("source") for table in ("claims", "stances", "relations") for row in tables.get(table, ())}
    return sources <= {"rules"}


def has_ground(tables: Tables) -> bool:
    """Tell whether two of the panel took a side in words on one proposition at least.

    Args:
        tables: the tables `speakers` and `stances`, as rows.
    """
    panel = set(panel_of(tables["speakers"]))
    said = Counter(
        s["proposition"]
        for s in tables["stances"]
        if s["basis"] == _IN_WORDS and s["speaker"] in panel and s["stance"] in _SIDES
    )
    return any(n > 1 for n in said.values())


def shows_verdicts(tables: Tables) -> bool:
    """Tell whether verdicts on propositions open the report and the page: not for a draft without ground."""
    return has_ground(tables) or not is_drafted(tables)


def language_of(tables: Tables) -> str:
    """Return the tag of the language of the talk; English where none is told."""
    return next((e["language"] for e in tables.get("events", ())), "") or "en"


def claims_sought(tables: Tables) -> bool:
    """Tell whether claims were sought at all: rules seek none in another language than English.

    >>> claims_sought({"claims": [], "events": [{"language": "fr"}]})
    False
    >>> claims_sought({"claims": [], "events": [{"language": "en-GB"}]})
    True
    """
    return bool(tables["claims"]) or language_of(tables).split("-")[0] == "en"


def answered(tables: Tables) -> list[Row]:
    """Return what was asked in words, and who answered: `question`, `label`, `asked_by`, `answers` (speaker, claim, quote).

    An answer is in a speaker's first turn after a question, before the next one is asked: the claim that takes a side on what
    was asked, else the first one, for who answers says so first.

    Args:
        tables: the tables `questions`, `utterances`, `claims` and `speakers`, as rows.
    """
    asked = sorted((q for q in tables.get("questions", []) if q["start"] is not None), key=lambda q: q["start"])
    turns = [u for u in tables.get("utterances", []) if u["kind"] == "speech" and u["speaker"]]
    starts = [u["start"] for u in turns]
    panel = set(panel_of(tables["speakers"]))
    claims: dict[str, list[Row]] = defaultdict(list)
    for claim in tables["claims"]:
        if not claim["reported_by"]:
            claims[claim["utterance"]].append(claim)
    sided = _sided(tables)
    rows = []
    for i, question in enumerate(asked):
        following = asked[i + 1] if i + 1 < len(asked) else None
        at = bisect_right(starts, question["start"])
        until = bisect_right(starts, following["start"]) if following else len(turns)
        found: dict[str, Row] = {}
        # The turn in which the next question stands may answer this one before it asks.
        for turn in turns[at : min(until, at + _TURNS)]:
            who = turn["speaker"]
            if who in panel and who != question["asked_by"] and who not in found:
                best = _answer(claims[turn["id"]], question["id"], sided)
                found |= {who: {"speaker": who, "claim": best["id"], "quote": best["quote"]}} if best else {}
        rows.append(
            {
                "question": question["id"],
                "label": question["label"],
                "asked_by": question["asked_by"],
                "answers": list(found.values()),
            }
        )
    return rows


def _answer(claims: list[Row], question: str, sided: dict[str, set[str]]) -> Row | None:
    """Return the claim of a turn that answers a question: what takes a side on something else that was asked answers that."""
    mine = [c for c in claims if question in sided.get(c["id"], {question})]
    return max(mine, key=lambda c: (c["id"] in sided, -c["start"]), default=None)


def _sided(tables: Tables) -> dict[str, set[str]]:
    """Return the claims that take a side, each with the questions whose propositions these are."""
    asked = {p["id"]: p["question"] for p in tables.get("propositions", []) if p["question"]}
    stances = {s.get("id"): asked[s["proposition"]] for s in tables.get("stances", []) if s["proposition"] in asked}
    found: dict[str, set[str]] = defaultdict(set)
    for piece in tables.get("evidence", []):
        if piece["stance"] in stances:
            found[piece["claim"]].add(stances[piece["stance"]])
    return found


def unanswered(tables: Tables) -> list[Row]:
    """Return the questions that were asked in words and got no answer, in the order of the transcript.

    A question has no answer where nobody of the panel took a side on any of its propositions, and nobody of them made a
    claim in the turns after it (see `answered`). A question that nobody asked in words cannot go unanswered, and where no
    claim of anybody was sought (see `claims_sought`) it is not known which did: there are none.

    Args:
        tables: the tables `questions`, `propositions`, `stances`, `utterances`, `claims` and `speakers`, as rows.

    The host asks for the price, and Ada talks of the weather when the next question has been put:

    >>> turns = [("Mara", 0), ("Mara", 30), ("Ada", 60)]
    >>> tables = {
    ...     "speakers": [{"label": "Mara", "role": "host"}, {"label": "Ada", "role": "panelist"}],
    ...     "utterances": [{"id": f"u{s}", "kind": "speech", "speaker": who, "start": s} for who, s in turns],
    ...     "questions": [{"id": "price", "label": "What does it cost?", "asked_by": "Mara", "quote": "What does it cost?", "start": 5},
    ...                   {"id": "rain", "label": "Will it rain?", "asked_by": "Mara", "quote": "Will it rain?", "start": 35}],
    ...     "propositions": [], "stances": [],
    ...     "claims": [{"id": "c", "utterance": "u60", "reported_by": "", "confidence": 1.0, "start": 60, "quote": "It will."}]}
    >>> [r["question"] for r in unanswered(tables)]
    ['price']
    """
    if not claims_sought(tables):
        return []
    panel = set(panel_of(tables["speakers"]))
    of = {p["id"]: p["question"] for p in tables["propositions"]}
    taken = {
        of.get(s["proposition"]) for s in tables["stances"] if s["speaker"] in panel and s["stance"] != "no stance"
    }
    asked = {q["id"]: q for q in tables.get("questions", [])}
    return [
        {
            "question": row["question"],
            "label": row["label"],
            "asked_by": row["asked_by"],
            "quote": asked[row["question"]]["quote"],
            "start": asked[row["question"]]["start"],
        }
        for row in answered(tables)
        if not row["answers"] and row["question"] not in taken
    ]


def replies(tables: Tables) -> list[Row]:
    """Return the relations to look at, the surest first: agreeing and disagreeing with another speaker in words."""
    drawn = [r for r in tables.get("relations", []) if r["relation"] in _SIDES and r["from_speaker"] != r["to_speaker"]]
    return sorted(drawn, key=lambda r: (-(r["confidence"] or 0), r["start"] or 0))[:_REPLIES]
