"""kg build: a source becomes an output folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.output import given, labels_options, say
from kg.words import counted

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from kg.model import AnnotatedEvent

#: A build tells so many findings; a draft of a long talk may have many more.
MOST_FINDINGS = 20


@click.command()
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True, type=click.Path(allow_dash=True))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Where to write; by default output/ and the source's name."
)
@click.option(
    "--store",
    type=click.Path(path_type=Path),
    help="Put the events into this store on disk, and write no output folder.",
)
@click.option("--base-iri", metavar="IRI", help="What the IRIs of the graph begin with.")
@click.option("--vocabulary", type=click.Path(path_type=Path), help="A SKOS vocabulary instead of ours.")
@click.option(
    "--corrections",
    type=click.Path(path_type=Path),
    help="A person's corrections, applied last; by default corrections.yaml of the event folder.",
)
@click.option(
    "--replace", is_flag=True, help="Let an event take the place of another one that has its id and another transcript."
)
@labels_options
@click.option("--no-page", is_flag=True, help="Leave explorer.html out.")
@click.option(
    "--no-heard-names", is_flag=True, help="Keep numbered voices as they are, whatever names were heard in speech."
)
@click.option(
    "--strict", is_flag=True, help="Build nothing where claims, stances and relations do not fit together: exit 1."
)
def command(
    *,
    sources: tuple[str, ...],
    output: Path | None,
    store: Path | None,
    base_iri: str | None,
    vocabulary: Path | None,
    corrections: Path | None,
    replace: bool,
    speakers: tuple[str, ...],
    not_speakers: tuple[str, ...],
    no_page: bool,
    no_heard_names: bool,
    strict: bool,
) -> None:
    """Build the graph of each SOURCE: an event folder, or a transcript file, or - for a transcript on standard input.

    What nobody annotated is drafted by rules. Writes graph.ttl, explorer.html, transcript.txt, report.md and tables/*.csv. An existing output is replaced only
    when all of it is ready; whatever else is in the folder stays as it is. A folder that is or holds the SOURCE, or that holds a file of such a name which kg
    did not write, is refused.

    What does not fit together is told with an id: a pair of claims that agrees and disagrees, a claim that answers one said later, a proposition of two
    clauses. Mend it, or acknowledge it: in corrections.yaml by {action: acknowledge, target: ID, why: …}, in event.yaml under acknowledged.

    With --store, each event becomes a named graph of one store, and replaces what the store had of that event; the
    other events stay. There a SOURCE may also be a graph: an event's output, an RDF or xAIF file.
    """
    from kg.graph.terms import BASE
    from kg.pipeline import Options

    if output and (store or len(sources) > 1):
        raise click.UsageError("-o is for one source; several go to folders of their own, or to one --store")
    options = Options(
        base_iri=base_iri or BASE,
        vocabulary=vocabulary,
        corrections=corrections,
        page=not no_page,
        strict=strict,
        heard_names=not no_heard_names,
        speakers=speakers,
        not_speakers=not_speakers,
    )
    if store:
        _to_store(map(_given, sources), store, options, replace=replace)
        return
    written: dict[Path, str] = {}
    for source in sources:
        build_and_say(_given(source), output, options, written=written, replace=replace)


def _given(source: str) -> Path | bytes:
    return given() if source == "-" else Path(source)


def _to_store(sources: Iterable[Path | bytes], store: Path, options: object, *, replace: bool) -> None:
    from kg.pipeline import Options, named_graphs
    from kg.store.disk import write_events

    assert isinstance(options, Options)
    written = []

    def noted() -> Iterator[tuple[NamedNode, bytes]]:
        for name, content in named_graphs(sources, options):
            written.append(name)
            yield name, content
            say(f"{name.value}  {content.count(bytes([10]))} statements")

    write_events(store, noted(), replace=replace)
    say(f"  {counted(len(written), 'event')} written to {store}")


def build_and_say(
    source: Path | bytes,
    output: Path | None,
    options: object,
    *,
    written: dict[Path, str] | None = None,
    replace: bool = False,
) -> Path:
    """Build one source and say in a few lines what came of it; return the output folder.

    Where `written` is given, it holds the folders that this run has written, which are not written again.
    """
    from kg.errors import SourceError
    from kg.pipeline import STDIN, Options, annotated, corrections_text, is_another_event, output_files, write_output

    assert isinstance(options, Options)
    event = annotated(source, options)
    folder = output or Path("output") / event.event.id
    shown = STDIN if isinstance(source, bytes) else str(source)
    if written is not None and folder in written:
        raise SourceError(f"{shown}: goes to {folder}, as {written[folder]} did (build it alone, with -o)")
    if output is None and not replace and is_another_event(folder, event):
        raise SourceError(
            f"{shown}: goes to {folder}, which holds another event of that id (choose another folder with -o, or --replace it)"
        )
    for warning in (*event.transcript.warnings, *event.warnings):
        say(f"warning: {warning}")
    tell_findings(event, strict=options.strict)
    if not event.speakers:
        say("warning: no turn names its speaker, so nothing can be attributed (declare speakers, or label the turns)")
    files = output_files(event, options, corrections=corrections_text(source, options))
    write_output(files, folder, source=None if isinstance(source, bytes) else source)
    if written is not None:
        written[folder] = shown
    say(
        f"{event.event.title}\n"
        f"  {counted(len(event.speakers), 'speaker')}, {counted(len(event.claims), 'claim')}, {counted(len(event.stances), 'stance')} on "
        f"{counted(len(event.propositions), 'proposition')}, {counted(len(event.relations), 'relation')}, "
        f"{counted(len(event.references), 'reference')}, {counted(len(event.mentions), 'mention')}\n"
        f"  written to {folder}"
    )
    return folder


def tell_findings(event: AnnotatedEvent, *, strict: bool) -> None:
    """Say what does not fit together, a line each: all of it as errors, with exit 1, where the build is strict."""
    from kg.evidence.consistency import findings, stale

    found = findings(event)
    # What rules drafted and nobody has read is no work of a person to mend: its findings are counted.
    unread = all(c.source == "rules" for c in event.claims)
    shown = found if strict else found[: 0 if unread else MOST_FINDINGS]
    for finding in shown:
        say(f"{'error' if strict else 'warning'}: {finding.kind} {finding.id}: {finding.message}")
    if len(found) > len(shown):
        n, more = len(found) - len(shown), "" if unread else "more "
        say(f"warning: {counted(n, f'{more}finding', f'{more}findings')} of consistency (--strict tells all)")
    for revision in stale(event):
        say(f"warning: what was acknowledged as {revision.target} is no longer found (delete the line)")
    if found and strict:
        say(
            f"nothing was built: {counted(len(found), 'finding')} (mend the annotations, or acknowledge each by its id)"
        )
        raise SystemExit(1)
