"""kg corpus build: many transcripts into one corpus."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click

from kg.cli.output import say

#: Seconds between two lines of progress.
_EVERY = 2.0
#: How many failures are told at the end; all are in bad/.
_MOST = 10


@click.command()
@click.argument("sources", nargs=-1, required=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="The folder of the corpus.")
@click.option(
    "--engine",
    type=click.Choice(["local", "dask", "loop"]),
    default="local",
    show_default=True,
    help="What builds: processes of this machine, the workers of a Dask cluster, or this process alone.",
)
@click.option("--workers", type=click.IntRange(min=1), help="local: how many processes; by default one a processor.")
@click.option(
    "--scheduler",
    default="",
    metavar="ADDRESS",
    help="dask: the scheduler (tcp://…); its workers see the same folders.",
)
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0.1),
    default=120.0,
    show_default=True,
    help="local: seconds that one source may take.",
)
@click.option("--base-iri", default="", help="The base of all IRIs.")
@click.option("--vocabulary", type=click.Path(path_type=Path), help="A SKOS vocabulary for all.")
@click.option("--retry-bad", is_flag=True, help="Try again what failed before, also where it has not changed.")
def command(
    *,
    sources: tuple[str, ...],
    output: Path,
    engine: str,
    workers: int | None,
    scheduler: str,
    time_limit: float,
    base_iri: str,
    vocabulary: Path | None,
    retry_bad: bool,
) -> None:
    """Build the events of SOURCES into a corpus: files, folders, quoted globs, addresses (s3://…, zip://*::FILE), @LIST, or a table with a column `path`.

    What has not changed since the last build stays as it is. A source that fails is put aside with its reason and stops
    nothing; the exit code is then 1. Whoever ends a build loses nothing that was done. Sources that are gone go.
    """
    from kg.corpus.build import Plan, build_corpus

    if (engine == "dask") != bool(scheduler):
        raise click.UsageError("--engine dask and --scheduler go together")
    plan = Plan(
        engine=engine,
        workers=workers or 0,
        scheduler=scheduler,
        seconds=time_limit,
        base_iri=base_iri,
        vocabulary=vocabulary,
        retry_bad=retry_bad,
    )
    done = build_corpus(sources, output, plan, report=_Progress())
    kinds = ", ".join(f"{n} {kind}" for kind, n in sorted(done.left_out.items()))
    if kinds:
        say(f"left out, of other kinds: {kinds}")
    for line in done.failed[:_MOST]:
        say(f"{line.status}: {line.path}: {line.reason.splitlines()[0].removeprefix(f'{line.path}: ')}")
    if len(done.failed) > _MOST:
        say(f"and {len(done.failed) - _MOST} more (kg corpus status {output}, or {output}/bad)")
    say(
        f"{done.built} built, {done.same} as they were, {len(done.failed)} failed, {done.gone} gone; "
        f"{done.parts_written} of {done.parts} partitions written to {output}"
    )
    sys.exit(1 if done.failed else 0)


class _Progress:
    """Says now and then how far a build is, and how long it will take."""

    def __init__(self) -> None:
        self.began = self.last = time.monotonic()

    def __call__(self, done: int, of: int, failed: int) -> None:
        now = time.monotonic()
        if done < of and now - self.last < _EVERY:
            return
        self.last = now
        left = (now - self.began) / done * (of - done)
        say(
            f"{done} of {of}"
            + (f", {failed} failed" if failed else "")
            + (f", about {left:.0f} s left" if done < of else "")
        )
