"""HTML pages: taken down to lines with Markdown's marks for bold and headings, then read as Markdown is."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from html.parser import HTMLParser

from kg.model import LeftOut, Transcript
from kg.readers import text as plain_text
from kg.readers.html_closed import closed
from kg.readers.not_said import row_line
from kg.readers.source import Source
from kg.readers.told import language_code
from kg.readers.xml_safe import looks_like_xml

_BLOCKS = frozenset(
    [
        "p",
        "div",
        "li",
        "tr",
        "dt",
        "dd",
        "blockquote",
        "section",
        "article",
        "table",
        "ul",
        "ol",
        "dl",
        "body",
        "pre",
        "figure",
        "main",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "details",
        "summary",
        "caption",
        "th",
        "td",
        "time",
        "address",
        "fieldset",
    ]
)
_SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "nav",
        "header",
        "footer",
        "aside",
        "form",
        "button",
        "svg",
        "template",
        "iframe",
        "select",
        "head",
        "object",
        "math",
        "label",
    ]
)
_BOLD = frozenset({"b", "strong"})
_VOID = frozenset(
    ["br", "hr", "img", "input", "meta", "link", "col", "area", "base", "embed", "source", "track", "wbr"]
)
#: Classes that say what a piece is where the element does not: a speaker, a time, page furniture.
_SPEAKER_CLASS = re.compile(
    r"""
      (?:^|[\s_-])
      (?:
          speaker(?!s\b) | speaker-?name | participant | author | username | user-?name | talker | who
        | name | redner | orateur | from
      )(?:[\s_-]|$)
    | speakername | transcript__speaker
    """,
    re.IGNORECASE | re.VERBOSE,
)
_FURNITURE_CLASS = re.compile(
    r"""
    (?:^|[\s_-])
    (?:
        nav(?:bar|igation)? | menu | sidebar | footer | cookie | breadcrumbs? | share | social
      | advert\w* | ads? | banner | related | comments? | pagination | toc | skip
    )(?:[\s_-]|$)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_BREAK = re.compile(r"[ \t\r\f\v\n\u00a0]+")
