"""Movement: where a speaker stands on another side of a point, later in the event, than before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from kg.tables.columns import count, text

Row = dict[str, Any]
Tables = Mapping[str, list[Row]]

COLUMNS = (
    text("speaker"),
    text("proposition"),
    text("from_side"),
    text("to_side"),
    text("from_claim"),
    text("to_claim"),
    text("from_quote"),
    text("to_quote"),
    count("start"),
)
_SIDES = frozenset({"agrees", "disagrees"})
#: What is read off an argument, dealt out or told by another is no word of the speaker's that could be taken back.
_IN_WORDS = "explicit"


def movement(tables: Tables) -> list[Row]:
    """Return where a speaker changed sides on a proposition, in the order of the transcript.

    A speaker moved where he says in words one side of it, and in a later turn in words the other. What is granted (a
    concession) is no change of side; what was only read off an argument, is reported or dealt out is no word that could
    be taken back; and two sides in one turn are an opinion of both and no movement.

    Args:
        tables: the tables `stances`, `evidence` and `claims`, as rows.

    Returns:
        A row a change; `start` is where the later words begin, in characters of the transcript.

    Ada is against trams, and for them once she has heard what they cost:

    >>> tables = {
    ...     "stances": [{"id": "s", "speaker": "Ada", "proposition": "trams"}],
    ...     "evidence": [{"stance": "s", "claim": c, "side": side, "kind": "", "basis": "explicit"}
    ...                  for c, side in (("late", "agrees"), ("early", "disagrees"))],
    ...     "claims": [{"id": "early", "speaker": "Ada", "utterance": "u1", "quote": "No trams.", "start": 5},
    ...                {"id": "late", "speaker": "Ada", "utterance": "u7", "quote": "Then I want them.", "start": 90}]}
    >>> [(r["speaker"], r["from_side"], r["to_side"], r["from_quote"], r["to_quote"]) for r in movement(tables)]
    [('Ada', 'disagrees', 'agrees', 'No trams.', 'Then I want them.')]
    """
    claims = {c["id"]: c for c in tables["claims"]}
    pieces: dict[str, list[Row]] = defaultdict(list)
    for piece in tables["evidence"]:
        if piece["side"] in _SIDES and piece["basis"] == _IN_WORDS and not piece["kind"] and piece["claim"] in claims:
            pieces[piece["stance"]].append(piece)
    found = [row for s in tables["stances"] for row in _moves(s, pieces[s["id"]], claims)]
    return sorted(found, key=lambda r: (r["start"], r["speaker"], r["proposition"]))


def _moves(stance: Row, pieces: list[Row], claims: Mapping[str, Row]) -> Iterator[Row]:
    turns: dict[str, list[Row]] = defaultdict(list)
    for piece in sorted(pieces, key=lambda p: claims[p["claim"]]["start"]):
        turns[claims[piece["claim"]]["utterance"]].append(piece)
    # A turn of both sides tells none, and leaves what was said before and after it side by side.
    clear = [own for own in turns.values() if len({p["side"] for p in own}) == 1]
    for before, after in pairwise(clear):
        earlier, later = before[-1], after[0]
        if earlier["side"] != later["side"]:
            first, second = claims[earlier["claim"]], claims[later["claim"]]
            yield {
                "speaker": stance["speaker"],
                "proposition": stance["proposition"],
                "from_side": earlier["side"],
                "to_side": later["side"],
                "from_claim": first["id"],
                "to_claim": second["id"],
                "from_quote": first["quote"],
                "to_quote": second["quote"],
                "start": second["start"],
            }
