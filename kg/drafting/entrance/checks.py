"""Each record held against the transcript: kept as it is, kept and mended in words, or refused with its reason."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from kg.drafting.entrance.cast import Cast
from kg.drafting.entrance.kept import KeptClaim, KeptDecision, KeptLink, KeptQuestion, KeptStance
from kg.drafting.entrance.numbering import Numbering
from kg.drafting.entrance.places import Place, Places
from kg.drafting.entrance.records import (
    ClaimRecord,
    Consent,
    DecisionRecord,
    Fault,
    How,
    LinkRecord,
    NameRecord,
    Origin,
    QuestionRecord,
    Record,
    ReferenceRecord,
    StanceRecord,
)
from kg.evidence.nearly_verbatim import words_of
from kg.evidence.statements import EVENT_SUMMARY

#: So many characters of a quote are shown in a reason.
_SHOWN = 60


class RefusedError(Exception):
    """A record that cannot be kept; the message is the reason."""


class Checks:
    """The checks of some answers against one transcript; what is mended is told in `faults`."""

    def __init__(self, places: Places, cast: Cast, numbering: Numbering) -> None:
        self._places, self._cast, self._numbering = places, cast, numbering
        self.faults: list[Fault] = []
        text = re.sub(r"\s+", " ", places.transcript.text)
        self._row = f" {' '.join(words_of(text))} "

    def stance(self, record: StanceRecord) -> KeptStance:
        """Return the evidence that a cell of the table gives; the words must be those of whom it says.

        Raises:
            RefusedError: no such proposition or speaker, or nobody says these words.
        """
        key = self._proposition(record.proposition, record.origin)
        who = self._who(record.who)
        by = self._cast.who(record.by) if record.by else None

        def kept(place: Place, how: How, teller: str = "") -> KeptStance:
            self._tell(record, place)
            return KeptStance(
                speaker=who, proposition=key, sign=record.sign, how=how, place=place, why=record.why, by=teller
            )

        if record.how in {"said", "shown"} and by in {None, who}:
            return kept(self._own_words(record, who), record.how)
        place = self._words_of(record, {by} if by else None) or self._words_of(record, None)
        if place is None:
            raise RefusedError(_not_there(record.quote))
        teller = place.speaker or EVENT_SUMMARY
        if record.how == "side" and self._cast.is_host(who):
            raise RefusedError(f"{who} is the host, to whom no side is dealt out")
        if record.how == "side":
            return kept(place, "side", "" if teller == who else teller)
        if teller == who:
            self._mend(record, "stance: told by the speaker himself or herself, so it is said")
            return kept(place, "said")
        if by is not None and teller != by:
            self._mend(record, f"stance: the words are those of {teller}, not of {by}")
        return kept(place, "told", teller)

    def claim(self, record: ClaimRecord) -> tuple[KeptClaim, list[KeptStance]]:
        """Return an assertion, and the evidence on propositions that it is said to be.

        Raises:
            RefusedError: no such speaker, or the words are not that speaker's.
        """
        who = self._who(record.who)
        place = self._own_words(record, who)
        self._tell(record, place)
        whose = self._cast.who(record.whose) if record.whose else None
        note = f"whose words or findings: {record.whose}" if record.whose and whose in {None} else ""
        reported = whose not in {None, who}
        said = set(words_of(self._places.transcript.text[place.start : place.end]))
        number = record.number if record.number and set(words_of(record.number)) <= said else ""
        if record.number and not number:
            self._mend(record, f"the number {record.number[:_SHOWN]!r} is not in the quote and is left out")
        claim = KeptClaim(
            speaker=str(whose) if reported else who,
            place=place,
            text=record.text,
            by=who if reported else "",
            note=note,
            number=number,
            top=record.top,
        )
        stances = []
        for sign, name in record.bears_on:
            key = self._numbering.key(name, record.origin)
            if key not in self._numbering.propositions:
                self._mend(record, f"there is no proposition {name!r}, on which it is said to bear")
                continue
            stances.append(
                KeptStance(
                    speaker=claim.speaker,
                    proposition=str(key),
                    sign=sign,
                    how="told" if reported else "shown",
                    place=place,
                    why=record.text,
                    by=claim.by,
                )
            )
        return claim, stances

    def link(self, record: LinkRecord | ReferenceRecord) -> KeptLink:
        """Return words that take up another's.

        Raises:
            RefusedError: no such speakers, the same speaker twice, or the words are not the speaker's.
        """
        who, to = self._who(record.who), self._who(record.to)
        if who == to:
            raise RefusedError("a speaker takes up no words of his or her own")
        place = self._own_words(record, who)
        self._tell(record, place)
        if isinstance(record, ReferenceRecord):
            return KeptLink(speaker=who, to=to, place=place, relation=record.relation, is_link=False)
        turns = tuple(t for t in record.to_turns if self._places.speaker_of(t) == to)
        return KeptLink(speaker=who, to=to, place=place, relation=record.relation, to_turns=turns, about=record.about)

    def question(self, record: QuestionRecord) -> KeptQuestion:
        """Return a question; where nobody asks it in the words given it is nobody's, and that is told."""
        asked_by = self._cast.who(record.who) if record.who else None
        if not record.quote:
            return KeptQuestion(key=record.id, text=record.text)
        place = self._places.find(record.quote, record.turns, {asked_by} if asked_by else None)
        if place is None or not place.speaker:
            self._mend(record, f"{_not_there(record.quote)}, so nobody asks it in words")
            return KeptQuestion(key=record.id, text=record.text)
        self._tell(record, place)
        return KeptQuestion(key=record.id, text=record.text, asked_by=place.speaker, place=place)

    def name(self, record: NameRecord, speakers: Collection[str]) -> NameRecord:
        """Return a named thing with those of its names that stand in the transcript.

        Raises:
            RefusedError: it is not named there, or it is one of the speakers.
        """
        if record.kind == "person" and record.name.casefold() in speakers:
            raise RefusedError("speaks here (a speaker has an S line)")
        heard = [n for n in (record.name, *record.also) if self.is_named(n)]
        if not heard:
            raise RefusedError(f"{record.name[:_SHOWN]!r} is not named in the transcript")
        if heard[0] != record.name:
            self._mend(record, f"{record.name[:_SHOWN]!r} is not named in the transcript, {heard[0]!r} is")
        return NameRecord(
            kind=record.kind,
            name=heard[0],
            also=tuple(heard[1:]),
            maker=record.maker,
            what=record.what,
            origin=record.origin,
        )

    def is_named(self, name: str) -> bool:
        """Say whether the words of a name follow one another in the transcript."""
        words = words_of(name)
        return bool(words) and f" {' '.join(words)} " in self._row

    def decision(self, record: DecisionRecord) -> KeptDecision:
        """Return a decision with those who are said to have agreed or not; who is not named said nothing.

        Raises:
            RefusedError: the words are not there, or it is about a proposition or question that there is not.
        """
        place = self._places.find(record.quote, record.turns)
        if place is None:
            raise RefusedError(_not_there(record.quote))
        self._tell(record, place)
        about = self._numbering.key(record.about, record.origin) or "" if record.about else ""
        if record.about and not about:
            self._mend(record, f"there is no {record.about!r} for it to be about")
        consent: dict[str, Consent] = {}
        for code, said in record.consent:
            who = self._cast.who(code)
            if who is None:
                self._mend(record, self._cast.unknown(code))
            else:
                consent.setdefault(who, said)
        return KeptDecision(
            state=record.state, text=record.text, place=place, about=about, consent=tuple(consent.items())
        )

    def _proposition(self, name: str, origin: Origin) -> str:
        key = self._numbering.key(name, origin)
        if key is None or key not in self._numbering.propositions:
            raise RefusedError(f"there is no proposition {name[:_SHOWN]!r}")
        return key

    def _who(self, code: str) -> str:
        who = self._cast.who(code)
        if who is None:
            raise RefusedError(self._cast.unknown(code))
        return who

    def _own_words(self, record: StanceRecord | ClaimRecord | LinkRecord | ReferenceRecord, who: str) -> Place:
        place = self._words_of(record, {who})
        if place is not None:
            return place
        other = self._words_of(record, None)
        if other is None:
            raise RefusedError(_not_there(record.quote))
        owner = other.speaker or "the summary"
        raise RefusedError(
            f"these are words of {owner} (turn {other.utterance}), not of {who}: {record.quote[:_SHOWN]!r}"
        )

    def _words_of(
        self, record: StanceRecord | ClaimRecord | LinkRecord | ReferenceRecord, speakers: Collection[str] | None
    ) -> Place | None:
        return self._places.find(record.quote, record.turns, speakers)

    def _tell(self, record: Record, place: Place) -> None:
        if place.mended:
            self._mend(record, f"the quote is {place.mended}")

    def _mend(self, record: Record, reason: str) -> None:
        self.faults.append(Fault(verdict="mended", reason=reason, origin=record.origin))


def _not_there(quote: str) -> str:
    shown = quote if len(quote) <= _SHOWN else quote[: _SHOWN - 1] + "…"
    return f"the quote {shown!r} is not in the transcript"


def once(records: Sequence[Record]) -> tuple[list[Record], int]:
    """Return records without those that repeat another, and how many did."""
    kept = list(dict.fromkeys(records))
    return kept, len(records) - len(kept)