#: A page that says what it is, after comments or as XHTML does.
_SAYS_SO = re.compile(
    r"""
      (?:<!--(?:[^-]|-(?!->))*+-->\s*+)*+(?:<!doctype\s++html|<html\b)
    | <\?xml[^>]*+>\s*+<!DOCTYPE\s++html
    """,
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
#: What a fragment of a page is made of.
_BODY = r"p|div|span|br|h[1-6]|ul|li|strong|b|table|tr|td|dl|body|section|article"
_OPENS_AS_ONE = re.compile(rf"\s*<(?:{_BODY})\b", re.IGNORECASE)
_TAG = re.compile(rf"</?(?:{_BODY}|dt|dd)\b[^<>]*>", re.IGNORECASE)


#: Skipped as furniture, unless most of the page stands in them.
_MAYBE_CONTENT = frozenset({"form", "header", "footer", "aside", "nav", "label", "button", "class"})


class _Lines(HTMLParser):
    """Collects the lines of a page, and the text of what is not content by the element or class that tells so.

    What is in `kept` is content here although it is furniture elsewhere.
    """

    def __init__(self, kept: frozenset[str] = frozenset()) -> None:
        super().__init__(convert_charrefs=True)
        self.kept = kept
        self.lines: list[str] = []
        self.parts: list[str] = []
        self.skipped: list[str] = []
        self.by_reason: Counter[str] = Counter()
        self.stack: list[tuple[str, str]] = []
        self.skipping: list[str] = []
        self.preformatted = 0
        self.title = ""
        self.in_title = False
        self.cells: list[str] = []
        self.row_start = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "title":
            self.in_title = True
        names = " ".join(v or "" for k, v in attrs if k in {"class", "id", "itemprop", "data-testid"})
        close = ""
        reason = self._furniture(tag, names)
        if reason:
            close = "skip"
            self.skipping += [reason] if tag not in _VOID else []
        if self.skipping:
            if tag not in _VOID:
                self.stack.append((tag, close))
            return
        self.preformatted += tag == "pre"
        if tag in _BLOCKS or tag == "br":
            self._end_line(blank=tag not in {"br", "td", "th"})
        if tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            self.parts.append("#" * int(tag[1]) + " ")
        elif (
            tag in _BOLD
            or tag in {"dt", "cite"}
            or (
                _SPEAKER_CLASS.search(names)
                and tag not in {"body", "html", "main", "article", "section", "table", "ul", "ol"}
            )
        ):
            self.parts.append("**")
            close = "**"
        elif tag == "tr":
            self.row_start = len(self.lines)
        elif tag == "li":
            self.parts.append("* ")
        if tag not in _VOID:
            self.stack.append((tag, close))

    def _furniture(self, tag: str, names: str) -> str:
        """Return what tells that an element is no content, "" for content."""
        if tag in _SKIPPED and tag not in self.kept:
            return tag
        classed = tag in _BLOCKS and tag not in {"body", "main", "article"} and "class" not in self.kept
        return "class" if classed and _FURNITURE_CLASS.search(names) else ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self.in_title = False
        if not any(t == tag for t, _ in self.stack[-60:]):
            return
        while self.stack:
            top, close = self.stack.pop()
            if close == "skip":
                self.skipping.pop()
            elif close == "**" and not self.skipping:
                self._close_bold()
            self.preformatted -= top == "pre" and not self.skipping and self.preformatted > 0
            if top == tag:
                break
        if self.skipping or tag not in _BLOCKS:
            return
        if tag in {"td", "th"} and any(t == "tr" for t, _ in self.stack):
            self.cells.append(" ".join([*self._cell_lines(), *"".join(self.parts).replace("**", "").split()]))
            self.parts = []
        elif tag == "tr" and self.cells:
            self.parts, self.cells = [row_line(self.cells)], []
            self._end_line(blank=True)
        else:
            self._end_line(blank=True)

    def handle_data(self, data: str) -> None:
        if self.in_title:
            self.title += data
        if self.skipping:
            self.skipped.append(data)
            self.by_reason[self.skipping[0]] += len("".join(data.split()))
        elif self.preformatted:
            # Lines inside <pre> stay lines.
            *whole, rest = data.split("\n")
            for line in whole:
                self.parts.append(line)
                self._end_line(blank=not line.strip())
            self.parts.append(rest)
        else:
            self.parts.append(data)

    def _cell_lines(self) -> list[str]:
        """Take back the lines that paragraphs inside a table cell have made."""
        lines: list[str] = []
        while len(self.lines) > self.row_start:
            lines.insert(0, self.lines.pop().replace("**", ""))
        return [x for x in lines if x]

    def _close_bold(self) -> None:
        """Close a bold piece, or forget it when it holds nothing."""
        text = "".join(self.parts)
        head, mark, tail = text.rpartition("**")
        if mark and not tail.strip():
            self.parts = [head, tail]
        else:
            # Spaces stand outside of the marks, as Markdown has it.
            self.parts = [head, mark, tail.strip(), "**", " " if tail[-1:].isspace() else ""]

    def _end_line(self, *, blank: bool) -> None:
        raw = "".join(self.parts)
        line = _BREAK.sub(" ", raw).strip() if not self.preformatted else raw.rstrip()
        self.parts = []
        line = re.sub(r"^((?:#{1,6} )?)\*\*\s*\*\*$", "", line)
        if line and not re.fullmatch(r"[#*\s]+", line):
            self.lines.append(line)
        if blank and self.lines and self.lines[-1]:
            self.lines.append("")


def detect(source: Source) -> bool:
    """Tell HTML by its first tags, or by many of its tags early on."""
    head = source.text[:3000].lstrip("\ufeff \t\r\n")
    if _SAYS_SO.match(head):
        return True
    if looks_like_xml(head) and not _OPENS_AS_ONE.match(head):
        return False
    tags = _TAG.findall(head)
    blocks = sum(1 for t in tags if not re.match(r"</?(?:b|strong|span)\b", t, re.IGNORECASE))
    return blocks >= 4 and ((head.startswith("<") and len(tags) >= 6) or len(tags) >= 25)


def read(source: Source) -> Transcript:
    """Read a transcript from a page. Raises NoSpeakerError when no way of labelling speakers is found in it."""
    parser = _parsed(source.text)
    text = "\n".join(parser.lines).strip("\n") + "\n"
    inner = plain_text.read(dataclasses.replace(source, text=text, name=source.name), markdown=True)
    skipped = len(" ".join("".join(parser.skipped).split()))
    mark_up = len(source.text) - len(text) - skipped
    left_out = list(inner.left_out)
    if skipped:
        left_out.append(LeftOut(reason="page furniture", n_pieces=1, n_characters=skipped))
    if mark_up > 0:
        left_out.append(LeftOut(reason="HTML mark-up", n_pieces=1, n_characters=mark_up))
    title = inner.title or " ".join(parser.title.split())
    language = re.search(r"<html\b[^<>]{0,300}?\blang\s?=\s?[\"']?([\w-]{2,12})", source.text[:3_000], re.IGNORECASE)
    return dataclasses.replace(
        inner,
        format="HTML",
        title=title,
        language=language_code(language[1]) if language else inner.language,
        left_out=tuple(sorted(left_out, key=lambda x: (-x.n_characters, x.reason))),
    )


def _parsed(page: str) -> _Lines:
    """Take a page down to lines; an element in which most of its text stands is content, whatever it is called."""
    kept: frozenset[str] = frozenset()
    while True:
        parser = _Lines(kept)
        parser.feed(closed(page))
        parser.close()
        parser._end_line(blank=True)
        content = sum(len("".join(x.split())) for x in parser.lines)
        most = [r for r in _MAYBE_CONTENT - kept if parser.by_reason[r] > content]
        if not most:
            return parser
        # One at a time: beside a form that holds the page its foot is furniture again.
        kept |= {max(sorted(most), key=lambda r: parser.by_reason[r])}
