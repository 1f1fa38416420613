"""An AnnotatedEvent from the rows of the tables: the way back from `kg.store.tables`, for tables and for graphs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from kg.evidence.clock import told_by
from kg.evidence.given import Consent, Origin, Span
from kg.evidence.ids import Where
from kg.evidence.stances import stance_of
from kg.evidence.statements import Statements
from kg.model import (
    AnnotatedEvent,
    Annotator,
    Claim,
    Concept,
    Decision,
    Event,
    Evidence,
    Membership,
    Mention,
    Organization,
    Place,
    Poll,
    Product,
    Proposition,
    Question,
    Reference,
    Relation,
    Speaker,
    SpeakerLabel,
    Stance,
    Transcript,
    Utterance,
    Work,
)
from kg.tables.to_csv import parts

Row = Mapping[str, Any]
#: What fills the places of a transcript that no utterance holds.
FILLER = "\n"
Tables = Mapping[str, Sequence[Row]]


def event_of(tables: Tables, text: str, event: Event) -> AnnotatedEvent:
    """Return the event that tables describe.

    Beside the columns of the tables a row may hold what only a graph says: `rule`, `same_as`, `hidden`, `ambiguous`,
    `iri`, `scheme`; and as `memberships` a tuple of Membership.

    Args:
        tables: table → rows with typed values; a table left out is empty.
        text: the transcript that all offsets count in.
        event: the event itself.
    """
    indices = {row["id"]: i for i, row in enumerate(tables.get("utterances", ()))}
    organizations = [_organization(row) for row in tables.get("organizations", ())]
    labels = {o.id: o.name for o in organizations}

    def each(table: str, make: Any) -> tuple[Any, ...]:
        return tuple(make(row) for row in tables.get(table, ()))

    transcript = replace(_transcript(tables, text), started_at=told_by(tables.get("utterances", ()), event))
    speakers = {row["label"] for row in tables.get("speakers", ())}
    make = Statements(event.id, transcript, speakers=speakers)
    claims: tuple[Claim, ...] = each("claims", lambda r: _claim(r, make, indices))
    return AnnotatedEvent(
        event=event,
        transcript=transcript,
        speakers=each("speakers", lambda r: _person(r, labels, "panelist")),
        people=each("people", lambda r: _person(r, labels, "")),
        organizations=tuple(organizations),
        products=each("products", _product),
        places=each("places", lambda r: Place(**_named(r))),
        works=each("works", lambda r: Work(**_named(r))),
        concepts=each("concepts", _concept),
        questions=each("questions", _question),
        propositions=each("propositions", _proposition),
        claims=claims,
        stances=_stances(tables, claims),
        relations=each("relations", lambda r: _relation(r, make)),
        references=each("references", lambda r: _reference(r, make, indices)),
        decisions=each("decisions", lambda r: _decision(r, make, indices)),
        polls=each("polls", lambda r: _poll(r, make, indices)),
        mentions=each("mentions", lambda r: _mention(r, indices)),
    )


#: The fields of an event that a row of the table `events` calls as the model does.
_OF_EVENT = ("id", "title", "date", "place", "licence", "publisher", "media", "language", "form", "motion")


def event_from(row: Row) -> Event:
    """Return the event itself of its row in the table `events`; of annotators a row has the names alone.

    >>> found = event_from({"id": "e", "title": "E", "source_url": "minutes.html", "started_at": "2031-04-02T09:30:00"})
    >>> found.source, found.start_time, found.date
    ('minutes.html', '09:30:00', '')
    """
    fields: dict[str, Any] = {name: str(row.get(name) or "") for name in _OF_EVENT}
    return Event(
        **fields,
        source=str(row.get("source_url") or ""),
        start_time=str(row.get("started_at") or "").partition("T")[2],
        annotators=tuple(Annotator(name=name) for name in parts(row.get("annotators"))),
    )


def composed(utterances: Iterable[Row]) -> str:
    """Return a transcript made of the texts of its utterances, with line feeds between them, so that all offsets stay."""
    pieces: list[str] = []
    length = 0
    for row in sorted(utterances, key=lambda r: r["start"]):
        pieces += [FILLER * (row["start"] - length), row["text"]]
        length = row["end"]
    return "".join(pieces)


def _transcript(tables: Tables, text: str) -> Transcript:
    labels = tuple(
        SpeakerLabel(name=row["label"], labels=parts(row["printed_as"]), role=row.get("role") or "unknown")
        for row in tables.get("speakers", ())
        if row.get("printed_as")
    )
    headings = {row["id"]: row["label"] for row in tables.get("sections", ())}
    utterances = _utterances(tables.get("utterances", ()), headings)
    return Transcript(text=text, utterances=utterances, format="tables", labels=labels)


def _utterances(rows: Iterable[Row], headings: Mapping[str, str]) -> tuple[Utterance, ...]:
    return tuple(
        Utterance(
            index=i,
            speaker=row["speaker"],
            section=row.get("section") or headings.get(row.get("section_id") or "", ""),
            kind=row["kind"],
            start=row["start"],
            end=row["end"],
            start_time=row.get("start_time"),
            end_time=row.get("end_time"),
        )
        for i, row in enumerate(rows)
    )


def _memberships(row: Row, labels: Mapping[str, str]) -> tuple[Membership, ...]:
    """Read `role, organization (former)`, as the table writes it; `organizations` says which organization each names."""
    words, ids = parts(row.get("memberships")), parts(row.get("organizations"))
    if any(isinstance(m, Membership) for m in words):
        return words  # type: ignore[return-value]
    if len(ids) != len(words):
        # A table of before, or one that was edited: the longest label that the words end in.
        ids = tuple(_organization_named(entry, labels) for entry in words)
    return tuple(_membership(entry, i, labels[i]) for entry, i in zip(words, ids, strict=True) if i in labels)


def _organization_named(words: str, labels: Mapping[str, str]) -> str:
    plain = words.removesuffix(" (former)")
    found = [i for i, label in labels.items() if plain == label or plain.endswith(f", {label}")]
    return max(found, key=lambda i: len(labels[i]), default="")


def _membership(words: str, organization: str, label: str) -> Membership:
    plain = words.removesuffix(" (former)")
    # The table writes a comma where a name has a semicolon.
    role = plain.removesuffix(label.replace(";", ",")).removesuffix(", ")
    return Membership(organization=organization, role=role, current=None if plain == words else False)


def _person(row: Row, labels: Mapping[str, str], role: str) -> Speaker:
    ambiguous = parts(row.get("ambiguous"))
    return Speaker(
        id=row["id"],
        name=row["label"],
        aliases=parts(row.get("aliases")),
        ambiguous_aliases=ambiguous,
        role=(row.get("role") or role) or None,  # type: ignore[arg-type]
        memberships=_memberships(row, labels),
        guessed=bool(row.get("guessed")),
        side=row.get("side") or "",
        same_as=parts(row.get("same_as")),
    )


def _organization(row: Row) -> Organization:
    return Organization(**_named(row))


def _product(row: Row) -> Product:
    return Product(maker=row.get("maker") or "", **_named(row))


def _named(row: Row) -> dict[str, Any]:
    return {
        "id": row["id"],
        "name": row["label"],
        "aliases": parts(row.get("aliases")),
        "ambiguous_aliases": parts(row.get("ambiguous")),
        "kind": row.get("kind") or "other",
        "same_as": parts(row.get("same_as")),
    }


def _concept(row: Row) -> Concept:
    hidden = parts(row.get("hidden"))
    return Concept(
        id=row["id"],
        label=row["label"],
        alt_labels=tuple(a for a in parts(row.get("aliases")) if a not in hidden),
        hidden_labels=hidden,
        case_sensitive=parts(row.get("case_sensitive")),
        definition=row.get("definition") or "",
        broader=parts(row.get("broader")),
        related=parts(row.get("related")),
        scheme=row.get("scheme") or "",
        iri=row.get("iri") or "",
        discovered=bool(row.get("discovered")),
        said=tuple(row.get("said") or ()),
        schemes=tuple(row.get("schemes") or ()),
    )


def _question(row: Row) -> Question:
    return Question(
        id=row["id"],
        text=row["label"],
        asked_by=row.get("asked_by") or "",
        quote=row.get("quote") or "",
        start=row.get("start"),
        end=row.get("end"),
        source=row.get("source") or "human",
    )


def _proposition(row: Row) -> Proposition:
    return Proposition(
        id=row["id"],
        text=row["label"],
        question=row["question"],
        kind=row.get("kind") or "fact",
        source=row.get("source") or "human",
    )


def _origin(row: Row) -> Origin:
    confidence = row.get("confidence")
    return Origin(
        source=row.get("source") or "human",
        confidence=1.0 if confidence in {None, ""} else float(confidence),
        rule=row.get("rule") or "",
    )


def _claim(row: Row, make: Statements, indices: Mapping[str, int]) -> Claim:
    return make.claim(
        row["speaker"],
        _place(row, indices),
        row["text"],
        concepts=parts(row.get("concepts")),
        hedged=bool(row.get("hedged")),
        quantity=row.get("quantity") or "",
        reported_by=row.get("reported_by") or "",
        salience=row.get("salience") or "supporting",
        note=row.get("note") or "",
        origin=_origin(row),
        where=_where("claims", row),
        known_as=row["id"],
    )


def _place(row: Row, indices: Mapping[str, int]) -> Span:
    return Span(start=row["start"], end=row["end"], utterance=indices[row["utterance"]])


def _where(table: str, row: Row) -> Where:
    line = f"{table}.csv:{row['_line']}" if "_line" in row else f"{table} {row.get('id', '')}"
    return lambda *_: line


def _stances(tables: Tables, claims: Iterable[Claim]) -> tuple[Stance, ...]:
    """Return the stances, joined from their evidence; a stance without any is left out.

    Tables that were written before there was evidence say one side for all claims of a stance.
    """
    by_id = {c.id: c for c in claims}
    pieces: dict[str, list[Evidence]] = defaultdict(list)
    for row in tables.get("evidence", ()):
        pieces[row["stance"]].append(_evidence(row))
    found = []
    for row in tables.get("stances", ()):
        own = pieces.get(row.get("id") or "")
        told = own or [
            Evidence(claim=c, side=row["stance"], basis=row["basis"], source=_origin(row).source)
            for c in parts(row.get("claims"))
        ]
        if told:
            stance = stance_of(row["speaker"], row["proposition"], told, by_id)
            found.append(replace(stance, confidence=_origin(row).confidence))
    return tuple(found)


def _evidence(row: Row) -> Evidence:
    return Evidence(
        claim=row["claim"],
        side=row["side"],
        basis=row["basis"],
        kind=row.get("kind") or "",
        why=row.get("why") or "",
        source=row.get("source") or "human",
    )


def _relation(row: Row, make: Statements) -> Relation:
    where = _where("relations", row)
    said = row.get("start") is not None and row.get("end") is not None
    return make.relation(
        row["from_claim"],
        row["relation"],
        row["to_claim"],
        basis=row["basis"],
        place=make.at(row["start"], row["end"], where) if said else None,
        about=row.get("about") or "",
        origin=_origin(row),
        where=where,
        known_as=row["id"],
    )


def _reference(row: Row, make: Statements, indices: Mapping[str, int]) -> Reference:
    return make.reference(
        row["speaker"],
        row["refers_to"],
        _place(row, indices),
        row["relation"],
        about=row.get("about") or "",
        from_claim=row.get("from_claim") or "",
        to_claim=row.get("to_claim") or "",
        origin=_origin(row),
        where=_where("references", row),
        known_as=row.get("id") or "",
    )


def _decision(row: Row, make: Statements, indices: Mapping[str, int]) -> Decision:
    consent = Consent(
        agreed=parts(row.get("agreed")),
        agreed_in_part=parts(row.get("agreed_in_part")),
        refused=parts(row.get("refused")),
        absent=parts(row.get("absent")),
    )
    return make.decision(
        row["outcome"],
        row["text"],
        _place(row, indices),
        question=row.get("question") or "",
        proposition=row.get("proposition") or "",
        consent=consent,
        origin=_origin(row),
        where=_where("decisions", row),
        known_as=row.get("id") or "",
    )


def _poll(row: Row, make: Statements, indices: Mapping[str, int]) -> Poll:
    return make.poll(
        row["text"],
        parts(row.get("shares")),
        _place(row, indices),
        phase=row.get("phase") or "",
        question=row.get("question") or "",
        proposition=row.get("proposition") or "",
        origin=_origin(row),
        where=_where("polls", row),
        known_as=row.get("id") or "",
    )


def _mention(row: Row, indices: Mapping[str, int]) -> Mention:
    return Mention(
        utterance=indices[row["utterance"]],
        speaker=row["speaker"],
        entity=row["entity"],
        entity_type=row["entity_type"],
        surface=row["surface"],
        start=row["start"],
        end=row["end"],
    )
