"""Plain text and Markdown: a small family of label styles, found from the file itself; utterances are spans of the source."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain

from kg.errors import NoSpeakerError
from kg.model import Transcript
from kg.people.identity import Declared
from kg.readers.builder import transcript_of
from kg.readers.not_said import atx
from kg.readers.source import Source
from kg.readers.text.above import title_and_date
from kg.readers.text.cast import declared_people, front_cast, people_lists, role_labels_speak, role_lines
from kg.readers.text.explain import doubts, explained
from kg.readers.text.front_matter import front_matter
from kg.readers.text.lines import Line, State, add_piece, read_line
from kg.readers.text.margins import without_margins
from kg.readers.text.remnants import Read, remnants
from kg.readers.text.styles import Learned, accepted_head, learn

_ENDINGS = "\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"


#: Sources of more characters are read by columns where they are written simply.
LARGE = 3_000_000


def read(source: Source, *, markdown: bool = False) -> Transcript:
    """Read plain text or Markdown. Raises NoSpeakerError when no way of labelling speakers can be found in it."""
    found = _large(source) if len(source.text) > LARGE and not markdown else None
    if found is not None:
        return found
    text = source.text
    lines, blanked = without_margins([line.rstrip(_ENDINGS) for line in text.splitlines()])
    told = front_matter(lines)
    body = [*[""] * told.n_lines, *lines[told.n_lines :]]
    roles = role_lines(body)
    by_hand = (Declared(name=name) for name in source.speakers)
    declared = [*by_hand, *told.people, *declared_people(body), *chain.from_iterable(roles.values())]
    learned = learn(body, declared, source.not_speakers)
    if not learned.styles and not roles:
        raise _nobody(source, lines, learned)
    lists = people_lists(body, learned)
    if role_labels_speak(body, learned, roles):
        roles = {}
    state = State(
        markdown=markdown or _is_markdown(source, body),
        blankless=_is_blankless(lines),
        main=learned.main,
        title=told.title,
    )
    for reason, n in sorted(blanked.items()):
        state.ledger.add(reason, n)
    aside = lists | set(range(told.n_lines))
    seen, first = _through(state, text, lines, learned, aside=aside, roles=roles)
    if not any(t.label for t in state.turns) and not roles:
        raise _nobody(source, lines, learned)
    covered = sum(t.end - t.start for t in state.turns) + sum(state.ledger.characters.values())
    state.ledger.add("white space", len(text) - covered, len(lines))
    cast = front_cast(body[:first], dict.fromkeys(filter(None, (t.label for t in state.turns))))
    warnings = (*doubts(learned, seen, source.name), *remnants(seen, source.name))
    del lines, body, seen
    transcript = transcript_of(
        state.turns,
        state.ledger,
        text=text,
        format="Markdown" if state.markdown else "plain text",
        title=state.title,
        declared=[*declared, *cast],
        notes=(f"turns are written as: {learned.main or 'role lines'}",),
    )
    title, date = title_and_date(transcript, told)
    return dataclasses.replace(
        transcript,
        title=title,
        date=date,
        place=told.place,
        language=told.language,
        evidence=tuple(explained(learned)),
        warnings=warnings,
    )


def _large(source: Source) -> Transcript | None:
    from kg.readers.text.large import read_large

    return read_large(source)


def _is_markdown(source: Source, lines: Sequence[str]) -> bool:
    return source.ending in {"md", "markdown"} or sum(1 for line in lines if atx(line)) >= 2


def _is_blankless(lines: Sequence[str]) -> bool:
    """Tell whether empty lines are too few to divide paragraphs."""
    return sum(1 for line in lines if not line.strip()) * 10 < len(lines)


def _through(
    state: State,
    text: str,
    lines: Sequence[str],
    learned: Learned,
    *,
    aside: AbstractSet[int],
    roles: Mapping[int, tuple[Declared, ...]],
) -> tuple[list[Read], int]:
    """Go through the lines one by one; return what was made of each, and the number of the first that opens a turn."""
    first = len(lines)
    seen: list[Read] = []
    at, above = 0, ""
    for i, (line, raw) in enumerate(zip(lines, text.splitlines(keepends=True), strict=True)):
        head = None if i in aside else accepted_head(line, learned)
        first = min(first, i) if head else first
        place = Line(line, at, at + len(line), head, roles.get(i, ()), not above.strip())
        if i in aside:
            seen.append(Read(text="", head=None, goes_on=False))
            if line.strip():
                add_piece(state, "front matter", place)
        else:
            n = len(state.turns)
            read_line(state, place)
            goes_on = head is None and any(t.kind == "speech" for t in state.turns[n:])
            seen.append(Read(text=line, head=head, goes_on=goes_on))
        at, above = at + len(raw), line
    return seen, first


def _nobody(source: Source, lines: list[str], learned: Learned) -> NoSpeakerError:
    likely = [v.label for v in sorted(learned.verdicts, key=lambda v: -v.score) if v.kind not in {"odd", "floor"}][:3]
    hint = f"; the likeliest are {', '.join(map(repr, likely))}: accept them with --speaker NAME" if likely else ""
    error = NoSpeakerError(
        f"{source.name}: no speaker found in {len(lines)} lines (label each turn, as in `Name: words`, or name the format with --from{hint})"
    )
    error.evidence = tuple(explained(learned)) or ("no line begins as a labelled turn does",)
    return error
