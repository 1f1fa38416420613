"""Where a speaker names another: a reference each time, and a relation where the words around the name say what is meant."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable

from kg.drafting.english.lexis import content
from kg.drafting.english.sentences import Sentence, words_of
from kg.drafting.rules.claim_book import RECENT, ClaimBook, Entry
from kg.drafting.rules.references import Named, quote_span, relation_of
from kg.drafting.rules.relations import Relations
from kg.drafting.rules.replies import TARGET_SENTENCES, is_whole
from kg.drafting.rules.reply_marks import FIRST_SENTENCES
from kg.drafting.rules.turns import Turn
from kg.evidence.given import Origin, Span
from kg.evidence.statements import Statements
from kg.model import Reference, ReferenceType, Speaker
from kg.people.spoken_names import name_pattern

_SIDED = frozenset({"agrees", "disagrees", "qualifies"})


class Naming:
    """The references of a draft."""

    def __init__(self, make: Statements, people: Iterable[Speaker], book: ClaimBook, relations: Relations) -> None:
        self._make, self._book, self._relations = make, book, relations
        self._found: dict[str, Reference] = {}
        self._owner, self._names = name_pattern(people)
        # Most sentences hold no word of a name: they need not be searched for names.
        parts = {w for name in self._owner for w in words_of(name)}
        self._name_words = frozenset(parts | {f"{w}'s" for w in parts})
        self._said: dict[str, deque[Sentence]] = defaultdict(lambda: deque(maxlen=RECENT))
        self._last_speaker = ""
        #: Where the last turn of each speaker begins in which something was said that one can agree with.
        self._last_word: dict[str, int] = {}

    def all(self) -> tuple[Reference, ...]:
        """Return the references that were found."""
        return tuple(self._found.values())

    def hear(self, turn: Turn) -> None:
        """Remember what a speaker said, so that others may mean it."""
        self._said[turn.speaker].extend(turn.sentences)
        self._last_speaker = turn.speaker
        if any(is_whole(s) and not s.is_question for s in turn.sentences):
            self._last_word[turn.speaker] = turn.sentences[0].start

    def refer(self, turn: Turn) -> bool:
        """Note every place of a turn where another speaker is named, and what is done there.

        Return whether the turn opens by agreeing or disagreeing with someone by name: then its first words are about
        that person, whoever spoke before.
        """
        if self._names is None:
            return False
        opens_by_name = False
        for i, sentence in enumerate(turn.sentences):
            if self._name_words.isdisjoint(sentence.words):
                continue
            seen: set[str] = set()
            for match in self._names.finditer(sentence.text):
                other = self._owner[match.group()]
                if other == turn.speaker or other in seen:
                    continue
                seen.add(other)
                start = sentence.start + match.start()
                named = Named(name=other, start=start, end=sentence.start + match.end(), sentence=sentence)
                relation = self._reference(turn, i, named)
                opens_by_name |= i < FIRST_SENTENCES and relation in _SIDED
        return opens_by_name

    def _reference(self, turn: Turn, i: int, named: Named) -> ReferenceType:
        sentence = named.sentence
        following = turn.sentences[i + 1] if i + 1 < len(turn.sentences) else None
        relation, rule, confidence = relation_of(named, following)
        start, end = quote_span(named)
        from_claim = to_claim = about = ""
        if relation != "neutral":
            target = self._meant(named, sentence, following, sided=relation in _SIDED)
            if target is not None:
                mine = self._book.add(turn.speaker, sentence, rule=rule)
                from_claim, to_claim, about = mine.claim.id, target.claim.id, target.claim.text
                self._relations.draw(mine, target, relation, sentence, confidence=confidence, rule=rule)
        reference = self._make.reference(
            turn.speaker,
            named.name,
            Span(start=start, end=end, utterance=sentence.utterance),
            relation,
            about=about,
            from_claim=from_claim,
            to_claim=to_claim,
            origin=Origin(source="rules", confidence=confidence, rule=rule),
        )
        self._found[reference.id] = reference
        return relation

    def _meant(self, named: Named, sentence: Sentence, following: Sentence | None, *, sided: bool) -> Entry | None:
        """Return the claim of the named speaker that is meant: the one that shares most words, two at least.

        Where none does, and a side is taken ("Ada is right."), it is what that speaker said last.
        """
        own = content(sentence.words) - content([w.casefold() for w in named.name.split()])
        stems = own | (content(following.words) if following is not None else frozenset())
        earlier = [e for e in self._book.recent[named.name] if e.claim.start < sentence.start]
        # The words beside the name count twice; of what shares as many, the sentence that asserts most is meant, and
        # the later one.
        ranked = [
            (
                len(stems & e.stems),
                len(own & e.stems) + len(stems & e.stems) + 1.5 * e.claim.confidence + i / len(earlier),
                i,
                e,
            )
            for i, e in enumerate(earlier)
        ]
        best = max((r for r in ranked if r[0] >= 2), key=lambda r: r[1], default=None)
        if best is not None:
            return best[3]
        said = self._could_be_meant(named.name, stems)
        nearest = max(said, key=lambda r: r[:2], default=None)
        near_enough = self._last_speaker == named.name or sided
        if near_enough and (nearest is None or nearest[0] < 2):
            # Nothing tells what is meant but that it was just said: what was said turns ago is not.
            last = self._last_word.get(named.name, 0)
            just = [r for r in ranked if r[3].claim.start >= last]
            if just:
                return max(just[-TARGET_SENTENCES:], key=lambda r: r[1])[3]
            said = [s for s in said if s[1] >= last]
        return self._best_sentence(named.name, said, near_enough=near_enough)

    def _best_sentence(self, name: str, said: list[tuple[int, int, Sentence]], *, near_enough: bool) -> Entry | None:
        nearest = max(said, key=lambda r: r[:2], default=None)
        if nearest is not None and (near_enough or nearest[0] >= 2):
            return self._book.add(name, nearest[2], rule="is referred to")
        return None

    def _could_be_meant(self, name: str, stems: frozenset[str]) -> list[tuple[int, int, Sentence]]:
        """Return the whole sentences that somebody said lately: (words shared, place, sentence)."""
        whole = [s for s in self._said[name] if is_whole(s) and not s.is_question]
        return [(len(stems & content(s.words)), s.start, s) for s in whole]
