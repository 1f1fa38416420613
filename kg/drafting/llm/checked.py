"""Answers of a model turned into annotations, after a check: quotes that are not there and speakers nobody knows are dropped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.drafting.llm.schema import (
    ClaimAnswer,
    ClaimsAnswer,
    EntityAnswer,
    QuestionAnswer,
    QuestionsAnswer,
    ReconcileAnswer,
    ReferenceAnswer,
    RelationAnswer,
    SpeakersAnswer,
    StanceAnswer,
)
from kg.evidence.nearly_verbatim import verify
from kg.evidence.quotes import Occurrences
from kg.model import (
    AnnotatedEvent,
    Basis,
    Claim,
    Organization,
    Polarity,
    Product,
    Proposition,
    Question,
    Reference,
    Relation,
    Run,
    Stance,
    Utterance,
    content_id,
    slug,
)

#: Confidence of what a model says: less where it says that it infers.
_CONFIDENCE: dict[Basis, float] = {"explicit": 0.8, "inferred": 0.6}


class Checked:
    """What is left of a model's answers once each has been held against the transcript."""

    def __init__(self, known: AnnotatedEvent, source: str) -> None:
        self.known, self._source = known, source
        self._names = {s.name for s in known.speakers}
        self._questions: dict[str, Question] = {}
        self._propositions: dict[str, Proposition] = {}
        self._merged: dict[str, str] = {}
        self._claims: dict[str, Claim] = {}
        self._relations: dict[str, Relation] = {}
        self._references: dict[str, Reference] = {}
        self._stances: dict[tuple[str, str], dict[str, StanceAnswer]] = {}
        self._dropped: Counter[str] = Counter()
        self._quoted, self._cited = Occurrences(known.transcript.text), Occurrences(known.transcript.text)

    @property
    def n_propositions(self) -> int:
        """Return how many propositions there are."""
        return len(self._propositions)

    def speaker_list(self) -> str:
        """Return the names that may be used, for a prompt."""
        return "; ".join(s.name for s in self.known.speakers)

    def proposition_list(self) -> str:
        """Return the propositions with their ids, for a prompt."""
        return "\n".join(f"- {p.id}: {p.text}" for p in self._propositions.values()) or "(none)"

    def dropped(self) -> list[str]:
        """Return what was dropped and why, with counts."""
        return [f"{n} dropped: {reason}" for reason, n in sorted(self._dropped.items())]

    def add_speakers(self, answer: SpeakersAnswer) -> None:
        """Take over roles, names that occur in the text, and entities whose names occur in it."""
        text = self.known.transcript.text
        roles = {s.name: s for s in answer.speakers}
        speakers = []
        for speaker in self.known.speakers:
            told = roles.pop(speaker.name, None)
            if told is None or not speaker.guessed:
                speakers.append(speaker)
                continue
            aliases = [a for a in told.aliases if a in text and a not in self._names]
            role = (
                told.role if speaker.role in {None, "unknown", "panelist"} and told.role != "unknown" else speaker.role
            )
            speakers.append(replace(speaker, role=role, aliases=tuple(dict.fromkeys((*speaker.aliases, *aliases)))))
        self._dropped["speakers that the transcript does not have"] += len(roles)
        taken = {s.id for s in speakers}
        organizations = self._named(answer.organizations, taken)
        products = self._named(answer.products, taken)
        self.known = replace(
            self.known,
            speakers=tuple(speakers),
            organizations=self.known.organizations
            or tuple(Organization(id=i, name=n, aliases=a) for i, n, a in organizations),
            products=self.known.products or tuple(Product(id=i, name=n, aliases=a) for i, n, a in products),
        )

    def _named(self, answers: Iterable[EntityAnswer], taken: set[str]) -> list[tuple[str, str, tuple[str, ...]]]:
        text, found = self.known.transcript.text, []
        for answer in answers:
            entity = slug(answer.name)
            if answer.name not in text:
                self._dropped["names that do not occur in the transcript"] += 1
            elif entity not in taken:
                taken.add(entity)
                found.append(
                    (
                        entity,
                        answer.name,
                        tuple(a for a in dict.fromkeys(answer.aliases) if a in text and a != answer.name),
                    )
                )
        return sorted(found)

    def add_questions(self, answer: QuestionsAnswer, part: Sequence[Utterance]) -> None:
        """Take over questions with their propositions; a question whose quote is not there becomes nobody's."""
        for told in answer.questions:
            question = self._question(told, part)
            known = next((q for q in self._questions.values() if q.text.casefold() == question.text.casefold()), None)
            question = known or question
            self._questions.setdefault(question.id, question)
            for proposition in told.propositions:
                if any(p.text.casefold() == proposition.text.casefold() for p in self._propositions.values()):
                    continue
                new_id = _new_id(proposition.text, (*self._propositions, *self._questions))
                self._propositions[new_id] = Proposition(
                    id=new_id, text=proposition.text, question=question.id, kind=proposition.kind, source=self._source
                )

    def _question(self, told: QuestionAnswer, part: Sequence[Utterance]) -> Question:
        place = self._find(told.quote, told.asked_by, part) if told.quote and told.asked_by in self._names else None
        if told.quote and place is None:
            self._dropped["questions' quotes that are not in the transcript"] += 1
        question = Question(
            id=_new_id(told.text, (*self._questions, *self._propositions)), text=told.text, source=self._source
        )
        if place is None:
            return question
        start, end, _ = place
        return replace(
            question, asked_by=told.asked_by, quote=self.known.transcript.text[start:end], start=start, end=end
        )

    def merge(self, answer: ReconcileAnswer) -> None:
        """Drop propositions that say the same as another; what is said to be the same stays under one question."""
        for pair in answer.merges:
            if pair.keep in self._propositions and pair.drop in self._propositions and pair.keep != pair.drop:
                self._merged[pair.drop] = pair.keep
                del self._propositions[pair.drop]
        used = {p.question for p in self._propositions.values()}
        self._questions = {i: q for i, q in self._questions.items() if i in used or q.quote}

    def add_claims(self, answer: ClaimsAnswer, part: Sequence[Utterance]) -> None:
        """Take over claims whose quotes stand in this part, and what hangs on them."""
        by_key: dict[str, str] = {}
        for told in answer.claims:
            claim = self._claim(told, part)
            if claim is None:
                continue
            by_key[told.key] = claim.id
            for stance in told.stances:
                self._stand(claim, stance)
        for relation in answer.relations:
            self._relate(relation, by_key, part)
        for reference in answer.references:
            self._refer(reference, part)

    def _find(self, quote: str, speaker: str, part: Sequence[Utterance]) -> tuple[int, int, int] | None:
        """Return start, end and utterance of the longest part of a quote in the turns of its speaker."""
        text = self.known.transcript.text
        found = [
            (place[0], place[1], u.index)
            for u in part
            if u.speaker == speaker and (place := verify(quote, text, u.start, u.end)) is not None
        ]
        return max(found, key=lambda f: (f[1] - f[0], -f[0]), default=None)

    def _claim(self, told: ClaimAnswer, part: Sequence[Utterance]) -> Claim | None:
        if told.speaker not in self._names:
            self._dropped["claims of speakers that the transcript does not have"] += 1
            return None
        place = self._find(told.quote, told.speaker, part)
        if place is None:
            self._dropped["claims whose quotes are not in the transcript"] += 1
            return None
        start, end, utterance = place
        quote = self.known.transcript.text[start:end]
        known = next((c for c in self._claims.values() if (c.start, c.end) == (start, end)), None)
        if known is not None:
            return known
        nth = self._quoted.before(quote, start)
        claim = Claim(
            id=content_id(self.known.event.id, told.speaker, quote, *([str(nth)] if nth else [])),
            speaker=told.speaker,
            utterance=utterance,
            start=start,
            end=end,
            quote=quote,
            text=told.text,
            hedged=told.hedged,
            quantity=told.quantity if told.quantity and told.quantity in quote else "",
            source=self._source,
            confidence=_CONFIDENCE["explicit"],
            rule="claims pass",
        )
        self._claims[claim.id] = claim
        return claim

    def _stand(self, claim: Claim, told: StanceAnswer) -> None:
        proposition = self._merged.get(told.proposition, told.proposition)
        if proposition not in self._propositions:
            self._dropped["stances on propositions that there are not"] += 1
            return
        self._stances.setdefault((claim.speaker, proposition), {})[claim.id] = told

    def _relate(self, told: RelationAnswer, by_key: dict[str, str], part: Sequence[Utterance]) -> None:
        first, second = by_key.get(told.from_key), by_key.get(told.to_key)
        if first is None or second is None or first == second:
            self._dropped["relations of claims that there are not"] += 1
            return
        place = self._find(told.quote, self._claims[first].speaker, part) if told.quote else None
        # Words that cannot be shown make nothing explicit.
        basis: Basis = told.basis if place is not None else "inferred"
        relation_id = content_id(self.known.event.id, first, told.relation, second)
        self._relations[relation_id] = Relation(
            id=relation_id,
            from_claim=first,
            to_claim=second,
            relation=told.relation,
            basis=basis,
            about=told.about,
            evidence=self.known.transcript.text[place[0] : place[1]] if place else "",
            start=place[0] if place else None,
            end=place[1] if place else None,
            source=self._source,
            confidence=_CONFIDENCE[basis],
            rule="claims pass",
        )

    def _refer(self, told: ReferenceAnswer, part: Sequence[Utterance]) -> None:
        if told.speaker not in self._names or told.refers_to not in self._names or told.speaker == told.refers_to:
            self._dropped["references by or to speakers that the transcript does not have"] += 1
            return
        place = self._find(told.quote, told.speaker, part)
        if place is None:
            self._dropped["references whose quotes are not in the transcript"] += 1
            return
        start, end, utterance = place
        quote = self.known.transcript.text[start:end]
        if any((r.start, r.end, r.refers_to) == (start, end, told.refers_to) for r in self._references.values()):
            return
        nth = self._cited.before(quote, start)
        reference_id = content_id(
            self.known.event.id, told.speaker, told.refers_to, quote, *([str(nth)] if nth else [])
        )
        self._references[reference_id] = Reference(
            id=reference_id,
            utterance=utterance,
            speaker=told.speaker,
            refers_to=told.refers_to,
            relation=told.relation,
            quote=quote,
            start=start,
            end=end,
            about=told.about,
            source=self._source,
            confidence=_CONFIDENCE["explicit"],
            rule="claims pass",
        )

    def event(self, run: Run) -> AnnotatedEvent:
        """Return the event with all that was kept, in the order of the text."""
        claims = tuple(sorted(self._claims.values(), key=lambda c: (c.start, c.end)))
        return replace(
            self.known,
            questions=tuple(self._questions.values()),
            propositions=tuple(self._propositions.values()),
            claims=claims,
            stances=tuple(self._stance(key, told) for key, told in sorted(self._stances.items())),
            relations=tuple(self._relations.values()),
            references=tuple(sorted(self._references.values(), key=lambda r: (r.start, r.end))),
            run=run,
            warnings=(*self.known.warnings, *self.dropped()),
        )

    def _stance(self, key: tuple[str, str], told: dict[str, StanceAnswer]) -> Stance:
        sides = {t.stance for t in told.values()} - {"no stance"}
        polarity: Polarity = "no stance" if not sides else next(iter(sides)) if len(sides) == 1 else "mixed"
        bearing = {c: t for c, t in told.items() if polarity in {"mixed", t.stance}} or told
        order = sorted(bearing, key=lambda c: (self._claims[c].start, self._claims[c].end))
        return Stance(
            speaker=key[0],
            proposition=key[1],
            polarity=polarity,
            basis="explicit" if any(t.basis == "explicit" for t in bearing.values()) else "inferred",
            claims=tuple(order),
            source=self._source,
            confidence=max(self._claims[c].confidence for c in order),
        )


def _new_id(text: str, taken: Iterable[str]) -> str:
    stem = "-".join(w for w in slug(text).split("-") if len(w) > 2)[:50].strip("-") or slug(text)[:50].strip("-")
    name, n, used = stem, 1, set(taken)
    while name in used:
        n += 1
        name = f"{stem}-{n}"
    return name
