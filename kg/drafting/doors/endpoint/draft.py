"""A draft with a model behind an endpoint, in passes: who and what; the table; links and claims; and what is missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kg.drafting.doors.asking import mark_of
from kg.drafting.doors.drafted import draft_from_answers
from kg.drafting.doors.endpoint.asked import known_text, request_text
from kg.drafting.doors.endpoint.client import Client, TooLongError
from kg.drafting.doors.endpoint.forecast import forecast
from kg.drafting.doors.endpoint.settings import Settings
from kg.drafting.doors.endpoint.tasks import Task, gap_tasks, passage_tasks, structure_tasks, table_tasks, windows
from kg.drafting.entrance.answers import read_answer
from kg.drafting.entrance.gaps import gaps
from kg.drafting.entrance.kept import Kept
from kg.drafting.entrance.objects import as_json
from kg.drafting.entrance.places import Places
from kg.drafting.entrance.reading import checked
from kg.drafting.entrance.records import Answer
from kg.drafting.entrance.repair import repair_text
from kg.drafting.entrance.schema import schema_of
from kg.drafting.ground import ground
from kg.drafting.prompts import filled, prompt
from kg.errors import KgError, RemoteError
from kg.model import AnnotatedEvent, Concept, Transcript, Utterance

#: How often a model may say that it has more.
_GO_ON = 6
#: A window is never halved below so many words.
_LEAST_WORDS = 300
#: What a draft's warning begins with where it was ended before all was asked.
STOPPED = "stopped early"


def draft_with_model(
    transcript: Transcript,
    *,
    settings: Settings,
    event: AnnotatedEvent | None = None,
    vocabulary: tuple[Concept, ...] = (),
    report: Callable[[str], None] = lambda _: None,
) -> AnnotatedEvent:
    """Return the draft of a transcript by a language model, with every quote looked up and every speaker known.

    What was answered before an endpoint fails, or the cost is spent, is drafted; a warning that begins with `STOPPED`
    says what was not asked.

    Args:
        transcript: as read.
        settings: model, endpoint, prices, windows.
        event: what is known of the event already.
        vocabulary: a person's concepts.
        report: is told costs and what becomes of the answers, in lines for a person.

    Raises:
        RemoteError, LimitError, MissingExtraError: nothing was answered; see Client.ask.
    """
    known = ground(transcript, event)
    reading = _Reading(known, Client(settings, report=report), settings)
    report(forecast(transcript, settings))
    stopped = ""
    try:
        reading.run()
    except KgError as error:
        if not any(a.records for a in reading.answers):
            raise
        stopped = str(error)
    drafted = draft_from_answers(
        transcript,
        reading.answers,
        event=event,
        vocabulary=vocabulary,
        model=settings.model,
        door="endpoint",
        language=settings.language,
        settings=(("temperature", f"{settings.temperature:g}"), ("window", str(settings.window))),
        places=reading.places,
        warnings=(f"{STOPPED}: {stopped}",) if stopped else (),
    )
    _tell(reading, settings, report)
    return drafted.event


class _Reading:
    """The passes over one transcript; `answers` grows with each request."""

    def __init__(self, known: AnnotatedEvent, client: Client, settings: Settings) -> None:
        self._known, self.client, self._settings = known, client, settings
        self.places = Places(known.transcript)
        self.answers: list[Answer] = []
        self._words = settings.window

    def run(self) -> None:
        """Ask for everything, pass after pass; each is told what the ones before it found."""
        transcript = self._known.transcript
        self._all(structure_tasks)
        if not any(a.records for a in self.answers):
            raise RemoteError(
                f"{self._settings.model}: no answer in the form that was asked for (see what it said in the cache; try another model)"
            )
        self._all(lambda shown: table_tasks(shown, self._kept()))
        self._all(lambda shown: passage_tasks(transcript, shown, self._settings.passage))
        for _ in range(self._settings.rounds):
            missing = self._missing()
            if not missing:
                break
            before = len([r for a in self.answers for r in a.records])
            self._all(gap_tasks, missing)
            if len([r for a in self.answers for r in a.records]) == before:
                break

    def _kept(self) -> Kept:
        return checked(self._known, self.answers, self.places)

    def _missing(self) -> str:
        kept = self._kept()
        return repair_text(kept, gaps(kept), prompt("gaps", self._settings.language))

    def _all(self, tasks: Callable[[Sequence[tuple[Utterance, ...]]], Sequence[Task]], missing: str = "") -> None:
        """Do the tasks of a pass; where the model cannot read so much at once, with windows of half the words."""
        while True:
            shown = windows(self._known.transcript, self._words)
            pending = list(tasks(shown))
            try:
                while pending:
                    task = pending.pop(0)
                    pending[:0] = self._one(task, missing)
                return
            except TooLongError:
                if self._words // 2 < _LEAST_WORDS:
                    raise
                words = sum(len(u.split()) for u in map(self._known.transcript.words_of, task.turns))
                self._words = max(_LEAST_WORDS, min(self._words, words) // 2)

    def _one(self, task: Task, missing: str) -> Sequence[Task]:
        """Do one task; return its halves where the answer was cut."""
        language = self._settings.language
        kept = self._kept() if self.answers else None
        known = known_text(kept, language) if kept and self.answers else ""
        text = request_text(task, self._known.transcript, "\n\n".join(x for x in (known, missing) if x), language)
        mark = mark_of(self._known.transcript)
        messages = [_said("system", filled("system", language, mark=mark)), _said("user", text)]
        asked_again = False
        schema = schema_of(task.letters)
        for _ in range(_GO_ON):
            reply = self.client.ask(messages, schema)
            answer = read_answer(reply.text, f"request {len(self.answers) + 1}")
            self.answers.append(answer)
            halves = task.halves() if reply.cut or answer.cut else ()
            if halves:
                return halves
            if not answer.records and not answer.ended and not asked_again:
                # Talk instead of records: said once more what is wanted.
                asked_again = True
                messages = [
                    *messages[:2],
                    _said("assistant", reply.text[:1_000]),
                    _said("user", prompt("form", language)),
                ]
                continue
            if not answer.records or not (reply.cut or answer.cut or answer.more):
                return ()
            messages = [*messages, _said("assistant", as_json(answer)), _said("user", prompt("go_on", language))]
        return ()


def _said(role: str, content: str) -> dict[str, str]:
    return {"role": role, "content": content}


def _tell(reading: _Reading, settings: Settings, report: Callable[[str], None]) -> None:
    usage = reading.client.usage
    cost = usage.cost(settings)
    price = "" if cost is None else f", {cost:.4f} in cost"
    report(
        f"{settings.model}: {usage.requests} requests, {usage.cached} answers from the cache, "
        f"{usage.tokens_in} tokens in and {usage.tokens_out} out{price}"
    )
