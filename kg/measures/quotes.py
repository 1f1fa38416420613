"""Which of a speaker's claims to show for a stance: words of the side and on the basis that are said of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from kg.measures.consensus import by_weight

Row = dict[str, Any]
Tables = Mapping[str, list[Row]]


def evidence_by_stance(tables: Tables) -> dict[str, list[Row]]:
    """Return stance id → its rows of the table `evidence`, the most telling piece first.

    What shows the side that the stance comes to stands before what does not (of a mixed one: both sides before none),
    then what rests on the basis of the stance, then a speaker's own words before words that somebody reports of him;
    then the claim whose text shares most words with the proposition (rapidfuzz's token set ratio, 0 to 100); then the
    first in the text.

    Args:
        tables: the tables `claims`, `stances`, `evidence` and `propositions`, as rows.

    >>> claims = [{"id": "a", "text": "Buses are slow.", "reported": False, "start": 0},
    ...           {"id": "b", "text": "The city should pay for buses.", "reported": False, "start": 9}]
    >>> stances = [{"id": "s", "proposition": "p", "stance": "agrees", "basis": "explicit"}]
    >>> def piece(claim, side, basis):
    ...     return {"stance": "s", "claim": claim, "side": side, "basis": basis, "kind": ""}
    >>> def first(*pieces):
    ...     labels = [{"id": "p", "label": "The city should pay."}]
    ...     tables = {"claims": claims, "stances": stances, "evidence": list(pieces), "propositions": labels}
    ...     return evidence_by_stance(tables)["s"][0]["claim"]
    >>> first(piece("a", "agrees", "explicit"), piece("b", "agrees", "explicit"))
    'b'
    >>> first(piece("a", "agrees", "explicit"), piece("b", "agrees", "inferred"))
    'a'
    """
    claims = {c["id"]: c for c in tables["claims"]}
    labels = {p["id"]: p["label"] for p in tables["propositions"]}
    pieces: dict[str, list[Row]] = defaultdict(list)
    for row in tables["evidence"]:
        if row["claim"] in claims:
            pieces[row["stance"]].append(row)
    return {
        s["id"]: sorted(
            pieces[s["id"]], key=lambda e: _order(e, s, claims[e["claim"]], labels.get(s["proposition"], ""))
        )
        for s in tables["stances"]
    }


def _order(piece: Row, stance: Row, claim: Row, proposition: str) -> tuple[bool, bool, bool, float, int]:
    from rapidfuzz import fuzz

    likeness = fuzz.token_set_ratio(claim["text"].casefold(), proposition.casefold())
    off_basis = piece["basis"] != stance["basis"]
    return not bears(piece, stance), off_basis, bool(claim["reported"]), -round(likeness, 3), claim["start"]


def bears(piece: Row, stance: Row) -> bool:
    """Tell whether a piece of evidence shows the side that its stance comes to.

    Args:
        piece: a row of the table `evidence`.
        stance: its row of the table `stances`.
    """
    if stance["stance"] in {"agrees", "disagrees"}:
        return bool(piece["side"] == stance["stance"] and not piece["kind"])
    return bool(stance["stance"] == "no stance" or piece["side"] != "no stance")


def opposing_quotes(tables: Tables, rows: Iterable[Row], evidence: Mapping[str, list[Row]]) -> list[str]:
    """Return the ids of two claims that oppose each other on the most divided proposition of a question, or none.

    Args:
        tables: the table `stances`, as rows.
        rows: the rows of the consensus table for the question's propositions.
        evidence: what `evidence_by_stance` returns.
    """
    divided = sorted((r for r in rows if r["verdict"] == "divergence"), key=by_weight)
    for row in divided:
        found = [_best(tables["stances"], row["proposition"], side, evidence) for side in ("agrees", "disagrees")]
        if all(found):
            return found
    return []


def _best(stances: Iterable[Row], proposition: str, side: str, evidence: Mapping[str, list[Row]]) -> str:
    found = [s for s in stances if s["proposition"] == proposition and s["stance"] == side and evidence[s["id"]]]
    # A stance in the speaker's own words speaks better than one that was put together.
    first = min(found, key=lambda s: s["basis"] != "explicit", default=None)
    return str(evidence[first["id"]][0]["claim"]) if first else ""
