"""How long whole commands take, as ratios to bare imports in the same run.

    python -m benchmarks.startup [EVENT FOLDER] [--runs 9]

Times are medians of interleaved runs of fresh processes, in milliseconds.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

LIMITS = (
    ("kg build EVENT", "import rdflib, networkx, pandas, pyvis", 2.0),
    ("kg --help", "import click", 2.0),
    ("kg query GRAPH who-disagrees-with-whom", "import click", 4.0),
)


def measure(commands: dict[str, list[str]], runs: int) -> dict[str, float]:
    """Return the median milliseconds of each command; runs are interleaved, so that a busy moment meets them all."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            times[name].append((time.perf_counter() - start) * 1000)
    return {name: statistics.median(values) for name, values in times.items()}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("event", nargs="?", type=Path, default=Path("data/agi-next-2026"))
    parser.add_argument("--runs", type=int, default=9)
    options = parser.parse_args()
    python, kg = [sys.executable, "-c"], [str(Path(sys.executable).with_name("kg"))]
    with tempfile.TemporaryDirectory() as scratch:
        out = str(Path(scratch) / "out")
        build = [*kg, "build", str(options.event), "-o", out]
        subprocess.run(build, check=True, capture_output=True)
        found = measure(
            {
                "import click": [*python, "import click"],
                "kg --help": [*kg, "--help"],
                "kg query GRAPH who-disagrees-with-whom": [*kg, "query", out, "who-disagrees-with-whom"],
                "import rdflib, networkx, pandas, pyvis": [*python, "import rdflib, networkx, pandas, pyvis"],
                "kg build EVENT": build,
            },
            options.runs,
        )
    print("| command | ms | beside | ms | ratio | limit |\n|---|---|---|---|---|---|")
    for command, reference, limit in LIMITS:
        ratio = found[command] / found[reference]
        print(
            f"| {command} | {found[command]:.0f} | {reference} | {found[reference]:.0f} | {ratio:.2f} | {limit:.0f} |"
        )


if __name__ == "__main__":
    main()
