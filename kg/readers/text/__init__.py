"""Plain text and Markdown: a small family of label styles, found from the file itself; utterances are spans of the source."""

from __future__ import annotations

from kg.errors import NoSpeakerError
from kg.model import Transcript
from kg.readers.builder import transcript_of
from kg.readers.not_said import atx
from kg.readers.source import Source
from kg.readers.text.cast import declared_people, people_lists, role_labels_speak, role_lines
from kg.readers.text.lines import Line, State, add_piece, read_line
from kg.readers.text.margins import without_margins
from kg.readers.text.styles import accepted_head, learn

_ENDINGS = "\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"


#: Sources of more characters are read by columns where they are written simply.
LARGE = 3_000_000


def read(source: Source, *, markdown: bool = False) -> Transcript:
    """Read plain text or Markdown. Raises NoSpeakerError when no way of labelling speakers can be found in it."""
    text = source.text
    if len(text) > LARGE and not markdown:
        from kg.readers.text.large import read_large

        found = read_large(source)
        if found is not None:
            return found
    lines, blanked = without_margins([line.rstrip(_ENDINGS) for line in text.splitlines()])
    roles = role_lines(lines)
    declared = [*declared_people(lines), *(p for people in roles.values() for p in people)]
    learned = learn(lines, declared)
    lists = people_lists(lines, learned)
    if not learned.styles and not roles:
        raise NoSpeakerError(
            f"{source.name}: no speaker found in {len(lines)} lines (label each turn, as in `Name: words`, or name the format with --from)"
        )
    state = State(
        markdown=markdown or source.ending in {"md", "markdown"} or sum(1 for line in lines if atx(line)) >= 2,
        blankless=sum(1 for line in lines if not line.strip()) * 10 < len(lines),
        main=learned.main,
    )
    roles = {} if role_labels_speak(lines, learned, roles) else roles
    for reason, n in sorted(blanked.items()):
        state.ledger.add(reason, n)
    at, above = 0, ""
    for i, (line, raw) in enumerate(zip(lines, text.splitlines(keepends=True), strict=True)):
        if i in lists and line.strip():
            add_piece(state, "front matter", Line(line, at, at + len(line), None, (), False))
        else:
            head = accepted_head(line, learned) if i not in lists else None
            read_line(state, Line(line, at, at + len(line), head, roles.get(i, ()), not above.strip()))
        at, above = at + len(raw), line
    if not any(t.label for t in state.turns) and not roles:
        raise NoSpeakerError(
            f"{source.name}: no speaker found in {len(lines)} lines (label each turn, as in `Name: words`)"
        )
    covered = sum(t.end - t.start for t in state.turns) + sum(state.ledger.characters.values())
    state.ledger.add("white space", len(text) - covered, len(lines))
    del lines
    return transcript_of(
        state.turns,
        state.ledger,
        text=text,
        format="Markdown" if state.markdown else "plain text",
        title=state.title,
        declared=declared,
        notes=(f"turns are written as: {learned.main or 'role lines'}",),
    )
