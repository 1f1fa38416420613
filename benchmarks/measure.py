"""What the benchmarks share: events of a wanted size, fresh processes, peak memory, tables."""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

#: Statements of a generated event for each of its claims, measured at 3,000 claims.
PER_CLAIM = 44.8
NAMES = {10_000: "10 thousand", 100_000: "100 thousand", 1_000_000: "1 million"}


def claims_for(n_triples: int) -> int:
    """Return how many claims a generated event has whose graph has about so many statements."""
    return round(n_triples / PER_CLAIM)


def peak_mb() -> float:
    """Return this process's peak of resident memory, in megabytes."""
    # getrusage would count what the parent had when it forked.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def resident_mb(pid: int | str = "self") -> float:
    """Return the resident memory of a process at this moment, in megabytes."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


def seconds(action: Callable[[], object], runs: int = 1) -> float:
    """Return the median seconds of some runs of an action."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def fresh(module: str, *arguments: str) -> Any:
    """Run `python -m MODULE ARGUMENTS` in a process of its own, and return the JSON that it prints last."""
    done = subprocess.run([sys.executable, "-m", module, *arguments], check=False, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{module} {' '.join(arguments)} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    return json.loads(done.stdout.strip().splitlines()[-1])


def said(value: object) -> None:
    """Print a value as one line of JSON, for `fresh`."""
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


def table(rows: Iterable[dict[str, Any]]) -> None:
    """Print rows as a Markdown table."""
    found = list(rows)
    columns = list(dict.fromkeys(c for row in found for c in row))
    lines = [columns, ["---"] * len(columns), *([_cell(row.get(c, "")) for c in columns] for row in found)]
    for line in lines:
        sys.stdout.write("| " + " | ".join(line) + " |\n")
    sys.stdout.flush()


def _cell(value: Any) -> str:
    return (
        f"{value:.3g}"
        if isinstance(value, float) and value < 1000
        else str(round(value))
        if isinstance(value, float)
        else str(value)
    )


def end_now() -> None:
    """End without taking large structures apart, which is no part of what is measured."""
    sys.stdout.flush()
    os._exit(0)
