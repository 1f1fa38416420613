"""annotations.yaml as text, to read and to mend."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.eventfiles.yaml_text import Fields, Quoted, scalar, section
from kg.evidence.quotes import Quotes
from kg.evidence.stances import shown_by, usual_basis
from kg.model import AnnotatedEvent, Claim, Decision, Evidence, Poll, Question, Reference, Relation, slug
from kg.slugs import first_free

_MAX_KEY_WORDS = 5


def annotations_yaml(event: AnnotatedEvent) -> str:
    """Return annotations.yaml: questions, propositions, claims, references, relations, decisions, polls, in the order of the text."""
    keys = claim_keys(event.claims)
    quotes = Quotes(event.transcript.text)
    sources = [c.source for c in event.claims] or ["human"]
    default = max(sorted(set(sources)), key=sources.count)
    text = f"transcript_sha256: {hashlib.sha256(event.transcript.text.encode('utf-8')).hexdigest()}\n"
    text += f"source: {scalar(default)}\n"
    if event.run is not None:
        settings = dict(event.run.settings) | {"method": event.run.method}
        text += "run:\n" + "".join(f"  {k}: {scalar(v)}\n" for k, v in sorted(settings.items()))
    by_id = {c.id: c for c in event.claims}
    stances: dict[str, dict[str, object]] = defaultdict(dict)
    for _, proposition, piece in shown_by(event.stances):
        stances[piece.claim][proposition] = _stance(piece, by_id[piece.claim])

    def source_of(source: str) -> str:
        return "" if source == default else source

    text += section("questions", (_question(q, quotes, source_of(q.source)) for q in event.questions))
    text += section(
        "propositions",
        (
            {"id": p.id, "question": p.question, "text": Quoted(p.text), "kind": p.kind, "source": source_of(p.source)}
            for p in event.propositions
        ),
    )
    text += section(
        "claims",
        (
            _claim(c, keys[c.id], quotes, stances.get(c.id, {}), source_of(c.source))
            for c in sorted(event.claims, key=lambda c: (c.start, c.end, c.id))
        ),
    )
    text += section(
        "references",
        (
            _reference(r, keys, quotes, source_of(r.source))
            for r in sorted(event.references, key=lambda r: (r.start, r.end))
        ),
    )
    text += section("relations", (_relation(r, keys, quotes, source_of(r.source)) for r in event.relations))
    text += section("decisions", (_decision(d, quotes, source_of(d.source)) for d in event.decisions))
    return text + section("polls", (_poll(p, quotes, source_of(p.source)) for p in event.polls))


def claim_keys(claims: Iterable[Claim]) -> dict[str, str]:
    """Return claim id → a key that a person can read: the speaker's last name and the first words that say something."""
    keys: dict[str, str] = {}
    taken: set[str] = set()
    for claim in sorted(claims, key=lambda c: (c.start, c.end, c.id)):
        words = [w for w in slug(claim.text).split("-") if len(w) > 3 or w.isdigit()][:_MAX_KEY_WORDS]
        stem = "-".join([slug(claim.speaker.split()[-1]), *(words or slug(claim.text).split("-")[:_MAX_KEY_WORDS])])
        key = first_free(stem, taken)
        taken.add(key)
        keys[claim.id] = key
    return keys


def _words(quote: str, start: int | None, quotes: Quotes) -> dict[str, object]:
    """Return a quote with what tells its place from the others where it stands: words before it, or its number."""
    if not quote or start is None:
        return {}
    prefix, occurrence = quotes.told_by(quote, start)
    return {
        "quote": Quoted(quote),
        "prefix": Quoted(prefix) if prefix else "",
        "occurrence": occurrence,
    }


def _question(question: Question, quotes: Quotes, source: str) -> Fields:
    return {
        "id": question.id,
        "text": Quoted(question.text),
        "asked_by": question.asked_by,
        **_words(question.quote, question.start, quotes),
        "source": source,
    }


def _claim(claim: Claim, key: str, quotes: Quotes, stances: Fields, source: str) -> Fields:
    return {
        "key": key,
        "speaker": claim.speaker,
        **_words(claim.quote, claim.start, quotes),
        "text": Quoted(claim.text),
        "concepts": claim.concepts,
        "stances": dict(sorted(stances.items())),
        "hedged": claim.hedged,
        "quantity": Quoted(claim.quantity) if claim.quantity else "",
        "reported_by": claim.reported_by,
        "salience": claim.salience if claim.salience != "supporting" else "",
        "source": source,
        "confidence": claim.confidence,
        "rule": claim.rule,
        "note": claim.note,
    }


def _stance(piece: Evidence, claim: Claim) -> object:
    """Return what a claim shows in the short form where it says all, else in the long one."""
    said = {
        "basis": piece.basis if piece.basis != usual_basis(claim) else "",
        "kind": piece.kind,
        "why": Quoted(piece.why) if piece.why else "",
        "source": piece.source if piece.source != claim.source else "",
    }
    long = {key: value for key, value in said.items() if value}
    return {"stance": piece.side, **long} if long else piece.side


def _reference(reference: Reference, keys: Mapping[str, str], quotes: Quotes, source: str) -> Fields:
    return {
        "speaker": reference.speaker,
        "refers_to": reference.refers_to,
        "relation": reference.relation,
        **_words(reference.quote, reference.start, quotes),
        "about": Quoted(reference.about) if reference.about else "",
        "from_claim": keys.get(reference.from_claim, ""),
        "to_claim": keys.get(reference.to_claim, ""),
        "source": source,
        "confidence": reference.confidence,
        "rule": reference.rule,
    }


def _relation(relation: Relation, keys: Mapping[str, str], quotes: Quotes, source: str) -> Fields:
    return {
        "from_claim": keys[relation.from_claim],
        "to_claim": keys[relation.to_claim],
        "relation": relation.relation,
        "basis": relation.basis if relation.basis != "explicit" else "",
        **_words(relation.quote, relation.start, quotes),
        "about": Quoted(relation.about) if relation.about else "",
        "source": source,
        "confidence": relation.confidence,
        "rule": relation.rule,
    }


def _poll(poll: Poll, quotes: Quotes, source: str) -> Fields:
    return {
        "text": Quoted(poll.text),
        "shares": tuple(Quoted(str(share)) for share in poll.shares),
        **_words(poll.quote, poll.start, quotes),
        "phase": poll.phase,
        "question": poll.question,
        "proposition": poll.proposition,
        "source": source,
        "confidence": poll.confidence,
        "rule": poll.rule,
    }


def _decision(decision: Decision, quotes: Quotes, source: str) -> Fields:
    return {
        "outcome": decision.outcome,
        "text": Quoted(decision.text),
        **_words(decision.quote, decision.start, quotes),
        "question": decision.question,
        "proposition": decision.proposition,
        "agreed": decision.agreed,
        "agreed_in_part": decision.agreed_in_part,
        "refused": decision.refused,
        "absent": decision.absent,
        "source": source,
        "confidence": decision.confidence,
        "rule": decision.rule,
    }
