"""What the page shows, as a plain dict of lists and texts: the template and the scripts only draw it.

Speakers are named by id here; offsets of quotes are those of the tables; marks count UTF-16 units of an utterance.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from kg.evidence.ids import digest_of
from kg.measures.consensus import VERDICTS, by_weight
from kg.measures.ground import answered, replies, shows_verdicts
from kg.measures.measured import Measured
from kg.measures.presence import panel_of
from kg.measures.questions import question_verdict
from kg.measures.quotes import bears, evidence_by_stance, opposing_quotes
from kg.rendering.view.flow import flow
from kg.rendering.view.network import network_view
from kg.rendering.view.spans import marks_of
from kg.shares import shares_of
from kg.tables.columns import COLUMNS

Row = dict[str, Any]
Tables = Mapping[str, list[Row]]
Model = dict[str, Any]


def view_model(tables: Tables, measured: Measured, *, title: str = "") -> Model:
    """Return the view model of one event.

    Args:
        tables: all tables of the event, as rows.
        measured: its measures.
        title: the page's title; by default the event's own.
    """
    # A page shows one event: which one, its rows need not say.
    tables = {name: [{k: v for k, v in row.items() if k != "event"} for row in rows] for name, rows in tables.items()}
    ids = {s["label"]: s["id"] for s in tables["speakers"]}
    evidence = evidence_by_stance(tables)
    model: Model = {
        "event": _event(tables, title),
        "panel": [],
        "speakers": _speakers(tables),
        "organizations": tables["organizations"],
        "products": tables["products"],
        "places": tables["places"],
        "works": tables["works"],
        "people": tables["people"],
        "concepts": _concepts(tables),
        "questions": _questions(tables, measured, ids, evidence),
        "propositions": _propositions(tables, measured.consensus),
        "claims": _claims(tables, ids),
        "stances": _stances(tables, ids, evidence),
        "relations": _relations(tables, ids),
        "references": [
            r | {"speaker": ids.get(r["speaker"], ""), "refers_to": ids.get(r["refers_to"], "")}
            for r in tables["references"]
        ],
        "pairs": _pairs(measured, ids),
        "cruxes": _cruxes(measured, ids),
        "bridges": _bridges(measured, ids),
        "conceded": _conceded(measured, ids),
        "movement": [row | {"speaker": ids.get(row["speaker"], "")} for row in measured.movement],
        "unanswered": [row["question"] for row in measured.unanswered],
        "polls": [_poll(row) for row in tables["polls"]],
        "utterances": _utterances(tables, ids),
        "verdicts": shows_verdicts(tables),
        "asked": [
            row
            | {
                "asked_by": ids.get(row["asked_by"], ""),
                "answers": [a | {"speaker": ids.get(a["speaker"], "")} for a in row["answers"]],
            }
            for row in answered(tables)
        ],
        "replies": [row["id"] for row in replies(tables)],
        "sources": sorted({row["source"] for t in ("claims", "stances", "relations") for row in tables[t]}),
    }
    model["panel"] = [s["id"] for s in model["speakers"] if s["panel"]]
    model["flow"] = flow(model)
    model["network"] = network_view(model)
    return model


def _poll(row: Row) -> Row:
    shares = list(map(asdict, shares_of(row["shares"])))
    return {key: row[key] for key in ("id", "text", "phase", "quote", "utterance", "proposition")} | {"shares": shares}


def _event(tables: Tables, title: str) -> Row:
    about = next(iter(tables["events"]), dict.fromkeys(COLUMNS["events"], ""))
    return about | {"title": title or about["title"], "transcript": _digest(tables["utterances"])}


def _digest(utterances: list[Row]) -> str:
    """Return what tells transcripts apart: a browser keeps what was decided on one, and must not show it on another."""
    return digest_of(u["text"] for u in utterances)


def _speakers(tables: Tables) -> list[Row]:
    n_claims = Counter(c["speaker"] for c in tables["claims"])
    n_stances = Counter(s["speaker"] for s in tables["stances"] if s["stance"] != "no stance")
    panel = set(panel_of(tables["speakers"]))
    # In the order in which they first speak, the panel before the others; who never speaks comes last.
    spoken = dict.fromkeys(u["speaker"] for u in tables["utterances"] if u["speaker"])
    turn = {name: i for i, name in enumerate(spoken)}
    speakers = sorted(tables["speakers"], key=lambda s: (s["label"] not in panel, turn.get(s["label"], len(turn))))
    return [
        {
            "id": s["id"],
            "label": s["label"],
            "aliases": s["aliases"],
            "role": s["role"],
            "memberships": s["memberships"],
            "organizations": s["organizations"],
            "guessed": s["guessed"],
            "panel": s["label"] in panel,
            "initials": initials(s["label"]),
            "n_claims": n_claims[s["label"]],
            "n_stances": n_stances[s["label"]],
        }
        for s in speakers
    ]


def initials(name: str) -> str:
    """Return up to two characters by which a chip names a speaker: initials, or the first two of a name in one piece.

    >>> initials("Ada Okafor"), initials("唐杰"), initials("SPEAKER_03"), initials("")
    ('AO', '唐杰', '03', '?')
    """
    words = [w for w in name.replace("_", " ").replace("-", " ").split() if w]
    if not words:
        return "?"
    if words[-1].isdigit():
        return words[-1][-2:]
    return (words[0][0] + words[-1][0]).upper() if len(words) > 1 else words[0][:2]


def _concepts(tables: Tables) -> list[Row]:
    n_claims = Counter(c for claim in tables["claims"] for c in claim["concepts"])
    n_mentions = Counter(m["entity"] for m in tables["mentions"] if m["entity_type"] == "concept")
    return [
        {
            "id": c["id"],
            "label": c["label"],
            "aliases": c["aliases"],
            "broader": c["broader"],
            "related": c["related"],
            "definition": c["definition"],
            "discovered": c["discovered"],
            "n_claims": n_claims[c["id"]],
            "n_mentions": n_mentions[c["id"]],
        }
        for c in tables["concepts"]
    ]


def _propositions(tables: Tables, measured: list[Row]) -> list[Row]:
    by_id = {row["proposition"]: row for row in measured}
    shown = ("agree", "disagree", "mixed", "silent", "coverage", "leaning", "split", "explicit_share", "verdict")
    return [
        {key: p[key] for key in ("id", "label", "question", "kind", "source")} | {k: by_id[p["id"]][k] for k in shown}
        for p in tables["propositions"]
    ]


def _questions(
    tables: Tables, measured: Measured, ids: Mapping[str, str], evidence: Mapping[str, list[Row]]
) -> list[Row]:
    """Return the questions, the most divided first, then those whose first proposition has most weight (see by_weight).

    `could_speak` names those of the panel who are heard where it is under discussion: who is not among them was not
    silent on it, but not there.
    """
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(measured.consensus, key=lambda r: (VERDICTS.index(r["verdict"]), by_weight(r))):
        rows[row["question"]].append(row)
    kinds = {p["id"]: p["kind"] for p in tables["propositions"]}
    found = [
        {
            "id": q["id"],
            "label": q["label"],
            "asked_by": ids.get(q["asked_by"], ""),
            "quote": q["quote"],
            "start": q["start"],
            "source": q["source"],
            "propositions": [r["proposition"] for r in rows[q["id"]]],
            "could_speak": [ids[name] for name in measured.could_speak[q["id"]]],
            "verdict": question_verdict([r["verdict"] for r in rows[q["id"]]]),
            "kinds": sorted({kinds[r["proposition"]] for r in rows[q["id"]] if r["verdict"] == "divergence"}),
            "split": max((r["split"] or 0.0 for r in rows[q["id"]]), default=0.0),
            "coverage": max((r["coverage"] for r in rows[q["id"]]), default=0.0),
            "opposing": opposing_quotes(tables, rows[q["id"]], evidence),
        }
        for q in tables["questions"]
    ]
    return sorted(
        found, key=lambda q: (VERDICTS.index(q["verdict"]), *_weight(rows[q["id"]]), q["start"] or 0, q["id"])
    )


def _weight(rows: list[Row]) -> tuple[int, int, float]:
    return by_weight(rows[0])[:3] if rows else (0, 0, 0.0)


def _cruxes(measured: Measured, ids: Mapping[str, str]) -> list[Row]:
    """Return the divergences on which more hangs than their own verdict, and what would change."""
    shown = ("proposition", "flips_to", "propositions", "verdict_after", "question_verdict", "question_verdict_after")
    return [
        {key: row[key] for key in shown}
        | {
            "who_flips": [ids[name] for name in row["who_flips"] if name in ids],
            "opposed_again": list(row["opposed_again"]),
        }
        for row in measured.cruxes
    ]


def _bridges(measured: Measured, ids: Mapping[str, str]) -> list[Row]:
    """Return the speakers who agree with both sides of a divergence, with the propositions that they bridge."""
    return [
        {
            "speaker": ids[row["speaker"]],
            "bridged": row["bridged"],
            "divergences": row["divergences"],
            "propositions": list(row["bridges"]),
        }
        for row in measured.bridges
        if row["speaker"] in ids
    ]


def _conceded(measured: Measured, ids: Mapping[str, str]) -> list[Row]:
    """Return where an opponent is granted something, in the order of the transcript."""
    return [
        {
            "speaker": ids.get(row["speaker"], ""),
            "other": [ids[name] for name in row["other"] if name in ids],
            "proposition": row["proposition"],
            "about": row["about"],
            "quote": row["quote"],
            "claim": next(iter(row["claims"]), ""),
        }
        for row in measured.concessions
    ]


def _claims(tables: Tables, ids: Mapping[str, str]) -> list[Row]:
    return [c | {"speaker": ids.get(c["speaker"], ""), "concepts": c["concepts"]} for c in tables["claims"]]


def _relations(tables: Tables, ids: Mapping[str, str]) -> list[Row]:
    """Return the relations whose claims are there: a graph from elsewhere may hold less than one of ours."""
    known = {c["id"] for c in tables["claims"]}
    return [
        r | {"from_speaker": ids.get(r["from_speaker"], ""), "to_speaker": ids.get(r["to_speaker"], "")}
        for r in tables["relations"]
        if r["from_claim"] in known and r["to_claim"] in known
    ]


def _stances(tables: Tables, ids: Mapping[str, str], evidence: Mapping[str, list[Row]]) -> list[Row]:
    """Return the stances with their evidence, the most telling piece first; `claims` are those that show the side."""
    known = {p["id"] for p in tables["propositions"]}
    return [
        s
        | {
            "speaker": ids[s["speaker"]],
            "claims": [e["claim"] for e in evidence[s["id"]] if bears(e, s)],
            "evidence": [_piece(e, s) for e in evidence[s["id"]]],
        }
        for s in tables["stances"]
        if s["speaker"] in ids and s["proposition"] in known
    ]


def _piece(evidence: Row, stance: Row) -> Row:
    """Return a piece of evidence without what is empty, or is its stance's source: the page is sent by mail."""
    piece = {key: evidence[key] for key in ("claim", "side", "kind", "basis", "why") if evidence[key]}
    return piece if evidence["source"] == stance["source"] else piece | {"source": evidence["source"]}


def _pairs(measured: Measured, ids: Mapping[str, str]) -> list[Row]:
    return [
        row
        | {
            "speaker": ids[row["speaker"]],
            "other": ids[row["other"]],
            "agree_on": row["agree_on"],
            "disagree_on": row["disagree_on"],
        }
        for row in measured.pairs
        # In a parliament most have nothing to do with each other.
        if row["both"] or row["explicit_agree"] or row["explicit_disagree"]
    ]


def _utterances(tables: Tables, ids: Mapping[str, str]) -> list[Row]:
    texts = {u["id"]: u["text"] for u in tables["utterances"]}
    marks = marks_of(tables, texts)
    return [
        {
            "id": u["id"],
            "speaker": ids.get(u["speaker"], ""),
            "section": u["section"],
            "kind": u["kind"],
            "start_time": u["start_time"],
            "end_time": u["end_time"],
            "text": u["text"],
            "marks": [list(m) for m in marks.get(u["id"], ())],
        }
        for u in tables["utterances"]
    ]
