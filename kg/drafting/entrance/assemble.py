"""What was kept of some answers as an annotated event: ids that can be read, claims, stances, relations, references."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, replace

from kg.drafting.entrance.entities import with_told_names
from kg.drafting.entrance.ids import readable_id
from kg.drafting.entrance.kept import Kept, KeptClaim, KeptDecision, KeptLink
from kg.drafting.entrance.reading import claims_of
from kg.drafting.entrance.sureness import confidence
from kg.evidence.given import Consent, Origin, Span
from kg.evidence.nearly_verbatim import words_of
from kg.evidence.stances import Shown, stances_of
from kg.evidence.statements import Statements
from kg.model import (
    AnnotatedEvent,
    Basis,
    Claim,
    Decision,
    Event,
    Evidence,
    Proposition,
    PropositionKind,
    Question,
    Reference,
    Relation,
    Run,
    Side,
    Stance,
    Transcript,
)

_BASIS: dict[str, Basis] = {"said": "explicit", "shown": "inferred", "side": "assigned", "told": "reported"}
_SIDE: dict[str, Side] = {"+": "agrees", "-": "disagrees", "±": "mixed"}
_ANSWERS = ("yes", "in part", "no", "not present")
#: Of the claims that begin before words end, so many are looked at for one that shares any of them.
_OVERLAPPING = 20
_RELATIONS = {"agrees", "disagrees", "qualifies", "builds on"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What the answers were made by: the source that every statement carries, and the run."""

    source: str
    run: Run


def assembled(kept: Kept, made: Made) -> AnnotatedEvent:
    """Return the event that was read, without mentions and without what rules add."""
    event = _grounded(kept)
    ids = _Ids(kept)
    book = _Claims(kept, event, made)
    claims = book.claims()
    stances = _stances(kept, ids, book, made)
    relations, references = _links(kept, book, made)
    place_of = {q.key: q for q in kept.questions}
    questions = tuple(
        Question(
            id=ids[key],
            text=q.text,
            asked_by=kept.renamed.get(q.asked_by, q.asked_by),
            quote=event.transcript.text[q.place.start : q.place.end] if q.place else "",
            start=q.place.start if q.place else None,
            end=q.place.end if q.place else None,
            source=made.source,
        )
        for key, q in place_of.items()
    )
    propositions = tuple(
        Proposition(id=ids[p.id], text=p.text, question=ids[p.question], kind=_kind(p.kind), source=made.source)
        for p in kept.propositions
    )
    return replace(
        event,
        questions=questions,
        propositions=propositions,
        claims=claims,
        stances=stances,
        relations=relations,
        references=references,
        decisions=_decisions(kept, ids, book.make, made),
        run=made.run,
    )


def _kind(kind: str) -> PropositionKind:
    return kind  # type: ignore[return-value]


def _grounded(kept: Kept) -> AnnotatedEvent:
    """Return the event with its head, speakers and names; what event.yaml declares stays as it is."""
    known = kept.known
    head = known.event
    declared = any(not s.guessed for s in known.speakers)
    told_title = kept.title if not declared and kept.title else head.title
    event = replace(
        known,
        event=Event(
            id=head.id,
            title=told_title,
            date=head.date or kept.date,
            place=head.place or kept.place,
            source=head.source,
            language=head.language,
            form=head.form or kept.form,  # type: ignore[arg-type]
            motion=head.motion or kept.motion,
        ),
        transcript=renamed(known.transcript, kept.renamed),
        speakers=kept.speakers,
    )
    text = frozenset(words_of(known.transcript.text))
    is_named = {o: set(words_of(o)) <= text for names in kept.organizations_of.values() for o in names}
    return with_told_names(event, kept, is_named)


def renamed(transcript: Transcript, names: dict[str, str]) -> Transcript:
    """Return a transcript with its speakers under other names."""
    if all(old == new for old, new in names.items()):
        return transcript
    utterances = tuple(replace(u, speaker=names.get(u.speaker, u.speaker)) for u in transcript.utterances)
    return replace(transcript, utterances=utterances)


class _Ids(dict[str, str]):
    """Key of a question or proposition → an id that can be read."""

    def __init__(self, kept: Kept) -> None:
        super().__init__()
        taken: set[str] = set()
        for key, text in [*((q.key, q.text) for q in kept.questions), *((p.id, p.text) for p in kept.propositions)]:
            self[key] = readable_id(text, taken)
            taken.add(self[key])


