"""What a run will take, told beforehand: the very prompts are measured, the answers estimated from what readings took."""

from __future__ import annotations

from kg.drafting.doors.endpoint.asked import request_text
from kg.drafting.doors.endpoint.client import tokens_of
from kg.drafting.doors.endpoint.settings import Settings
from kg.drafting.doors.endpoint.tasks import Task, gap_tasks, passage_tasks, structure_tasks, windows
from kg.model import Transcript

#: Tokens of answer for each word of transcript: all records as objects, as measured on whole readings.
_OUT_A_WORD = 2.4
#: Words whose propositions fill one request for the table.
_WORDS_A_TABLE = 3_000
_GAP_SHARE = 0.2
#: Tokens that speakers, questions and propositions take where they are listed in a prompt, a word of transcript.
_KNOWN_A_WORD = 0.15


def forecast(transcript: Transcript, settings: Settings) -> str:
    """Return how many words, requests and tokens a run has before it, and what it costs where prices are known."""
    n_words = len(transcript.text.split())
    shown = windows(transcript, settings.window)
    structure = structure_tasks(shown)
    later = [
        *(
            Task(letters=("T",), turns=turns, on=("p1",))
            for turns in shown
            for _ in range(max(1, n_words // _WORDS_A_TABLE))
        ),
        *passage_tasks(transcript, shown, settings.passage),
        *(task for _ in range(settings.rounds) for task in gap_tasks(shown)),
    ]
    tokens_in = sum(tokens_of(request_text(t, transcript, "", settings.language)) for t in (*structure, *later))
    tokens_in += int(len(later) * min(n_words, 8_000) * _KNOWN_A_WORD)
    tokens_out = int(n_words * _OUT_A_WORD * (1 + _GAP_SHARE * settings.rounds))
    price = ""
    if settings.price_in is not None and settings.price_out is not None:
        price = f", about {(tokens_in * settings.price_in + tokens_out * settings.price_out) / 1e6:.4f} in cost"
    return (
        f"{settings.model}: {n_words} words in {len(structure) + len(later)} requests or more; "
        f"about {tokens_in} tokens in and {tokens_out} out{price}"
    )
