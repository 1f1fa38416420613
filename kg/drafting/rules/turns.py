"""Turns of speech: neighbouring utterances of one speaker, with their sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.drafting.english.sentences import Sentence, sentences
from kg.model import Transcript, Utterance


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What one speaker says until someone else speaks, with the heading that it stands under."""

    speaker: str
    section: str
    sentences: tuple[Sentence, ...]


def turns(transcript: Transcript) -> Iterator[Turn]:
    """Yield the turns of a transcript in order; summaries and stage business are no turns.

    >>> from kg.readers import read
    >>> [(t.speaker, len(t.sentences)) for t in turns(read(b"Ada: Hello. Hi.\\nBen: Yes.\\nBen: No.\\nAda: Why?"))]
    [('Ada', 2), ('Ben', 2), ('Ada', 1)]
    """
    waiting: list[Utterance] = []
    for utterance in transcript.utterances:
        if utterance.kind != "speech" or not utterance.speaker:
            continue
        if waiting and (utterance.speaker, utterance.section) != (waiting[-1].speaker, waiting[-1].section):
            yield _turn(transcript, waiting)
            waiting = []
        waiting.append(utterance)
    if waiting:
        yield _turn(transcript, waiting)


def _turn(transcript: Transcript, utterances: list[Utterance]) -> Turn:
    found = [s for u in utterances for s in sentences(transcript.words_of(u), u.start, u.index)]
    return Turn(speaker=utterances[0].speaker, section=utterances[0].section, sentences=tuple(found))
