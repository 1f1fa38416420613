"""How right drafts by rules are, and how fast: `python benchmarks/drafting.py CORPORA [--speed] [--large]`.

CORPORA holds panels/ (ID.txt with ID.gold.json) and labelled/ (JSON lines); the AGI-Next event is the project's own.
Figures on each half of the panels (by blocks of neighbouring ids) are given apart: the texts of the first half alone were read
while the marks were made. Their weights were set after a fit on both; fitted on either half and measured on the other, F1
was .45 and .46 for disagree, .47 and .53 for agree. --speed compares with a blank spaCy tokenizer and sentencizer, where spaCy is installed; --large goes on to
ten million words.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from kg.drafting import draft
from kg.drafting.english.sentences import Sentence, sentences, words_of
from kg.drafting.rules.claims import score
from kg.drafting.rules.replies import exchange
from kg.drafting.rules.turn_by_turn import CLAIM_FROM
from kg.evaluate import evaluate, read_gold_edges, row
from kg.eventfiles import load_event, load_vocabulary
from kg.evidence.edges import relation_edges
from kg.model import AnnotatedEvent, Concept, Transcript
from kg.readers import read

#: A reply of so many words at most is counted apart.
_ONE_WORD = 2
ROOT = Path(__file__).parent.parent
EVENT = ROOT / "data" / "agi-next-2026"
Row = dict[str, Any]


def half(number: int | str) -> str:
    """Return which half an excerpt is in: neighbours stay together, because they are of one broadcast."""
    return "second" if int(number) // 25 % 2 else "first"


def panels(folder: Path) -> list[Row]:
    """Agree and disagree edges by unordered pairs of speakers an excerpt, over all and by half."""
    found: dict[tuple[str, str], list[int]] = {}
    for gold_path in sorted(folder.glob("*.gold.json")):
        name = gold_path.name.removesuffix(".gold.json")
        gold = read_gold_edges(gold_path)
        drafted = draft(read(folder / f"{name}.txt"))
        drawn, longer = relation_edges(drafted), relation_edges(_without_short_replies(drafted))
        for label, part in [
            (a, b) for a in ("agrees", "disagrees") for b in ("all", half(name), "one-word replies apart")
        ]:
            made = longer if part == "one-word replies apart" else drawn
            mine, theirs = ({e for e in edges if e[0] == label} for edges in (made, gold))
            counts = found.setdefault((part, label), [0, 0, 0])
            for i, n in enumerate((len(mine & theirs), len(mine), len(theirs))):
                counts[i] += n
    return [row(f"panels, {part}", *counts, label=label) for (part, label), counts in sorted(found.items())]


def _without_short_replies(event: AnnotatedEvent) -> AnnotatedEvent:
    """Leave out the relations that a reply of one word or two makes: half of the agree edges of the panels are such."""
    kept = tuple(r for r in event.relations if len(r.quote.split()) > _ONE_WORD)
    return replace(event, relations=kept)


def _lines(path: Path) -> Iterable[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file)


def exchanges(path: Path) -> list[Row]:
    """Agree, disagree or neutral between successive contributions; the mean of the three F1 is the macro-F1."""
    verdicts = {"agree": "agrees", "disagree": "disagrees", "neutral": "neutral"}
    pairs = []
    for line in _lines(path):
        before, reply = sentences(line["text_a"]), sentences(line["text_b"])
        got = exchange(before, reply).verdict if before and reply else "neutral"
        pairs.append((got, verdicts[line["label"]], half(line["group"])))
    rows = []
    for part in ("all", "first", "second"):
        mine = [(got, gold) for got, gold, where in pairs if part in ("all", where)]
        some = [
            row(
                f"qt30, {part}",
                sum(g == e == label for g, e in mine),
                sum(g == label for g, _ in mine),
                sum(e == label for _, e in mine),
                label=label,
            )
            for label in ("agrees", "disagrees", "neutral")
        ]
        macro = sum(r["f1"] for r in some) / 3
        rows += [*some, {**row(f"qt30, {part}", 0, 0, 0, label="macro"), "f1": round(macro, 3)}]
    return rows


def claims(path: Path) -> list[Row]:
    """Whether a sentence holds a claim."""
    n_right = n_drafted = n_gold = 0
    for line in _lines(path):
        sentence = Sentence(text=line["text"], start=0, end=len(line["text"]), words=words_of(line["text"]))
        got = score(sentence) >= CLAIM_FROM
        n_right += got and line["has_claim"]
        n_drafted += got
        n_gold += line["has_claim"]
    return [row("elecdeb", n_right, n_drafted, n_gold, label="claim")]


def agi_next() -> list[Row]:
    """The AGI-Next event against its annotations: from the bare transcript, and with event.yaml."""
    vocabulary = load_vocabulary(ROOT / "ontology" / "concepts.ttl")
    transcript = read(EVENT / "transcript.txt")
    gold = load_event(EVENT, transcript, vocabulary)
    bare = draft(transcript, vocabulary=vocabulary)
    told = draft(gold.transcript, event=gold, vocabulary=vocabulary)
    rows = [{**r, "part": f"AGI-Next, bare: {r['part']}"} for r in evaluate(bare, gold)]
    rows += [{**r, "part": f"AGI-Next, with event.yaml: {r['part']}"} for r in evaluate(told, gold)]
    return [r for r in rows if r["n_gold"] or r["n_drafted"]]


def verbatim(events: Iterable[AnnotatedEvent]) -> tuple[int, int]:
    """Return how many quotes there are, and how many stand at their offsets letter for letter."""
    spans = [
        (event.transcript.text[start:end], quote)
        for event in events
        for start, end, quote in (
            *((c.start, c.end, c.quote) for c in event.claims),
            *((r.start, r.end, r.quote) for r in event.references),
            *((r.start or 0, r.end or 0, r.quote) for r in event.relations if r.quote),
            *((m.start, m.end, m.surface) for m in event.mentions),
        )
    ]
    return len(spans), sum(a == b for a, b in spans)


def same_bytes() -> bool:
    """Draft in three processes with different hash seeds and compare what is written."""
    code = (
        "import sys\nfrom pathlib import Path\nfrom kg.readers import read\nfrom kg.drafting import draft\n"
        "from kg.eventfiles.annotation_text import annotations_yaml\nfrom kg.eventfiles.event_text import event_yaml\n"
        f"event = draft(read(Path({str(EVENT / 'transcript.txt')!r})))\n"
        "sys.stdout.buffer.write((event_yaml(event) + annotations_yaml(event)).encode())\n"
    )
    digests = {
        hashlib.sha256(
            subprocess.run(
                [sys.executable, "-c", code],
                capture_output=True,
                check=True,
                cwd=ROOT,
                env={**os.environ, "PYTHONHASHSEED": seed},
            ).stdout
        ).hexdigest()
        for seed in ("0", "1", "4242")
    }
    return len(digests) == 1


def seconds_of(action: Callable[[], object]) -> float:
    """Return the processor time that an action takes, in seconds: other programs on the machine do not count."""
    start = time.process_time()
    action()
    return time.process_time() - start


def enlarged(transcript: Transcript, words: int) -> bytes:
    """Return a transcript of about so many words: the panel of the event again and again."""
    turns = [f"{u.speaker}: {transcript.words_of(u)}" for u in transcript.utterances if u.speaker]
    once = "\n".join(turns) + "\n"
    return (once * max(1, round(words / len(once.split())))).encode()


def spacy_pipeline() -> Any:
    """Return a blank English spaCy pipeline with sentencizer, or None where spaCy is not installed."""
    try:
        import spacy
    except ImportError:
        return None
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp


def rules_alone(transcript: Transcript, vocabulary: tuple[Concept, ...]) -> None:
    """Draft as ever, but find no keyphrases and take the language for English: what the rules themselves cost."""
    with (
        patch("kg.drafting.rules.draft.recognised", lambda *_: "en"),
        patch("kg.drafting.rules.draft.with_concepts", lambda known, _: known),
        patch("kg.drafting.rules.turn_by_turn.PhraseCounter.add", lambda *_: None),
    ):
        draft(transcript, vocabulary=vocabulary)


def speed(large: bool) -> None:
    """Print the time of a draft beside spaCy's on the same text, and how it grows."""
    vocabulary = load_vocabulary(ROOT / "ontology" / "concepts.ttl")
    for path in (EVENT / "transcript.txt", ROOT / "data" / "housing-forum" / "transcript.txt"):
        transcript = read(path)
        lines = [transcript.words_of(u) for u in transcript.utterances]
        n_words = sum(len(line.split()) for line in lines)
        nlp = spacy_pipeline()
        # spaCy remembers every word form it has seen: the first time and the next times are two different figures.
        for run in ("first", "again"):
            theirs = None if nlp is None else seconds_of(lambda: [list(d.sents) for d in nlp.pipe(lines)])  # noqa: B023
            ours = seconds_of(lambda: draft(transcript, vocabulary=vocabulary))  # noqa: B023
            beside = (
                ""
                if theirs is None
                else f"; blank spaCy with sentencizer {theirs:.3f} s, ours is {ours / theirs:.2f} times that"
            )
            alone = seconds_of(lambda: rules_alone(transcript, vocabulary))  # noqa: B023
            if theirs is not None:
                beside += f"; without keyphrases and language recognition {alone:.3f} s, {alone / theirs:.2f} times"
            print(
                f"{path.parent.name}, {run}: {n_words} words drafted in {ours:.3f} s ({ours / n_words * 1e6:.1f} µs a word){beside}"
            )
    transcript = read(EVENT / "transcript.txt")
    for words in (10_000, 100_000, 1_000_000, *((10_000_000,) if large else ())):
        big = read(enlarged(transcript, words))
        n = len(big.text.split())
        seconds = seconds_of(lambda: draft(big, vocabulary=vocabulary))  # noqa: B023
        print(f"  {n:>10} words: {seconds:8.2f} s, {seconds / n * 1e6:.1f} µs a word")


