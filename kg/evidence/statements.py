"""The one maker of claims, references, relations and questions: their ids, and every check that holds for all of them.

Whoever reads, drafts or corrects an event makes its statements here, so that no door is without the checks of another:
who says the words, who reports them, whether the ids are known, and that nothing is related to itself.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence

from kg.errors import DataFileError, QuoteError, UnknownSpeakerError
from kg.evidence.given import BY_HAND, NOBODY, Consent, Origin, Span
from kg.evidence.ids import Where, check_id, known_id, relation_id, unplaced
from kg.evidence.quotes import Quotes
from kg.evidence.suggest import did_you_mean
from kg.model import (
    Claim,
    Decision,
    Outcome,
    Poll,
    PollPhase,
    Question,
    Reference,
    ReferenceType,
    Relation,
    RelationBasis,
    RelationType,
    Salience,
    Transcript,
    Utterance,
    content_id,
)
from kg.shares import ranked, shares_of

#: Who reports a view in an editor's summary: no person.
EVENT_SUMMARY = "Event summary"


class Statements:
    """Makes the statements of one event, checked against its transcript and those who speak in it.

    Args:
        event_id: the id of the event, of which every id of content depends.
        transcript: the turns; their speakers are those of `speakers`.
        speakers: the names that may speak, report and be referred to.
        concepts: the ids that a claim may be about; None where they are found later.
        quotes: the index of the transcript's text, where there is one already.
    """

    def __init__(
        self,
        event_id: str,
        transcript: Transcript,
        *,
        speakers: Collection[str],
        concepts: Collection[str] | None = None,
        quotes: Quotes | None = None,
    ) -> None:
        self._event_id, self._speakers, self._concepts = event_id, speakers, concepts
        self.quotes = quotes or Quotes(transcript.text)
        self._utterances = sorted(transcript.utterances, key=lambda u: u.start)
        self._starts = [u.start for u in self._utterances]

    def found(self, quote: str, *, prefix: str = "", occurrence: int = 0, where: Where = unplaced) -> Span:
        """Return where the words of an entry stand; see `Quotes.find` and `at`."""
        start, end = self.quotes.find(quote, prefix=prefix, occurrence=occurrence, where=where("quote"))
        return self.at(start, end, where)

    def at(self, start: int, end: int, where: Where = unplaced) -> Span:
        """Return the place of words by their offsets.

        Raises:
            QuoteError: no utterance holds all of them.
        """
        return Span(start=start, end=end, utterance=self._holder(start, end, where).index)

    def speaker(self, name: str, where: str = "draft") -> str:
        """Return the name of one who speaks; raise an UnknownSpeakerError where nobody is called so."""
        if name not in self._speakers:
            raise UnknownSpeakerError(
                f"{where}: speaker '{name}' is not declared in event.yaml{did_you_mean(name, self._speakers)}"
            )
        return name

    def claim(
        self,
        speaker: str,
        place: Span,
        text: str,
        *,
        concepts: Collection[str] = (),
        hedged: bool = False,
        quantity: str = "",
        reported_by: str = "",
        salience: Salience = "supporting",
        note: str = "",
        origin: Origin = BY_HAND,
        where: Where = unplaced,
        known_as: str = "",
    ) -> Claim:
        """Return the claim of a speaker in the words at a place.

        Args:
            speaker: whose claim it is.
            place: where the words stand: in a turn of the speaker, or of who reports them.
            text: the same in one sentence.
            concepts: ids of what it is about.
            hedged: whether the speaker hedges.
            quantity: the numbers in it, as said.
            reported_by: who tells it, where that is another: a speaker, or EVENT_SUMMARY.
            salience: its weight in the debate.
            note: what is unsure or garbled.
            origin: who or what made it.
            where: the place of its entry, for messages.
            known_as: the id that it has in a graph or table already.

        Raises:
            UnknownSpeakerError: nobody is called so, neither who says it nor who reports it.
            DanglingIdError: a concept is declared nowhere.
            QuoteError: somebody else says the words, and is not said to report them.
        """
        self.speaker(speaker, where("speaker"))
        if reported_by and reported_by != EVENT_SUMMARY:
            self.speaker(reported_by, where("reported_by"))
        for i, concept in enumerate(concepts if self._concepts is not None else ()):
            known_id(concept, self._concepts or (), "concept", where("concepts", i))
        said_by = "" if reported_by == EVENT_SUMMARY else reported_by or speaker
        self._check_owner(place, said_by, where)
        quote = self._words(place)
        return Claim(
            id=known_as or content_id(self._event_id, speaker, quote, *self._again(quote, place.start)),
            speaker=speaker,
            utterance=place.utterance,
            start=place.start,
            end=place.end,
            quote=quote,
            text=text,
            concepts=tuple(sorted(set(concepts))),
            hedged=hedged,
            quantity=quantity,
            reported_by=reported_by,
            salience=salience,
            note=note,
            source=origin.source,
            confidence=origin.confidence,
            rule=origin.rule,
        )

    def reference(
        self,
        speaker: str,
        refers_to: str,
        place: Span,
        relation: ReferenceType,
        *,
        about: str = "",
        from_claim: str = "",
        to_claim: str = "",
        origin: Origin = BY_HAND,
        where: Where = unplaced,
        known_as: str = "",
    ) -> Reference:
        """Return a speaker's reference to another in the words at a place; the claims are ids, checked by who knows them.

        Raises:
            UnknownSpeakerError: nobody is called so.
            QuoteError: somebody else says the words.
            DataFileError: both ends are one claim.
        """
        self.speaker(speaker, where("speaker"))
        self.speaker(refers_to, where("refers_to"))
        self._check_owner(place, speaker, where)
        if from_claim and from_claim == to_claim:
            raise DataFileError(f"{where()}: a claim cannot relate to itself (name two claims)")
        quote = self._words(place)
        return Reference(
            id=known_as or content_id(self._event_id, speaker, refers_to, quote, *self._again(quote, place.start)),
            utterance=place.utterance,
            speaker=speaker,
            refers_to=refers_to,
            relation=relation,
            quote=quote,
            start=place.start,
            end=place.end,
            about=about,
            from_claim=from_claim,
            to_claim=to_claim,
            source=origin.source,
            confidence=origin.confidence,
            rule=origin.rule,
        )

    def relation(
        self,
        from_claim: str,
        relation: RelationType,
        to_claim: str,
        *,
        basis: RelationBasis,
        place: Span | None = None,
        about: str = "",
        origin: Origin = BY_HAND,
        where: Where = unplaced,
        known_as: str = "",
    ) -> Relation:
        """Return a relation between two claims, given by their ids, which are checked by who knows the claims.

        Raises:
            DataFileError: both ends are one claim.
            QuoteError: it is explicit, and there are no words that say it.
        """
        if from_claim == to_claim:
            raise DataFileError(f"{where()}: a claim cannot relate to itself (name two claims)")
        if place is None and basis == "explicit":
            raise QuoteError(f"{where()}: an explicit relation needs its words (add a quote, or basis: inferred)")
        return Relation(
            id=known_as or relation_id(self._event_id, from_claim, relation, to_claim),
            from_claim=from_claim,
            to_claim=to_claim,
            relation=relation,
            basis=basis,
            about=about,
            quote=self._words(place) if place else "",
            start=place.start if place else None,
            end=place.end if place else None,
            source=origin.source,
            confidence=origin.confidence,
            rule=origin.rule,
        )

    def question(
        self,
        question_id: str,
        text: str,
        *,
        asked_by: str = "",
        place: Span | None = None,
        source: str = "human",
        where: Where = unplaced,
    ) -> Question:
        """Return a question; `place` is where it is asked in words, by `asked_by` where that is known.

        Raises:
            DataFileError: the id can end no IRI.
            UnknownSpeakerError: nobody is called so.
            QuoteError: somebody else asks it.
        """
        check_id(question_id, where("id"))
        if asked_by:
            self.speaker(asked_by, where("asked_by"))
        if place is not None:
            self._check_owner(place, asked_by, where)
        return Question(
            id=question_id,
            text=text,
            asked_by=asked_by,
            quote=self._words(place) if place else "",
            start=place.start if place else None,
            end=place.end if place else None,
            source=source,
        )

    def decision(
        self,
        outcome: Outcome,
        text: str,
        place: Span,
        *,
        question: str = "",
        proposition: str = "",
        consent: Consent = NOBODY,
        origin: Origin = BY_HAND,
        where: Where = unplaced,
        known_as: str = "",
    ) -> Decision:
        """Return what was decided, left open or parked, in the words at a place, whoever says them.

        Raises:
            UnknownSpeakerError: somebody who is said to have agreed or not is nobody here.
            DataFileError: somebody is on record twice.
        """
        named = [name for names in consent.by_answer().values() for name in names]
        for name in named:
            self.speaker(name, where("agreed"))
        if len(set(named)) < len(named):
            raise DataFileError(f"{where()}: somebody is on record with two answers (keep one)")
        self._holder(place.start, place.end, where)
        quote = self._words(place)
        return Decision(
            id=known_as or content_id(self._event_id, outcome, quote, *self._again(quote, place.start)),
            outcome=outcome,
            text=text,
            utterance=place.utterance,
            start=place.start,
            end=place.end,
            quote=quote,
            question=question,
            proposition=proposition,
            **consent.by_answer(),
            source=origin.source,
            confidence=origin.confidence,
            rule=origin.rule,
        )

    def poll(
        self,
        text: str,
        shares: Sequence[str],
        place: Span,
        *,
        phase: PollPhase = "",
        question: str = "",
        proposition: str = "",
        origin: Origin = BY_HAND,
        where: Where = unplaced,
        known_as: str = "",
    ) -> Poll:
        """Return what an audience answered, in the words at a place, whoever says them.

        Args:
            text: what was asked, as a sentence.
            shares: how many chose which option, each as `for: 31%`, `for: about 31%` or `for: 12`.
            place: where the words stand that tell it.
            phase: whether it was held before or after the talk, where that is told.
            question: the id of the question that it is about.
            proposition: the id of the proposition that it is about.
            origin: who or what says so.
            where: names the place in the file that says it.
            known_as: its id, where it has one.

        Raises:
            DataFileError: there is no share, one is none, or an option stands twice.
        """
        try:
            told = shares_of(shares)
        except ValueError as error:
            raise DataFileError(f"{where('shares')}: {error}") from None
        if not told:
            raise DataFileError(f"{where('shares')}: a poll says how many chose what (write `for: 31%`)")
        self._holder(place.start, place.end, where)
        quote = self._words(place)
        return Poll(
            id=known_as or content_id(self._event_id, "poll", phase, quote, *self._again(quote, place.start)),
            text=text,
            shares=ranked(told),
            utterance=place.utterance,
            start=place.start,
            end=place.end,
            quote=quote,
            phase=phase,
            question=question,
            proposition=proposition,
            source=origin.source,
            confidence=origin.confidence,
            rule=origin.rule,
        )

    def _words(self, place: Span) -> str:
        return self.quotes.text[place.start : place.end]

    def _again(self, quote: str, start: int) -> tuple[str, ...]:
        """Return what is added to the id of words that stood in the text before."""
        earlier = self.quotes.earlier(quote, start)
        return (str(earlier),) if earlier else ()

    def _holder(self, start: int, end: int, where: Where) -> Utterance:
        i = bisect_right(self._starts, start) - 1
        if i < 0 or end > self._utterances[i].end:
            raise QuoteError(
                f"{where('quote')}: the quote is not inside one utterance (take words of one paragraph, without the speaker's label)"
            )
        return self._utterances[i]

    def _check_owner(self, place: Span, speaker: str, where: Where) -> None:
        """Raise a QuoteError unless a speaker says the words; an empty name asks nothing."""
        holder = self._holder(place.start, place.end, where)
        if not speaker or holder.speaker == speaker:
            return
        owner = f"spoken by {holder.speaker}" if holder.speaker else f"in a {holder.kind}"
        raise QuoteError(
            f"{where('quote')}: the quote is not said by {speaker} but {owner} (transcript line "
            f"{self.quotes.line(place.start)}): mend the speaker, or say who reports it with reported_by"
        )
