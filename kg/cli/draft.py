"""kg draft: a transcript becomes event.yaml, annotations.yaml and concepts.ttl, to read and mend."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.output import plain, say

if TYPE_CHECKING:
    from kg.drafting.llm.settings import Settings
    from kg.model import AnnotatedEvent, Transcript

MAX_DIFF_LINES = 60


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
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The event folder to write; by default the transcript's own, or one named after it.",
)
@click.option("--vocabulary", type=click.Path(path_type=Path), help="A SKOS vocabulary instead of ours.")
@click.option("--claims", "claims_per_turn", type=click.IntRange(min=1), help="At most so many claims a turn (rules).")
@click.option("--model", envvar="KG_LLM_MODEL", help="llm: the model's name [KG_LLM_MODEL].")
@click.option(
    "--base-url",
    envvar=["KG_LLM_BASE_URL", "OPENAI_BASE_URL"],
    help="llm: the endpoint [KG_LLM_BASE_URL, OPENAI_BASE_URL]; the key is read from OPENAI_API_KEY.",
)
@click.option("--max-cost", type=click.FloatRange(min=0), help="llm: stop before the run costs more than this.")
@click.option("--price", type=(float, float), metavar="IN OUT", help="llm: the price of a million tokens in and out.")
@click.option("--window", type=click.IntRange(min=200), help="llm: words of transcript a request.")
@click.option("--timeout", type=click.FloatRange(min=1), help="llm: seconds to wait for an answer.")
@click.option(
    "--cache",
    type=click.Path(path_type=Path),
    help="llm: where answers are kept, so that nothing is paid for twice; by default .kg-cache in the event folder.",
)
def command(
    *,
    transcript: Path,
    method: str,
    output: Path | None,
    vocabulary: Path | None,
    claims_per_turn: int | None,
    **options: object,
) -> None:
    """Draft the annotations of TRANSCRIPT (a file, or an event folder), to read and mend.

    An event.yaml that stands beside the transcript is believed: its names are looked for, and kept as they are.
    A file that is there already is never overwritten: the draft is written beside it, as annotations.draft.yaml, and
    what differs is shown.
    """
    from kg.drafting import draft
    from kg.errors import SourceError
    from kg.eventfiles import load_vocabulary
    from kg.files import settle
    from kg.pipeline import is_output
    from kg.resources import shipped

    source, folder = _places(transcript, output)
    settle(folder)
    if is_output(folder):
        raise SourceError(f"{folder}: is what a build wrote (choose another folder with -o)")
    read, known = _known(source, folder)
    own = folder / "concepts.ttl"
    concepts = load_vocabulary(vocabulary or (own if own.is_file() else shipped("ontology", "concepts.ttl")))
    more: dict[str, object] = {}
    if method == "llm":
        more["settings"] = _settings(folder, options)
        more["report"] = say
    elif claims_per_turn:
        more["claims_per_turn"] = claims_per_turn
    event = draft(read, method=method, event=known, vocabulary=concepts, **more)
    _write(event, folder, source)
    _say_what(event)


def _places(transcript: Path, output: Path | None) -> tuple[Path, Path]:
    """Return the transcript file and the event folder to write."""
    from kg.eventfiles import transcript_path

    if transcript.is_dir():
        return transcript_path(transcript), output or transcript
    if output:
        return transcript, output
    return transcript, transcript.parent if transcript.stem == "transcript" else Path(transcript.stem)


def _known(source: Path, folder: Path) -> tuple[Transcript, AnnotatedEvent]:
    """Return the transcript and what is known of its event: from event.yaml, or guessed."""
    from kg.drafting.declared import declared
    from kg.eventfiles import bare_event
    from kg.model import slug
    from kg.readers import read

    transcript = read(source)
    event_id = slug(folder.absolute().name)
    beside = next((p for p in (folder / "event.yaml", source.parent / "event.yaml") if p.is_file()), None)
    if beside is not None and (source.stem == "transcript" or beside.parent == folder):
        known = declared(beside, transcript, event_id)
        return known.transcript, known
    return transcript, bare_event(event_id, transcript)


def _settings(folder: Path, options: dict[str, object]) -> Settings:
    from kg.drafting.llm.settings import settings_from

    return settings_from(
        {k: v for k, v in options.items() if v is not None} | {"cache": options.get("cache") or folder / ".kg-cache"}
    )


def _write(event: AnnotatedEvent, folder: Path, source: Path) -> None:
    """Write new files, and beside those that are there already the draft: all of it or nothing; then say what was done."""
    from kg.eventfiles.annotation_text import annotations_yaml
    from kg.eventfiles.event_text import event_yaml
    from kg.eventfiles.vocabulary import concepts_turtle
    from kg.evidence.concepts import used_concepts
    from kg.files import write_folder

    texts = {"event.yaml": event_yaml(event), "annotations.yaml": annotations_yaml(event)}
    used = used_concepts(event)
    if used:
        texts["concepts.ttl"] = concepts_turtle(used)
    old = {name: _text_of(folder / name) for name in texts if (folder / name).is_file()}
    names = {name: _draft_name(name) if name in old else name for name in texts if old.get(name) != texts[name]}
    files = {names[name]: texts[name].encode() for name in names}
    if not any(folder.glob("transcript.*")):
        files[f"transcript{source.suffix or '.txt'}"] = source.read_bytes()
    write_folder(files, folder)
    for name, text in texts.items():
        _say_where(folder / name, folder / names.get(name, name), old.get(name), text)


def _text_of(path: Path) -> str:
    from kg.errors import SourceError

    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({error.strerror or error})") from None


def _draft_name(name: str) -> str:
    return f"{Path(name).stem}.draft{Path(name).suffix}"


def _say_where(path: Path, written: Path, old: str | None, text: str) -> None:
    if old is None:
        say(f"{path} written")
    elif old == text:
        say(f"{path} is there already, and the same")
    else:
        say(f"{path} is there already and stays as it is; the draft is in {written}")
        _show_difference(path, written, old, text)


def _show_difference(path: Path, beside: Path, old: str, text: str) -> None:
    import difflib

    lines = list(difflib.unified_diff(old.splitlines(), text.splitlines(), path.name, beside.name, lineterm="", n=1))
    for line in lines[:MAX_DIFF_LINES]:
        click.echo(plain(line))
    if len(lines) > MAX_DIFF_LINES:
        say(f"… and {len(lines) - MAX_DIFF_LINES} more lines of difference (diff {path} {beside})")


def _say_what(event: AnnotatedEvent) -> None:
    drawn = [r for r in event.relations if r.relation in {"agrees", "disagrees"}]
    guessed = sum(s.guessed for s in event.speakers)
    say(
        f"  {len(event.speakers)} speakers{f' ({guessed} guessed)' if guessed else ''}, {len(event.questions)} questions, "
        f"{len(event.propositions)} propositions, {len(event.claims)} claims, {len(event.references)} references, "
        f"{len(drawn)} agree or disagree edges, {sum(c.discovered for c in event.concepts)} concepts discovered"
    )
    for warning in event.warnings:
        say(f"  {warning}")
