"""Damaged labels: `python benchmarks/reading_labels.py [N]` damages N (1,000) labels and reports how many are told of.

Each talk is laid out in one of several styles, one of its labels is damaged so that something of it is left (no colon,
another mark, a slip of the pen, a tag, a number, another case, a broken line), and both are read. A warning on the damaged
one is what is asked for; one on a whole talk is a false alarm. Swapped and removed labels leave nothing to be seen, and are
reported without a target.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from kg.errors import KgError
from kg.readers import read
from tests.mutations import damaged, laid_out, talk

_STYLE = "{n}: {w}\n"


def warned(data: bytes) -> bool:
    """Tell whether a reading warns, or refuses."""
    try:
        return bool(read(data, name="x").warnings)
    except KgError:
        return True


def main(n: int) -> None:
    """Damage n labels; print what was told by kind of damage, and the false alarms on half as many whole talks."""
    rng = random.Random(20260110)
    told, total, alarms = Counter[str](), Counter[str](), 0
    for i in range(n):
        _, kind, _, whole, hit = damaged(rng)
        total[kind] += 1
        told[kind] += warned(hit)
        alarms += i % 2 == 0 and warned(whole)
    for kind, count in sorted(total.items()):
        print(f"{kind:18} {told[kind]:5} of {count:5} told  {told[kind] / count:.3f}")
    print(f"{'all':18} {told.total():5} of {n:5} told  {told.total() / n:.3f}")
    print(f"false alarms: {alarms} of {(n + 1) // 2} whole talks")
    _without_remnant(rng, n // 10)


def _without_remnant(rng: random.Random, n: int) -> None:
    swapped = removed = 0
    for _ in range(n):
        turns = talk(rng)
        at = rng.randrange(2, len(turns))
        other = next(who for who, _ in turns if who != turns[at][0])
        swap = [*turns[:at], (other, turns[at][1]), *turns[at + 1 :]]
        swapped += warned("\n".join(laid_out(swap, _STYLE)).encode())
        lines = laid_out(turns, _STYLE)
        lines[at] = turns[at][1] + "\n"
        removed += warned("\n".join(lines).encode())
    print(f"without a target: {swapped} of {n} swapped labels told, {removed} of {n} removed labels told")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000)
