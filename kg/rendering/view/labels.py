"""Labels on a few short lines, in any script, and the room that they take."""

from __future__ import annotations

import unicodedata

Box = tuple[int, int]

_CHARACTER, _LINE_HEIGHT = 6.6, 16


def columns_of(text: str) -> int:
    """Return how many columns a text takes: two for a wide character, none for a combining one.

    >>> columns_of("ab"), columns_of("唐杰")
    (2, 4)
    """
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def wrapped(text: str, width: int, lines: int) -> str:
    r"""Return a text broken into at most so many lines of at most so many columns, with … where it was cut.

    >>> wrapped("Closing the centre to cars makes it safer.", 16, 2)
    'Closing the\ncentre to cars …'
    >>> wrapped("通用人工智能的下一步", 8, 2)
    '通用人工\n智能的…'
    """
    done: list[str] = []
    line = ""
    for word in _pieces(text.split(), width):
        joined = f"{line} {word}" if line and not word.startswith("\0") else line + word.lstrip("\0")
        if columns_of(joined) <= width or not line:
            line = joined
        else:
            done.append(line)
            line = word.lstrip("\0")
    done.append(line)
    if len(done) <= lines:
        return "\n".join(done)
    return "\n".join([*done[: lines - 1], _cut(done[lines - 1], width)])


def _pieces(words: list[str], width: int) -> list[str]:
    """Cut words that are longer than a line; a piece that continues a word is marked by a NUL."""
    pieces = []
    for word in words:
        if columns_of(word) <= width:
            pieces.append(word)
            continue
        piece, first = "", True
        for character in word:
            if columns_of(piece + character) > width:
                pieces.append(piece if first else "\0" + piece)
                piece, first = "", False
            piece += character
        pieces.append(piece if first else "\0" + piece)
    return pieces


def _cut(line: str, width: int) -> str:
    cut = line
    while cut and columns_of(cut) > width - 2:
        cut = cut[:-1]
    kept = cut if cut == line or " " not in cut.strip() else cut.rsplit(" ", 1)[0]
    return f"{kept} …" if " " in line else f"{kept}…"


#: Pixels a column of a label, by type of node: speakers are set larger and bolder.
_WIDTHS = {"speaker": 8.6}
#: Pixels from the middle of a mark to the top of its label.
_MARK = 11


def box_of(kind: str, label: str) -> Box:
    r"""Return width and height in pixels of a node of a type: a mark with its label below.

    >>> box_of("proposition", "Closing the\ncentre"), box_of("concept", "Centre")
    ((73, 54), (40, 38))
    """
    lines = label.split("\n")
    width = max(columns_of(line) for line in lines) * _WIDTHS.get(kind, _CHARACTER)
    return round(width), len(lines) * _LINE_HEIGHT + 2 * _MARK


def mark_offset(label: str) -> int:
    """Return how far above the middle of its box a node's mark is.

    >>> mark_offset("Centre")
    8
    """
    return (label.count("\n") + 1) * _LINE_HEIGHT // 2
