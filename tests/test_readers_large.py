"""Large sources: the fast way gives what the slow way gives, in bounded memory."""

from __future__ import annotations

import random

import pytest

from kg.model import Transcript
from kg.readers import read
from kg.readers import text as plain
from kg.readers.columns import Utterances

NAMES = ["Ada Park", "Ben Osei", "Chen Wei", "DORA", "mod_1"]


def made(seed: int) -> str:
    """Write a transcript with all that can happen in one."""
    rng = random.Random(seed)
    forms = [
        "{n}: turn {i}, we go on.", "{n}: turn {i}, and so [laughter] again.", "and this goes on, number {i}: yes.", "", "[Applause]", "Section Number {i} Of The Meeting",
        "{n}:  two spaces {i}.  ", "{n} (Acme): turn {i} is odd (inaudible) end.", "{n}: https://example.org/{i}", "{n}:", "\t{n}: indented {i}", "Note: number {i}", "{n}: ♪ la ♪",
    ]  # fmt: skip
    weights = [60, 4, 8, 8, 3, 3, 3, 3, 4, 1, 1, 1, 1]
    lines = [rng.choices(forms, weights)[0].format(n=rng.choice(NAMES), i=i) for i in range(1500)]
    return "\n".join(["The Future of Rivers and Lakes", "", "Host: Ada Park", "", *lines])


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_fast_way_is_the_slow_way(seed: int, ending: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every utterance, every count of what is left out and every label are the same."""
    data = made(seed).replace("\n", ending).encode()
    slow = read(data)
    monkeypatch.setattr(plain, "LARGE", 100)
    monkeypatch.setattr("kg.readers.text.large._BLOCK", 5_000)

    fast = read(data)

    assert isinstance(fast.utterances, Utterances)
    assert list(fast.utterances) == list(slow.utterances)
    assert sorted(fast.left_out, key=str) == sorted(slow.left_out, key=str)
    assert {p.name for p in fast.labels} == {p.name for p in slow.labels}


def test_columns_behave_as_a_tuple() -> None:
    """Length, index, slice, iteration, equality and errors are a tuple's."""
    transcript: Transcript = read(b"Ada: One.\nBen: Two.\nAda: Three.\n")
    rows = Utterances(["Ada", "Ben"])
    for u in transcript.utterances:
        rows.add(speaker=rows.speakers.index(u.speaker), start=u.start, end=u.end)

    assert rows == transcript.utterances
    assert (len(rows), rows[-1], rows[1:], list(rows)) == (
        3,
        transcript.utterances[-1],
        transcript.utterances[1:],
        list(transcript.utterances),
    )
    assert rows.n_characters == 4 + 4 + 6
    with pytest.raises(IndexError):
        rows[3]


def test_other_styles_are_read_line_by_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """A large source in another style is read the usual way."""
    monkeypatch.setattr(plain, "LARGE", 100)
    text = "\n\n".join(f"{NAMES[i % 2]}: (00:0{i}:00)\nturn {i} of the day." for i in range(9))

    transcript = read(text.encode())

    assert isinstance(transcript.utterances, tuple)
    assert [u.start_time for u in transcript.utterances if u.kind == "speech"] == [60.0 * i for i in range(9)]