class _Claims:
    """The claims of an event by whose they are and where they stand; and what makes its statements."""

    def __init__(self, kept: Kept, event: AnnotatedEvent, made: Made) -> None:
        self._kept, self._event, self._made = kept, event, made
        self.make = Statements(event.event.id, event.transcript, speakers={s.name for s in event.speakers})
        self._by_place: dict[tuple[str, int, int], Claim] = {}
        self._told = {(c.speaker, c.place.start, c.place.end): c for c in claims_of(kept)}
        self._spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for speaker, start, end in sorted(self._told):
            self._spans[speaker].append((start, end))
        needed = [self._needed(link) for link in kept.links if link.is_link]
        for claim in [*self._told.values(), *(n for n in needed if n is not None)]:
            self._told.setdefault((claim.speaker, claim.place.start, claim.place.end), claim)
        self._how = {(s.speaker, s.place.start, s.place.end): s.how for s in reversed(kept.stances)}
        self._of: dict[tuple[str, int], list[Claim]] = defaultdict(list)
        for key, told in sorted(self._told.items(), key=lambda item: item[0][1:]):
            made_of_it = self._by_place[key] = self._claim(told)
            self._of[made_of_it.speaker, made_of_it.utterance].append(made_of_it)

    def claims(self) -> tuple[Claim, ...]:
        """Return all claims in the order of the text."""
        return tuple(sorted(self._by_place.values(), key=lambda c: (c.start, c.end, c.id)))

    def at(self, speaker: str, start: int, end: int) -> Claim:
        """Return the claim of a speaker at a place."""
        return self._by_place[speaker, start, end]

    def near(self, link: KeptLink) -> Claim | None:
        """Return the claim of a link's own words: at its place, or the one that shares most of them."""
        place = link.place
        mine = self._of[self._name(link.speaker), place.utterance]
        over = [(min(c.end, place.end) - max(c.start, place.start), -c.start, c) for c in mine]
        best = max((o for o in over if o[0] > 0), key=lambda o: o[:2], default=None)
        return best[2] if best else None

    def answered(self, link: KeptLink) -> Claim | None:
        """Return the claim of another that a link answers: in the turn that was told, the one most like its words."""
        there = [c for turn in link.to_turns for c in self._of[self._name(link.to), turn]]
        words = set(words_of(f"{link.about} {self._event.transcript.text[link.place.start : link.place.end]}"))
        return max(
            there,
            key=lambda c: (len(words & set(words_of(f"{c.quote} {c.text}"))), c.end - c.start, -c.start),
            default=None,
        )

    def _taken(self, link: KeptLink) -> bool:
        """Say whether a claim shares words with a link."""
        spans = self._spans[link.speaker]
        i = bisect_left(spans, (link.place.end,))
        return any(e > link.place.start for _, e in spans[max(0, i - _OVERLAPPING) : i])

    def _needed(self, link: KeptLink) -> KeptClaim | None:
        """Return a claim of a link's own words where no claim shares any of them."""
        if self._taken(link):
            return None
        text = " ".join(self._kept.known.transcript.text[link.place.start : link.place.end].split())
        return KeptClaim(speaker=link.speaker, place=link.place, text=text)

    def _name(self, speaker: str) -> str:
        return self._kept.renamed.get(speaker, speaker)

    def _claim(self, told: KeptClaim) -> Claim:
        how = self._how.get((told.speaker, told.place.start, told.place.end), "said")
        sure = confidence("told" if told.by else how, mended=bool(told.place.mended))
        return self.make.claim(
            self._name(told.speaker),
            _place(told),
            told.text,
            quantity=told.number,
            reported_by=self._name(told.by),
            note=told.note,
            salience="core" if told.top else "supporting",
            origin=Origin(source=self._made.source, confidence=sure),
        )


def _place(kept: KeptClaim | KeptDecision | KeptLink) -> Span:
    return Span(start=kept.place.start, end=kept.place.end, utterance=kept.place.utterance)


def _stances(kept: Kept, ids: dict[str, str], book: _Claims, made: Made) -> tuple[Stance, ...]:
    shown: list[Shown] = []
    for told in kept.stances:
        piece = Evidence(
            claim=book.at(told.speaker, told.place.start, told.place.end).id,
            side=_SIDE[told.sign.strip("()")],
            basis=_BASIS[told.how],
            kind="concession" if told.sign.startswith("(") else "",
            why=told.why,
            source=made.source,
        )
        shown.append((kept.renamed.get(told.speaker, told.speaker), ids[told.proposition], piece))
    return stances_of(shown, book.claims())


def _decisions(kept: Kept, ids: dict[str, str], make: Statements, made: Made) -> tuple[Decision, ...]:
    decisions: dict[str, Decision] = {}
    propositions = {p.id for p in kept.propositions}
    for told in kept.decisions:
        by_answer = {
            answer: tuple(kept.renamed.get(n, n) for n, said in told.consent if said == answer) for answer in _ANSWERS
        }
        about = ids.get(told.about, "")
        decision = make.decision(
            told.state,
            told.text,
            _place(told),
            question=about if told.about not in propositions else "",
            proposition=about if told.about in propositions else "",
            consent=Consent(
                agreed=by_answer["yes"],
                agreed_in_part=by_answer["in part"],
                refused=by_answer["no"],
                absent=by_answer["not present"],
            ),
            origin=Origin(source=made.source, confidence=confidence("said", mended=bool(told.place.mended))),
        )
        decisions.setdefault(decision.id, decision)
    return tuple(decisions.values())


def _links(kept: Kept, book: _Claims, made: Made) -> tuple[tuple[Relation, ...], tuple[Reference, ...]]:
    relations: dict[str, Relation] = {}
    references: dict[str, Reference] = {}
    for link in sorted(kept.links, key=lambda k: (k.place.start, k.place.end, not k.is_link)):
        first = book.near(link) if link.is_link else None
        second = book.answered(link) if link.is_link else None
        origin = Origin(source=made.source, confidence=confidence("said", mended=bool(link.place.mended)))
        if first is not None and second is not None and first.id != second.id and link.relation in _RELATIONS:
            relation = book.make.relation(
                first.id,
                link.relation,  # type: ignore[arg-type]
                second.id,
                basis="explicit",
                place=_place(link),
                about=link.about,
                origin=origin,
            )
            relations.setdefault(relation.id, relation)
        same = first is not None and second is not None and first.id == second.id
        reference = book.make.reference(
            kept.renamed.get(link.speaker, link.speaker),
            kept.renamed.get(link.to, link.to),
            _place(link),
            link.relation if link.relation in _RELATIONS else "neutral",  # type: ignore[arg-type]
            about=link.about,
            from_claim=first.id if first else "",
            to_claim=second.id if second and not same else "",
            origin=origin,
        )
        references.setdefault(reference.id, reference)
    return tuple(relations.values()), tuple(references.values())
