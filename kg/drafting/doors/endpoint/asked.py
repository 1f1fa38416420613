"""The prompts of the passes: what is asked, what is known already, and the turns."""

from __future__ import annotations

from kg.drafting.doors.asking import field_names, mark_of, numbered, sections
from kg.drafting.doors.endpoint.tasks import Task
from kg.drafting.entrance.kept import Kept
from kg.drafting.prompts import filled, prompt
from kg.model import Transcript


def request_text(task: Task, transcript: Transcript, known: str, language: str) -> str:
    """Return the prompt of one request.

    Args:
        task: what is asked.
        transcript: what its turns belong to.
        known: what is known already, as lines.
        language: of the prompt.
    """
    mark = mark_of(transcript)
    pieces = [
        filled("intro", language, mark=mark, part=""),
        filled("objects", language, names=field_names(task.letters)),
        prompt("fields", language),
        prompt("records", language),
        sections(task.letters, language),
        _narrowed(task, language),
        filled(
            "end",
            language,
            mark=mark,
            known=f"{known.rstrip()}\n\n" if known else "",
            first=task.letters[0],
            transcript=numbered(transcript, task.turns),
        ),
    ]
    return "\n".join(p for p in pieces if p)


def _narrowed(task: Task, language: str) -> str:
    if task.on:
        return filled("only_propositions", language, propositions=", ".join(task.on))
    if task.about is not None:
        return filled("only_turns", language, first=str(task.about[0]), last=str(task.about[1]))
    return ""


def known_text(kept: Kept, language: str, *, with_propositions: bool = True) -> str:
    """Return the speakers, questions and propositions that are known, as lines in the form of the records."""
    said = [f"S | {kept.codes[s.name]} | {s.name} | {s.role or ''}" for s in kept.known.speakers]
    if with_propositions:
        said += [f"Q | {q.key} | {q.text}" for q in kept.questions]
        said += [f"P | {p.id} | {p.question} | {p.text}" for p in kept.propositions]
    return prompt("known", language) + "\n".join(said)
