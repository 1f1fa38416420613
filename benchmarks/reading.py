"""How well transcripts are read: `python benchmarks/reading.py DIR [--speed]` prints a table, one line a file.

DIR holds transcripts and, beside each, NAME.turns.jsonl with the expected turns (speaker, text, start, end). A turn start
is a speaker and the first three words, consecutive turns of one speaker merged on both sides. A gold label counts as the
predicted speaker when it is one of the labels that the reader joined under that name. Expected turns without a speaker
are no one's: what is read there counts neither for nor against.
"""

from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path
from typing import Any

from rapidfuzz.distance import Indel

from kg.model import Transcript
from kg.people.identity import joint_names
from kg.people.labels import key
from kg.readers import read

Words = list[str]
Turns = list[tuple[str, Words, float | None]]


def words_of(text: str) -> Words:
    """Return the words of a text, case and marks folded."""
    return re.findall(r"\w+", text.casefold())


def merged(turns: Turns) -> Turns:
    """Join consecutive turns of one speaker."""
    out: Turns = []
    for speaker, words, start in turns:
        if out and out[-1][0] == speaker:
            out[-1] = (speaker, out[-1][1] + words, out[-1][2])
        elif words:
            out.append((speaker, list(words), start))
    return out


def name_table(transcript: Transcript) -> dict[str, str]:
    """Return the canonical name of every label the reader knows, by folded label."""
    return {key(label): person.name for person in transcript.labels for label in (person.name, *person.labels)}


def gold_turns(path: Path, table: dict[str, str]) -> Turns:
    """Read expected turns; their labels become the reader's names where it joined them, "" stands for no one."""
    out: Turns = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        label = row["speaker"] or ""
        out.append(
            (table.get(key(label)) or joint_names(label, table) or label, words_of(row["text"]), row.get("start"))
        )
    return merged(out)


def read_turns(transcript: Transcript) -> Turns:
    """Return what was read as speech."""
    return merged(
        [
            (u.speaker, words_of(transcript.words_of(u)), u.start_time)
            for u in transcript.utterances
            if u.kind == "speech"
        ]
    )


def starts(turns: Turns) -> list[tuple[str, tuple[str, ...]]]:
    """Return the turn starts."""
    return [(s, tuple(w[:3])) for s, w, _ in turns if s]


def f1(gold: Turns, got: Turns) -> tuple[float, list[Any], list[Any]]:
    """Return F1 of turn starts, with those missed and those too many."""
    from collections import Counter

    free = {w for s, words, _ in gold if not s for w in zip(words, words[1:], words[2:], strict=False)}
    want, have = Counter(starts(gold)), Counter(starts(got))
    hit = sum((want & have).values())
    missed, extra = list((want - have).elements()), [x for x in (have - want).elements() if x[1] not in free]
    total = 2 * hit + len(missed) + len(extra)
    return (2 * hit / total if total else 1.0), missed, extra


def word_share(gold: Turns, got: Turns) -> float:
    """Return the share of gold words, of those with a speaker, that are read and given to that speaker."""
    a = [(w, s) for s, words, _ in gold for w in words]
    b = [(w, s) for s, words, _ in got for w in words]
    right = 0
    for block in Indel.opcodes([w for w, _ in a], [w for w, _ in b]):
        if block.tag == "equal":
            right += sum(
                1
                for i, j in zip(
                    range(block.src_start, block.src_end), range(block.dest_start, block.dest_end), strict=True
                )
                if a[i][1] and a[i][1] == b[j][1]
            )
    return right / max(1, sum(1 for _, s in a if s))


def time_share(gold: Turns, got: Turns) -> str:
    """Return how many turn starts that both have lie within a second."""
    times = {}
    for s, w, t in got:
        times.setdefault((s, tuple(w[:3])), []).append(t)
    pairs = []
    for s, w, t in gold:
        found = times.get((s, tuple(w[:3])))
        if t is not None and found:
            pairs.append(any(x is not None and abs(x - t) <= 1 for x in found))
    return f"{sum(pairs)}/{len(pairs)}" if pairs else "-"


def row(path: Path, *, verbose: bool) -> tuple[str, float]:
    """Measure one file."""
    began = time.perf_counter()
    transcript = read(path)
    took = time.perf_counter() - began
    gold, got = gold_turns(path.with_name(path.name + ".turns.jsonl"), name_table(transcript)), read_turns(transcript)
    score, missed, extra = f1(gold, got)
    false = sorted({s for s, *_ in got if s} - {s for s, *_ in gold if s})
    if verbose:
        print(
            "  missed",
            missed[:25],
            "\n  extra",
            extra[:25],
            "\n  notes",
            transcript.notes,
            "\n  left out",
            [(x.reason, x.n_pieces, x.n_characters) for x in transcript.left_out],
            "\n  people",
            [(p.name, p.labels, p.role, p.suggested_name) for p in transcript.labels][:60],
        )
    line = f"{path.name:28} {transcript.format:14} {len(starts(got)):5} {score:6.3f} {word_share(gold, got):7.4f} {time_share(gold, got):>9} {took:6.2f}  {', '.join(false)[:80]}"
    return line, score


def main(folder: str, *options: str) -> None:
    """Print the table, and the mean."""
    files = sorted(p for p in Path(folder).iterdir() if p.with_name(p.name + ".turns.jsonl").exists())
    only = [o for o in options if not o.startswith("-")]
    print(f"{'file':28} {'format':14} turns  start F1  words  times<1s  secs  speakers that are none")
    scores = []
    for path in files:
        if only and not any(o in path.name for o in only):
            continue
        try:
            line, score = row(path, verbose="-v" in options)
        except Exception as error:  # a benchmark reports every failure and goes on
            if "-x" in options:
                raise
            line, score = f"{path.name:28} {type(error).__name__}: {error}", 0.0
        print(line, flush=True)
        scores.append(score)
    if scores:
        print(f"mean F1 {sum(scores) / len(scores):.4f}, least {min(scores):.3f}, {len(scores)} files")
    if "--speed" in options:
        print(speed())


def speed(megabytes: int = 100) -> str:
    """Compare reading `Name: text` with str.splitlines and one regular expression a line, in the same run."""
    names = ("Ada Park", "Ben Osei", "Chen Wei", "Dora Lind")
    block = "".join(
        f"{names[i % 4]}: turn {i} of a long day, in which people say what they think about the matter at hand.\n"
        for i in range(1000)
    )
    data = (block * (megabytes * 1_000_000 // len(block) + 1)).encode()
    pattern = re.compile(r"^([^:]{1,60}):\s*(.*)$")
    began = time.perf_counter()
    matched = sum(1 for line in data.decode().splitlines() if pattern.match(line))
    plain = time.perf_counter() - began
    began = time.perf_counter()
    transcript = read(data)
    took = time.perf_counter() - began
    return f"speed: {len(data) / 1e6:.0f} MB, {matched:,} lines: splitlines and one regex a line {plain:.2f} s, read {took:.2f} s, ratio {took / plain:.2f}; {len(transcript.utterances):,} turns"


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(*sys.argv[1:])
