"""A corpus built on a cluster of our own on loopback: a worker is killed in the middle, and the outcome is that of the loop."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from kg.corpus.build import Plan, build_corpus
from kg.corpus.folder import Corpus
from tests.servers import dask
from tests.test_corpus import LOOP, TALK, files_of, lines_of

pytest.importorskip("distributed")


def test_a_cluster_builds_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Scheduler and two workers by hand, one killed while it works, three bad files: all others are built once, byte by byte."""
    monkeypatch.setattr("kg.corpus.engine.TASK_BYTES", 1)
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(24):
        (folder / f"talk {n:02}.txt").write_text(TALK.format(place=f"field {n}"), encoding="utf-8")
    for n in range(3):
        (folder / f"bad {n}.txt").write_bytes(bytes(range(256)) * 20)
    with dask(2) as (address, workers):
        killed = [False]

        def report(done: int, of: int, failed: int) -> None:
            if done >= 3 and not killed[0]:
                workers[0].kill()
                killed[0] = True

        began = time.monotonic()
        done = build_corpus([str(folder)], tmp_path / "cluster", Plan(engine="dask", scheduler=address), report=report)
        assert time.monotonic() - began < 120
    build_corpus([str(folder)], tmp_path / "loop", LOOP)

    assert killed == [True]
    assert (done.built, len(done.failed)) == (24, 3)
    assert all("encoding" in line.reason for line in done.failed)
    assert files_of(tmp_path / "cluster") == files_of(tmp_path / "loop")
    assert lines_of(tmp_path / "cluster") == lines_of(tmp_path / "loop")
    assert len(Corpus.open(tmp_path / "cluster").events()) == 24
