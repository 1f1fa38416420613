"""A draft with a model, in passes: speakers; questions and propositions; claims a window at a time; reconciliation."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from kg.drafting.concepts.discovered import with_concepts
from kg.drafting.concepts.keyphrases import PhraseCounter
from kg.drafting.ground import ground, with_names
from kg.drafting.llm.checked import Checked
from kg.drafting.llm.client import Client, tokens_of
from kg.drafting.llm.prompts import as_data, filled, mark_of, prompts_hash, system
from kg.drafting.llm.schema import ClaimsAnswer, QuestionsAnswer, ReconcileAnswer, SpeakersAnswer
from kg.drafting.llm.settings import Settings
from kg.drafting.llm.windows import windows
from kg.drafting.rules.turns import turns
from kg.model import AnnotatedEvent, Concept, Run, Transcript, Utterance

#: How much longer an answer is than nothing, in tokens a word of transcript: for telling the cost beforehand.
_ANSWER_TOKENS_A_WORD = 1.2
#: Questions are looked for in larger parts than claims: they are few.
_QUESTION_WINDOWS = 4


def draft_with_model(
    transcript: Transcript,
    *,
    settings: Settings,
    event: AnnotatedEvent | None = None,
    vocabulary: tuple[Concept, ...] = (),
    report: Callable[[str], None] = lambda _: None,
    sleep: Callable[[float], None] = time.sleep,
) -> AnnotatedEvent:
    """Return the draft of a transcript by a language model, with every quote looked up and every speaker known.

    Args:
        transcript: as read.
        settings: model, endpoint, prices, windows.
        event: what is known of the event already.
        vocabulary: concepts to look for.
        report: is told costs and waits, in lines for a person.
        sleep: waits between tries.

    Raises:
        RemoteError, LimitError, MissingExtraError: see Client.ask.
    """
    known = ground(transcript, event)
    client = Client(settings, report=report, sleep=sleep)
    mark = mark_of(transcript)
    parts = windows(transcript, size=settings.window, overlap=settings.overlap)
    whole = windows(transcript, size=settings.window * _QUESTION_WINDOWS, overlap=settings.overlap)
    _tell_before(client, transcript, len(parts), len(whole))
    checked = Checked(known, f"model:{settings.model}")
    _speakers(client, checked, mark, parts)
    for part in whole:
        prompt = filled(
            "questions", QuestionsAnswer, speakers=checked.speaker_list(), transcript=as_data(transcript, part, mark)
        )
        checked.add_questions(client.ask(system(mark), prompt, QuestionsAnswer), part)
    _reconcile(client, checked, mark)
    for part in parts:
        prompt = filled(
            "claims",
            ClaimsAnswer,
            speakers=checked.speaker_list(),
            propositions=checked.proposition_list(),
            transcript=as_data(transcript, part, mark),
        )
        checked.add_claims(client.ask(system(mark), prompt, ClaimsAnswer), part)
    drafted = checked.event(_run(settings))
    _tell_after(client, checked)
    return with_concepts(with_names(drafted, vocabulary), _phrases(transcript))


def _speakers(client: Client, checked: Checked, mark: str, parts: Sequence[tuple[Utterance, ...]]) -> None:
    """Ask who takes part, from the first part: there people are introduced. What event.yaml declares is left as it is."""
    if not parts or all(not s.guessed for s in checked.known.speakers):
        return
    transcript = checked.known.transcript
    prompt = filled(
        "speakers", SpeakersAnswer, speakers=checked.speaker_list(), transcript=as_data(transcript, parts[0], mark)
    )
    checked.add_speakers(client.ask(system(mark), prompt, SpeakersAnswer))


def _reconcile(client: Client, checked: Checked, mark: str) -> None:
    if checked.n_propositions > 1:
        prompt = filled("reconcile", ReconcileAnswer, propositions=checked.proposition_list())
        checked.merge(client.ask(system(mark), prompt, ReconcileAnswer))


def _run(settings: Settings) -> Run:
    said = {
        "method": "llm",
        "model": settings.model,
        "prompts": prompts_hash(),
        "temperature": f"{settings.temperature:g}",
        "window": str(settings.window),
        "overlap": str(settings.overlap),
    }
    return Run(method="llm", settings=tuple(sorted(said.items())))


def _phrases(transcript: Transcript) -> PhraseCounter:
    counter = PhraseCounter()
    for turn in turns(transcript):
        for sentence in turn.sentences:
            counter.add(sentence.words, sentence.utterance)
    return counter


def _tell_before(client: Client, transcript: Transcript, n_parts: int, n_whole: int) -> None:
    n_words = len(transcript.text.split())
    tokens_in = 2 * tokens_of(transcript.text) + 1_500 * (n_parts + n_whole + 2)
    tokens_out = int(n_words * _ANSWER_TOKENS_A_WORD)
    price = ""
    settings = client.settings
    if settings.price_in is not None and settings.price_out is not None:
        price = f", about {(tokens_in * settings.price_in + tokens_out * settings.price_out) / 1e6:.4f} in cost"
    client.report(
        f"{settings.model}: {n_words} words in {n_parts} parts; about {tokens_in} tokens in and {tokens_out} out{price}"
    )


def _tell_after(client: Client, checked: Checked) -> None:
    usage, cost = client.usage, client.usage.cost(client.settings)
    price = "" if cost is None else f", {cost:.4f} in cost"
    client.report(
        f"{client.settings.model}: {usage.requests} requests, {usage.cached} answers from the cache, {usage.retries} retries, "
        f"{usage.tokens_in} tokens in and {usage.tokens_out} out{price}"
    )
    for line in checked.dropped():
        client.report(f"  {line}")
