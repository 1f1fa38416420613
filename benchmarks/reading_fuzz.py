"""Mutated transcripts: `python benchmarks/reading_fuzz.py [N]` reads N (10,000) damaged inputs and reports what came of them.

Each must give a transcript whose every source character is accounted for, or one clear error, within a second a KB.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.mutations import MUTATIONS, SEEDS, mutated, problem_of


def main(n: int) -> None:
    """Read n mutated inputs; print outcomes by kind, and every failure."""
    rng = random.Random(20260110)
    outcomes: Counter[str] = Counter()
    slowest, failures = (0.0, 0), []
    began = time.perf_counter()
    for i in range(n):
        seed = rng.choice(SEEDS)
        steps = [rng.choice(list(MUTATIONS)) for _ in range(rng.randint(1, 4))]
        data = mutated(seed, steps, rng.randrange(2**32))
        t = time.perf_counter()
        outcome, problem = problem_of(data)
        took = time.perf_counter() - t
        slowest = max(slowest, (took / max(1.0, len(data) / 1000), len(data)))
        outcomes[outcome] += 1
        if problem:
            failures.append((i, steps, problem, data[:60]))
            print(i, steps, problem, data[:60], flush=True)
    for outcome, count in outcomes.most_common():
        print(f"{count:7,}  {outcome}")
    print(
        f"{n:,} inputs in {time.perf_counter() - began:.0f} s; slowest {slowest[0] * 1000:.0f} ms a KB (of {slowest[1]:,} bytes); {len(failures)} failures"
    )
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