def show(rows: Iterable[Row]) -> None:
    """Print rows in columns."""
    for r in rows:
        name = f"{r['part']}{' ' + r['label'] if r['label'] else ''}"
        figures = "  ".join(
            f"{k} {'–' if r[k] is None else format(r[k], '.3f')}" for k in ("precision", "recall", "f1")
        )
        print(f"{name:58s} {r['n_right']:>5} of {r['n_drafted']:>5} drafted, {r['n_gold']:>5} gold   {figures}")


def main() -> None:
    """Print all tables."""
    options = {a for a in sys.argv[1:] if a.startswith("--")}
    folders = [Path(a) for a in sys.argv[1:] if not a.startswith("--")]
    for corpora in folders[:1]:
        show(panels(corpora / "panels"))
        show(exchanges(corpora / "labelled" / "agreement.qt30.jsonl"))
        show(claims(corpora / "labelled" / "claims.elecdeb.jsonl"))
    show(agi_next())
    texts = [EVENT / "transcript.txt", ROOT / "data" / "housing-forum" / "transcript.txt"]
    n, n_verbatim = verbatim(draft(read(t)) for t in texts)
    print(f"quotes verbatim: {n_verbatim} of {n}; the same bytes from three processes: {same_bytes()}")
    if "--speed" in options or "--large" in options:
        speed("--large" in options)


if __name__ == "__main__":
    main()
