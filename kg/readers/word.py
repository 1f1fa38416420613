"""Word documents (.docx), by python-docx: paragraphs and table rows as lines, bold and heading styles as marks."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from typing import Any

from kg.errors import FormatError, LimitError, MissingExtraError
from kg.model import Transcript
from kg.readers import text as plain_text
from kg.readers.not_said import row_line
from kg.readers.source import Source

#: A document that unpacks to more than this, or to more than so many times its size, is taken for a bomb.
MAX_UNPACKED = 400_000_000
MAX_RATIO = 150
MAX_PARTS = 5_000


def detect(source: Source) -> bool:
    """Tell any zip file: what is no Word document is an error of its own in `read`."""
    return source.data.startswith(b"PK\x03\x04")


def read(source: Source) -> Transcript:
    """Read a Word document.

    Raises MissingExtraError without python-docx, LimitError for a zip bomb, FormatError for any other zip.
    """
    check_archive(source)
    try:
        import docx
    except ImportError as error:
        raise MissingExtraError(
            f"{source.name}: reading Word needs python-docx (pip install 'panel-kg[docx]', or save the document as text)"
        ) from error
    try:
        document = docx.Document(io.BytesIO(source.data))
        lines = list(_lines(document))
    except Exception as error:  # python-docx raises whatever its parts raise on a broken package
        raise FormatError(
            f"{source.name}: is a broken Word document: {type(error).__name__} (open and save it again, or save it as text)"
        ) from error
    text = "\n".join(lines) + "\n"
    inner = plain_text.read(dataclasses.replace(source, text=text), markdown=True)
    return dataclasses.replace(inner, format="Word")


def check_archive(source: Source) -> None:
    """Look at the archive's table of contents before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise FormatError(f"{source.name}: is a broken zip archive: {error} (save the document again)") from error
    if not any(p.filename == "word/document.xml" for p in parts):
        raise FormatError(
            f"{source.name}: is a zip archive but no Word document (unpack it and give the transcript inside)"
        )
    unpacked = sum(p.file_size for p in parts)
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * max(len(source.data), 100_000):
        raise LimitError(
            f"{source.name}: unpacks to {unpacked:,} bytes in {len(parts):,} parts, too many for a transcript (save it as text)"
        )


def _lines(document: Any) -> Any:
    """Yield a line a paragraph or table row, in the document's order."""
    from docx.table import Table

    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from _table(block)
        else:
            yield from _paragraph(block)
            yield ""


def _table(table: Any) -> Any:
    from docx.table import _Cell

    above: dict[int, str] = {}
    for row in table.rows:
        cells: list[str] = []
        at = 0
        # Not `row.cells`: it repeats a cell for each column that it spans, and a file may claim millions.
        for element in row._tr.tc_lst:
            if element.vMerge != "continue":
                above[at] = " ".join(_Cell(element, table).text.split())
            text = above.get(at, "")
            at += element.grid_span
            if not cells or text != cells[-1]:
                cells.append(text)
        yield row_line(cells)
        yield ""


def _paragraph(paragraph: Any) -> Any:
    style = (paragraph.style.name or "") if paragraph.style is not None else ""
    level = style.removeprefix("Heading ") if style.startswith("Heading ") else "1" if style == "Title" else ""
    text = _with_bold(paragraph)
    for i, line in enumerate(text.split("\n")):
        plain_line = line.strip().strip("*").strip() if level else line
        yield f"{'#' * int(level)} {plain_line}" if level.isdigit() and plain_line and i == 0 else plain_line


def _with_bold(paragraph: Any) -> str:
    """Mark the bold words that a paragraph begins with: labels stand so."""
    bold, rest, leading = "", "", True
    for run in paragraph.iter_inner_content():
        text = run.text
        if leading and getattr(run, "bold", None) and "\n" not in text:
            bold += text
        else:
            leading = leading and not text.strip()
            rest += text
    label = bold.strip()
    if not label or not rest.strip():
        return bold + rest if not label or len(label) > 80 else f"**{label}**"
    return f"**{label}**{' ' if bold[-1:].isspace() or rest[:1].isalnum() else ''}{rest}"
