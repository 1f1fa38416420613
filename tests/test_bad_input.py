"""Every broken input ends in one line that names file, line, cause and remedy, exit code 2, and the old output whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.errors import KgError
from kg.pipeline import annotated


def replaced(name: str, old: str, new: str) -> Callable[[Path], None]:
    """Return a change that puts new text for old in one file of the folder."""

    def change(folder: Path) -> None:
        text = (folder / name).read_text(encoding="utf-8")
        assert text.count(old) >= 1, f"{old!r} is not in {name}"
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def written(name: str, content: bytes) -> Callable[[Path], None]:
    """Return a change that gives one file of the folder another content."""
    return lambda folder: (folder / name).write_bytes(content) and None


CASES: dict[str, tuple[Callable[[Path], None], str]] = {
    "a quote that is not in the transcript": (
        replaced("annotations.yaml", "quote: closed streets are safer", "quote: closed roads are safer"),
        "annotations.yaml:63: the quote is not in the transcript: 'closed roads are safer' "
        "(line 8 says 'closed streets are safer': copy it letter for letter)",
    ),
    "a quote that occurs twice": (
        replaced("annotations.yaml", "quote: closed streets are safer", "quote: Ada"),
        "annotations.yaml:63: the quote occurs 6 times (transcript lines 4, 5, 7, 8, 11): 'Ada' "
        "(add a prefix: the words just before the one you mean)",
    ),
    "a quote with a prefix that is never there": (
        replaced(
            "annotations.yaml",
            "quote: closed streets are safer",
            "prefix: nowhere\n    quote: closed streets are safer",
        ),
        "annotations.yaml:64: the quote is there, but never after the prefix 'nowhere' (mend the prefix)",
    ),
    "a quote of another speaker": (
        replaced("annotations.yaml", "speaker: Chen Wei\n    quote: closed", "speaker: Ada Okafor\n    quote: closed"),
        "annotations.yaml:63: the quote is not said by Ada Okafor but spoken by Chen Wei (transcript line 8): "
        "mend the speaker, or say who reports it with reported_by",
    ),
    "an unknown speaker": (
        replaced(
            "annotations.yaml", "speaker: Ada Okafor\n    quote: I think", "speaker: Ada Okafr\n    quote: I think"
        ),
        "annotations.yaml:33: speaker 'Ada Okafr' is not declared in event.yaml (did you mean 'Ada Okafor'?)",
    ),
    "a dangling proposition": (
        replaced("annotations.yaml", "stances: {closing-is-safer: agrees}", "stances: {closing-is-safe: agrees}"),
        "annotations.yaml:37: proposition 'closing-is-safe' is declared nowhere (did you mean 'closing-is-safer'?)",
    ),
    "a dangling concept": (
        replaced(
            "annotations.yaml", "concepts: [car-free-centre, road-safety]", "concepts: [car-free-center, road-safety]"
        ),
        "annotations.yaml:36: concept 'car-free-center' is declared nowhere (did you mean 'car-free-centre'?)",
    ),
    "a dangling claim": (
        replaced("annotations.yaml", "to: ada-safer", "to: ada-saver"),
        "claim 'ada-saver' is declared nowhere (did you mean 'ada-safer'?)",
    ),
    "a dangling question": (
        replaced("annotations.yaml", "question: who-pays", "question: who-pay"),
        "annotations.yaml:28: question 'who-pay' is declared nowhere (did you mean 'who-pays'?)",
    ),
    "a dangling organization": (
        replaced("event.yaml", "maker: cityflow", "maker: citiflow"),
        "event.yaml:33: organization 'citiflow' is not declared (did you mean 'cityflow'?) (add it under organizations)",
    ),
    "an id used twice": (
        replaced("annotations.yaml", "id: closed-by-2030", "id: closing-the-centre"),
        "annotations.yaml:6: id 'closing-the-centre' is used before at line 2 (make it unique)",
    ),
    "a key used twice": (
        replaced("annotations.yaml", "key: ada-accidents", "key: ada-safer"),
        "key 'ada-safer' is used before at line 32 (make it unique)",
    ),
    "an entity id used twice": (
        replaced("event.yaml", "id: flowsim", "id: cityflow"),
        "event.yaml:33: id 'cityflow' is used before at line 30 (ids are unique)",
    ),
    "an id that cannot end an IRI": (
        replaced("event.yaml", "id: flowsim", 'id: "flow sim/<b>"'),
        "event.yaml:33: id 'flow sim/<b>' must be words of letters and digits joined by hyphens",
    ),
    "an unknown key": (
        replaced("annotations.yaml", "hedged: true", "hedge: true"),
        "annotations.yaml:39: unknown key 'hedge' (did you mean 'hedged'?)",
    ),
    "an unknown stance": (
        replaced("annotations.yaml", "stances: {closing-is-safer: agrees}", "stances: {closing-is-safer: likes}"),
        "input should be 'agrees', 'disagrees', 'mixed' or 'no stance'",
    ),
    "bad YAML": (
        replaced(
            "annotations.yaml", "concepts: [car-free-centre, road-safety]", "concepts: [car-free-centre, road-safety"
        ),
        "annotations.yaml:37: bad YAML: did not find expected ',' or ']' (mend the line, or quote the text)",
    ),
    "an anchor in YAML": (
        replaced("event.yaml", "place: Old Town", "place: &p Old Town"),
        "event.yaml:4: anchors and aliases are not read (write the value out)",
    ),
    "YAML that is no mapping": (written("event.yaml", b"- a\n"), "event.yaml:1: must be a mapping of keys"),
    "a YAML file in another encoding": (
        written("event.yaml", "title: Caf\u00e9".encode("latin-1")),
        "event.yaml:1: is not UTF-8 (save the file as UTF-8)",
    ),
    "a date that is none": (replaced("event.yaml", "2025-05-02", "2 May 2025"), "event.yaml:3: 'date'"),
    "a date that is in no calendar": (replaced("event.yaml", "2025-05-02", "2025-13-45"), "event.yaml:3: 'date'"),
    "a cycle in broader": (
        replaced(
            "concepts.ttl",
            'skos:prefLabel "Transport"@en ;',
            'skos:prefLabel "Transport"@en ;\n  skos:broader concept:bus-line ;',
        ),
        "concepts.ttl: skos:broader runs in a circle: ",
    ),
    "bad Turtle in the vocabulary": (
        replaced("concepts.ttl", "concept:transport a", "concept:transport b:"),
        "concepts.ttl:",
    ),
    "a vocabulary without a concept": (written("concepts.ttl", b""), "concepts.ttl: no skos:Concept in it"),
    "a transcript that changed": (
        replaced("annotations.yaml", "questions:", "transcript_sha256: " + "0" * 64 + "\nquestions:"),
        "annotations.yaml:1: the transcript has changed since it was annotated",
    ),
    "a speaker of the transcript that nobody declares": (
        replaced("event.yaml", "name: Chen Wei", "name: Chen Way"),
        "transcript:8: speaker 'Chen Wei' is not declared in event.yaml (did you mean 'Chen Way'?)",
    ),
    "an empty transcript": (written("transcript.txt", b""), "transcript.txt"),
    "a transcript without a speaker": (
        written("transcript.txt", b"The rain came early that year and nobody in the valley had expected it at all.\n"),
        "transcript.txt",
    ),
    "no transcript": (lambda folder: (folder / "transcript.txt").unlink(), "no transcript.txt in this folder"),
    "two transcripts": (written("transcript.vtt", b"WEBVTT\n"), "several transcripts: transcript.txt, transcript.vtt"),
    "a claim twice": (
        replaced(
            "annotations.yaml",
            "references:",
            "  - {speaker: Chen Wei, quote: closed streets are safer, text: Again.}\nreferences:",
        ),
        "this claim stands twice: same speaker, same quote (join the two)",
    ),
    "an explicit relation without its words": (
        replaced("annotations.yaml", "    basis: inferred\n    about: who pays", "    about: who pays"),
        "an explicit relation needs its words (add a quote, or basis: inferred)",
    ),
    "a claim related to itself": (
        replaced("annotations.yaml", "  - from: chen-safer\n", "  - from: ada-safer\n"),
        "a claim cannot relate to itself (name two claims)",
    ),
    "a mention that is not in its quote": (
        replaced("annotations.yaml", "questions:", "mentions:\n  - {surface: Bob, quote: Ben has a point}\nquestions:"),
        "annotations.yaml:2: 'Bob' is not in the quote 1 times",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_names_place_cause_and_remedy(case: str, event_folder: Path) -> None:
    """The library raises one KgError whose one line holds what the person needs."""
    change, message = CASES[case]
    change(event_folder)

    with pytest.raises(KgError) as caught:
        annotated(event_folder)

    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_small_panel_itself_is_sound(event_folder: Path) -> None:
    """What the cases break is whole before."""
    assert len(annotated(event_folder).claims) == 12


def test_cli_says_one_line_and_keeps_the_old_output(
    event_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failed build exits 2, prints one line without traceback, and leaves every byte of the old output."""
    out = tmp_path / "out"

    def build() -> int:
        monkeypatch.setattr("sys.argv", ["kg", "build", str(event_folder), "-o", str(out), "--no-page"])
        with pytest.raises(SystemExit) as stop:
            main()
        return int(stop.value.code or 0)

    assert build() == 0
    before = {p: p.read_bytes() for p in out.rglob("*") if p.is_file()}
    capsys.readouterr()
    CASES["a dangling proposition"][0](event_folder)

    assert build() == 2
    said = capsys.readouterr()
    assert said.out == ""
    told = f"kg: {event_folder / 'annotations.yaml'}:37: proposition 'closing-is-safe' is declared nowhere"
    assert said.err.startswith(told)
    assert said.err.count("\n") == 1
    assert {p: p.read_bytes() for p in out.rglob("*") if p.is_file()} == before


def test_help_lists_every_command() -> None:
    """`kg --help` names each command of the table, and every one of them has a module that can be called for help."""
    from kg.cli import COMMANDS, group

    assert len(COMMANDS) > 10
    for name in COMMANDS:
        result = CliRunner().invoke(group, [name, "--help"])
        assert result.exit_code == 0, (name, result.output)
