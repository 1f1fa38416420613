"""kg draft: a transcript becomes event.yaml, annotations.yaml and concepts.ttl, to read and mend."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.output import given, labels_options, plain, say
from kg.words import counted

if TYPE_CHECKING:
    from kg.drafting.doors.drafted import Drafted
    from kg.drafting.doors.endpoint.settings import Settings
    from kg.drafting.doors.folder import DraftFolder, Written
    from kg.model import AnnotatedEvent, Concept, Transcript

MAX_DIFF_LINES = 60
#: So many of the lines that could not be used are shown; all of them stand in repair.md.
MAX_FAULTS = 12


@click.command()
@click.argument("transcript", type=click.Path(path_type=Path))
@click.option(
    "--with",
    "method",
    type=click.Choice(["rules", "llm"]),
    default="rules",
    show_default=True,
    help="How to draft: by rules, or with a language model.",
)
@click.option(
    "--answer",
    "answers",
    type=click.Path(path_type=Path, allow_dash=True),
    multiple=True,
    help="What an assistant answered to `kg prompt`; give it again for each further answer.",
)
@click.option(
    "--merge",
    "other",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Join another reading of the same transcript, in another event folder, to the one that is drafted here.",
)
@click.option("--afresh", is_flag=True, help="answer: forget the answers that the event folder holds already.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The event folder to write; by default the transcript's own, or one named after it.",
)
@click.option("--vocabulary", type=click.Path(path_type=Path), help="A SKOS vocabulary instead of ours.")
@click.option("--claims", "claims_per_turn", type=click.IntRange(min=1), help="At most so many claims a turn (rules).")
@click.option("--model", envvar="KG_LLM_MODEL", help="llm, answer: the model's name [KG_LLM_MODEL].")
@click.option(
    "--base-url",
    envvar=["KG_LLM_BASE_URL", "OPENAI_BASE_URL"],
    help="llm: the endpoint [KG_LLM_BASE_URL, OPENAI_BASE_URL]; the key is read from OPENAI_API_KEY.",
)
@click.option("--max-cost", type=click.FloatRange(min=0), help="llm: stop before the run costs more than this.")
@click.option("--price", type=(float, float), metavar="IN OUT", help="llm: the price of a million tokens in and out.")
@click.option("--window", type=click.IntRange(min=200), help="llm: the most words of transcript that a request shows.")
@click.option("--rounds", type=click.IntRange(min=0, max=5), help="llm: how often to ask for what is missing.")
@click.option("--timeout", type=click.FloatRange(min=1), help="llm: seconds for a whole answer.")
@click.option(
    "--cache",
    type=click.Path(path_type=Path),
    help="llm: where answers are kept, so that nothing is paid for twice; by default .kg-cache in the event folder.",
)
@labels_options
def command(
    *,
    transcript: Path,
    method: str,
    answers: tuple[Path, ...],
    other: Path | None,
    afresh: bool,
    output: Path | None,
    vocabulary: Path | None,
    claims_per_turn: int | None,
    speakers: tuple[str, ...],
    not_speakers: tuple[str, ...],
    **options: object,
) -> None:
    """Draft the annotations of TRANSCRIPT (a file, or an event folder), to read and mend.

    By rules, with a model behind an endpoint (--with llm), or from what an assistant answered to the prompt that
    `kg prompt` writes (--answer FILE, as often as there are answers). Answers are kept in the event folder, so that a
    further one goes on where the last one stopped; what could not be used, and what is missing, stands in repair.md, to
    be pasted into the same chat.

    An event.yaml that stands beside the transcript is believed: its names are looked for, and kept as they are.
    A file that a person has touched is never overwritten: the draft is written beside it, as annotations.draft.yaml, and
    what differs is shown.
    """
    from kg.drafting import draft
    from kg.drafting.doors.endpoint.draft import STOPPED
    from kg.drafting.doors.folder import DraftFolder
    from kg.errors import KgError, SourceError
    from kg.files import settle
    from kg.pipeline import is_output

    source, folder = places(transcript, output)
    settle(folder)
    if is_output(folder):
        raise SourceError(f"{folder}: is what a build wrote (choose another folder with -o)")
    read, known = known_of(source, folder, speakers=speakers, not_speakers=not_speakers)
    concepts = _vocabulary(vocabulary, folder)
    if answers or (other and DraftFolder(folder).answers()):
        _from_answers(
            answers,
            DraftFolder(folder),
            source=source,
            known=known,
            vocabulary=concepts,
            afresh=afresh,
            model=options.get("model"),
            other=other,
        )
        return
    more: dict[str, object] = {}
    if method == "llm":
        more["settings"] = _settings(folder, known, options)
        more["report"] = say
    elif claims_per_turn:
        more["claims_per_turn"] = claims_per_turn
    event = draft(read, method=method, event=known, vocabulary=concepts, **more)
    event = _joined(event, other)
    _tell_files(DraftFolder(folder).write_draft(event, source))
    _say_what(event)
    stopped = next((w for w in event.warnings if w.startswith(STOPPED)), "")
    if stopped:
        raise KgError(f"{stopped}: what was answered is drafted, the rest is not")


def _from_answers(
    answers: tuple[Path, ...],
    folder: DraftFolder,
    *,
    source: Path,
    known: AnnotatedEvent,
    vocabulary: tuple[Concept, ...],
    afresh: bool,
    model: object,
    other: Path | None,
) -> None:
    """Draft from what was answered, now and before, and write what is to be asked once more."""

    from kg.drafting.doors.drafted import draft_from_answers
    from kg.drafting.doors.folder import answer_text
    from kg.drafting.entrance.answers import read_answer
    from kg.drafting.entrance.repair import repair_text
    from kg.drafting.language import language_of
    from kg.drafting.prompts import prompt

    texts = [given().decode("utf-8", "replace") if str(p) == "-" else answer_text(p) for p in answers]
    names = {text: p.name for p, text in zip(answers, texts, strict=True)}
    before = [] if afresh else folder.answers()
    fresh = [t for t in dict.fromkeys(texts) if all(t != old for _, old in before)]
    kept = [*before, *((f"{n:03}.txt", t) for n, t in enumerate(fresh, start=len(before) + 1))]
    read = [read_answer(text, names.get(text, name)) for name, text in kept]
    language = language_of(known.transcript, known.event.language)
    drafted = draft_from_answers(
        known.transcript,
        read,
        event=known,
        vocabulary=vocabulary,
        model=str(model or "assistant"),
        door="chat",
        language=language,
    )
    repair = repair_text(drafted.kept, drafted.gaps, prompt("repair", language), set(names.values()))
    event = _joined(drafted.event, other)
    _tell_files(folder.write_draft(event, source, repair=repair, answers=kept))
    _say_what(event)
    _say_faults(drafted, folder, set(names.values()))


def _joined(event: AnnotatedEvent, other: Path | None) -> AnnotatedEvent:
    """Return a draft with the other reading, where there is one, joined to it."""
    if other is None:
        return event
    from kg.drafting.entrance.merge import BOTH, merged
    from kg.pipeline import annotated

    joined = merged(event, annotated(other))
    both = sum(c.rule == BOTH for c in joined.claims)
    say(f"{other}: joined; {both} of {len(joined.claims)} claims are in both readings")
    return joined


def places(transcript: Path, output: Path | None) -> tuple[Path, Path]:
    """Return the transcript file and the event folder to write."""
    from kg.eventfiles import transcript_path

    if transcript.is_dir():
        return transcript_path(transcript), output or transcript
    if output:
        return transcript, output
    return transcript, transcript.parent if transcript.stem == "transcript" else Path(transcript.stem)


def known_of(
    source: Path, folder: Path, *, speakers: Iterable[str] = (), not_speakers: Iterable[str] = ()
) -> tuple[Transcript, AnnotatedEvent]:
    """Return the transcript and what is known of its event: from event.yaml, or guessed.

    Labels that event.yaml, or the person who asks, says are speakers or none, are read so.

    An event.yaml that a draft wrote and nobody has touched since is no person's word, and is not asked.
    """
    from kg.drafting.doors.folder import DraftFolder
    from kg.eventfiles import bare_event
    from kg.eventfiles.load import decided_labels, declared
    from kg.model import slug
    from kg.readers import read

    are, are_not = decided_labels(folder)
    transcript = read(source, speakers=(*are, *speakers), not_speakers=(*are_not, *not_speakers))
    event_id = slug(folder.absolute().name)
    found = [p for p in (folder / "event.yaml", source.parent / "event.yaml") if p.is_file()]
    beside = next((p for p in found if not DraftFolder(p.parent).is_ours(p.name)), None)
    if beside is not None and (source.stem == "transcript" or beside.parent == folder):
        known = declared(beside, transcript, event_id)
        return known.transcript, known
    known = bare_event(event_id, transcript)
    return known.transcript, known


def _vocabulary(given: Path | None, folder: Path) -> tuple[Concept, ...]:
    from kg.drafting.doors.folder import DraftFolder
    from kg.eventfiles import load_vocabulary
    from kg.resources import shipped

    own = folder / "concepts.ttl"
    has_own = own.is_file() and not DraftFolder(folder).is_ours(own.name)
    return load_vocabulary(given or (own if has_own else shipped("ontology", "concepts.ttl")))


def _settings(folder: Path, known: AnnotatedEvent, options: dict[str, object]) -> Settings:
    from kg.drafting.doors.endpoint.settings import settings_from
    from kg.drafting.language import language_of

    given = {k: v for k, v in options.items() if v is not None}
    language = language_of(known.transcript, known.event.language)
    return settings_from(given | {"cache": options.get("cache") or folder / ".kg-cache", "language": language})


def _tell_files(files: list[Written]) -> None:
    for file in files:
        if file.what == "written":
            say(f"{file.path} written")
        elif file.what == "same":
            say(f"{file.path} is there already, and the same")
        else:
            say(f"{file.path} is there already and stays as it is; the draft is in {file.beside}")
            _show_difference(file)


def _show_difference(file: Written) -> None:
    for line in file.difference[:MAX_DIFF_LINES]:
        click.echo(plain(line))
    if len(file.difference) > MAX_DIFF_LINES:
        say(f"… and {len(file.difference) - MAX_DIFF_LINES} more lines of difference (diff {file.path} {file.beside})")


def _say_faults(drafted: Drafted, folder: DraftFolder, answers: set[str]) -> None:
    """Say what became of the lines of the answers that were given now, and what to do next."""
    found = drafted.faults(answers)
    say(f"  of what was answered: {', '.join(f'{len(lines)} {verdict}' for verdict, lines in found.items())}")
    for fault in found["unusable"][:MAX_FAULTS]:
        say(f"  {fault.origin}: {fault.reason}")
    if len(found["unusable"]) > MAX_FAULTS:
        say(f"  … and {len(found['unusable']) - MAX_FAULTS} more")
    if not drafted.kept.finished:
        say('  the last answer does not say END: say "go on" in the chat, and give what comes as a further --answer')
    if (folder.path / "repair.md").is_file():
        say(
            f"  {folder.path / 'repair.md'} asks for what could not be used and for what is missing: paste it into the same chat"
        )


def _say_what(event: AnnotatedEvent) -> None:
    drawn = [r for r in event.relations if r.relation in {"agrees", "disagrees"}]
    guessed = sum(s.guessed for s in event.speakers)
    say(
        f"  {counted(len(event.speakers), 'speaker')}{f' ({guessed} guessed)' if guessed else ''}, "
        f"{counted(len(event.questions), 'question')}, {counted(len(event.propositions), 'proposition')}, "
        f"{counted(len(event.claims), 'claim')}, {counted(len(event.stances), 'stance')}, "
        f"{counted(len(event.references), 'reference')}, {counted(len(drawn), 'agree or disagree edge')}, "
        f"{counted(sum(c.discovered for c in event.concepts), 'concept')} discovered"
    )
    for warning in event.warnings:
        say(f"  {warning}")
