"""Concessions and movement inside one event: where an opponent is granted something, and where a speaker is on both sides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kg.measures.agreement import agreement
from kg.tables.columns import count, text

Row = dict[str, Any]
Tables = Mapping[str, list[Row]]

COLUMNS = (
    text("kind"),
    text("speaker"),
    text("other"),
    text("relation"),
    text("about"),
    text("quote"),
    count("start"),
    count("end"),
    text("claims", many=True),
)
#: What one grants an opponent by.
_GRANTING = frozenset({"agrees", "qualifies", "builds on"})


def concessions(tables: Tables, pairs: Sequence[Row] | None = None) -> list[Row]:
    """Return the places where something is conceded, in the order of the transcript.

    A `concession` is a place where a speaker agrees with, qualifies or builds on, in words, another speaker whom he
    opposes on at least one proposition or opposes in words elsewhere. `both sides` is a mixed stance: `quote` is the
    first of its claims, and `claims` names all in the order in which they were said, so that the movement can be read.
    Evidence that is a concession is one too, with nobody named as the `other`.

    Args:
        tables: the tables `speakers`, `stances`, `evidence`, `claims`, `propositions`, `relations` and `references`, as rows.
        pairs: the rows of `agreement` with the host, when they are there already.
    """
    pairs = agreement(tables, host=True) if pairs is None else pairs
    granted = list(_granted(tables, _opponents(pairs)))
    told = {claim for row in granted for claim in row["claims"][:1]}
    rows = [*granted, *_conceded(tables, told), *_both_sides(tables)]
    return sorted(rows, key=lambda r: (r["start"], r["end"], r["kind"], r["speaker"]))


def _opponents(pairs: Sequence[Row]) -> set[frozenset[str]]:
    return {frozenset((r["speaker"], r["other"])) for r in pairs if r["disagree"] or r["explicit_disagree"]}


def _granted(tables: Tables, opponents: set[frozenset[str]]) -> Iterator[Row]:
    told = set()
    for reference in tables["references"]:
        pair = frozenset((reference["speaker"], reference["refers_to"]))
        if reference["relation"] in _GRANTING and pair in opponents:
            told.add(reference["from_claim"])
            yield _row("concession", reference, reference["quote"], (reference["start"], reference["end"])) | {
                "other": reference["refers_to"],
                "claims": tuple(filter(None, (reference["from_claim"], reference["to_claim"]))),
            }
    for relation in tables["relations"]:
        pair = frozenset((relation["from_speaker"], relation["to_speaker"]))
        granted = relation["relation"] in _GRANTING and relation["basis"] == "explicit" and pair in opponents
        if granted and relation["from_claim"] not in told and relation["start"] is not None:
            place = relation["start"], relation["end"]
            yield _row("concession", relation, relation["quote"], place) | {
                "speaker": relation["from_speaker"],
                "other": relation["to_speaker"],
                "claims": (relation["from_claim"], relation["to_claim"]),
            }


def _row(kind: str, source: Row, quote: str, place: tuple[int, int]) -> Row:
    return {
        "kind": kind,
        "speaker": source.get("speaker", ""),
        "other": "",
        "relation": source.get("relation", ""),
        "about": source.get("about", ""),
        "quote": quote,
        "start": place[0],
        "end": place[1],
        "claims": (),
    }


def _conceded(tables: Tables, told: set[str]) -> Iterator[Row]:
    """Yield the claims that concede something of a proposition, but for those that were told as granted to somebody."""
    claims = {c["id"]: c for c in tables["claims"]}
    about = {s["id"]: s["proposition"] for s in tables["stances"] if "id" in s}
    labels = {p["id"]: p["label"] for p in tables["propositions"]}
    for piece in tables.get("evidence", ()):
        claim = claims.get(piece["claim"]) if piece["kind"] == "concession" else None
        if claim is not None and claim["id"] not in told:
            yield _row("concession", claim, claim["quote"], (claim["start"], claim["end"])) | {
                "relation": "concedes",
                "about": labels.get(about.get(piece["stance"], ""), ""),
                "claims": (claim["id"],),
            }


def _both_sides(tables: Tables) -> Iterator[Row]:
    claims = {c["id"]: c for c in tables["claims"]}
    labels = {p["id"]: p["label"] for p in tables["propositions"]}
    for stance in tables["stances"]:
        shown = sorted((claims[c] for c in stance["claims"] if c in claims), key=lambda c: c["start"])
        if stance["stance"] == "mixed" and shown:
            yield _row("both sides", stance, shown[0]["quote"], (shown[0]["start"], shown[0]["end"])) | {
                "relation": "mixed",
                "about": labels.get(stance["proposition"], ""),
                "claims": tuple(c["id"] for c in shown),
            }
