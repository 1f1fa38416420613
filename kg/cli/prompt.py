"""`kg prompt`: one prompt for any assistant, to copy into a chat window."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.output import labels_options, say
from kg.words import counted

BREAK = "\n\n{line}\n\n"


@click.command(name="prompt")
@click.argument("transcript", type=click.Path(path_type=Path))
@click.option("--chars", type=click.IntRange(min=2_000), help="The most characters that one message may have.")
@click.option("--part", type=click.IntRange(min=1), help="Write this message alone, of several.")
@click.option("--language", help="The language of the prompt (en, de, fr, es); by default that of the transcript.")
@labels_options
def command(
    *,
    transcript: Path,
    chars: int | None,
    part: int | None,
    language: str | None,
    speakers: tuple[str, ...],
    not_speakers: tuple[str, ...],
) -> None:
    """Write one prompt that any assistant can answer: what is asked, and TRANSCRIPT with its turns numbered.

    Copy it into a chat window, save what is answered as answer.txt, and hand that to `kg draft TRANSCRIPT --answer
    answer.txt`. With --chars a long transcript becomes several messages, for one chat, one after the other.
    """
    from kg.cli.draft import known_of, places
    from kg.drafting.doors.chat.messages import messages
    from kg.drafting.language import language_of
    from kg.errors import KgError

    source, folder = places(transcript, None)
    read, known = known_of(source, folder, speakers=speakers, not_speakers=not_speakers)
    made = messages(
        read, language=language or language_of(read, known.event.language), limit=chars, known=_known(known)
    )
    if part is not None:
        if part > len(made):
            raise KgError(f"there is no message {part} (there {'is' if len(made) == 1 else 'are'} {len(made)})")
        made = [made[part - 1]]
    for number, message in enumerate(made, start=1):
        if len(made) > 1:
            click.echo(
                f"{'' if number == 1 else chr(10)}----- message {number} of {len(made)}: copy what follows, up to the next such line -----\n"
            )
        click.echo(message, nl=False)
    say(f"{counted(len(made), 'message')}, {sum(map(len, made)):,} characters")


def _known(event: object) -> str:
    """Return what event.yaml declares of the speakers, for the prompt; nothing where they are guesses."""
    from kg.model import AnnotatedEvent

    assert isinstance(event, AnnotatedEvent)
    declared = [s for s in event.speakers if not s.guessed]
    if not declared:
        return ""
    lines = (f"- {s.name}{f' ({s.role})' if s.role else ''}" for s in declared)
    return "Who speaks here is known already; their names are the labels:\n" + "\n".join(lines)
