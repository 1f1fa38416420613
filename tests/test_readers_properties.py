"""Damaged inputs: a transcript with every character accounted for, or one clear error; never a traceback, never a hang."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model import Speaker
from kg.people.identity import resolve, who_is
from kg.readers.times import seconds
from tests.mutations import MUTATIONS, SEEDS, mutated, problem_of

QUIET = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
names = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@settings(QUIET, max_examples=300)
@given(
    st.sampled_from([s for s in SEEDS if len(s) < 20_000]),
    st.lists(st.sampled_from(sorted(MUTATIONS)), min_size=1, max_size=4),
    st.integers(0, 2**32),
)
def test_mutated_transcripts(seed: bytes, steps: list[str], number: int) -> None:
    """Cut, repeated, interleaved, wrongly encoded: read or refused, and accounted for."""
    assert problem_of(mutated(seed, steps, number))[1] == ""


@QUIET
@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    """No bytes at all make a traceback."""
    assert problem_of(data)[1] == ""


@QUIET
@given(st.lists(st.tuples(names, names), max_size=12), st.sampled_from([": ", "：", "\t", " - ", "\n", "> "]))
def test_any_labels(rows: list[tuple[str, str]], between: str) -> None:
    """No label and no words make a traceback."""
    assert problem_of("\n".join(a + between + b for a, b in rows).encode())[1] == ""


@pytest.mark.parametrize("seed", range(len(SEEDS)))
def test_seeds(seed: int) -> None:
    """The seeds themselves hold: bombs are refused at once."""
    assert problem_of(SEEDS[seed])[1] == ""


@pytest.mark.parametrize(
    "line",
    [
        b"x",
        b"ab: ",
        b"[",
        b"(",
        b"<b>",
        b"1:",
        b"A ",
        b"**",
        b'"',
        b"{",
        b"- ",
        b"Ada Park ",
        b"[0:0",
        b"Mr. A",
        b"\xe2\x99\xaa",
        b"-->",
        b"<v a>",
        b"&#",
        b"=",
        b"A, ",
    ],
)
def test_very_long_lines(line: bytes) -> None:
    """A line of half a megabyte is read in a second or so, whatever it holds."""
    data = b"Ada: Hello.\nBen: " + line * (500_000 // len(line)) + b"\nAda: Bye.\n"

    assert problem_of(data)[1] == ""


@QUIET
@given(st.dictionaries(names, st.integers(1, 9), max_size=8), names)
def test_identity_of_anything(labels: dict[str, int], surface: str) -> None:
    """Every label has a name, and is some person's."""
    found = resolve(labels)

    assert set(found.names) == set(labels)
    assert {x for name in found.names.values() for x in (name, *name.split(" / "))} >= {
        p.name for p in found.people
    } - {""}
    assert who_is(surface, [Speaker(id=str(i), name=n) for i, n in enumerate(labels)]).status in {
        "one",
        "none",
        "ambiguous",
    }


@QUIET
@given(st.text("0123456789:.,hms []()-apmAPMT>", max_size=40))
def test_times_of_anything(text: str) -> None:
    """A time is a number of seconds that is not negative, or None."""
    value = seconds(text)

    assert value is None or value >= 0
