"""Mark-up that is opened and never closed, made text: Python's parser looks for the end of each to the end of the page."""

from __future__ import annotations

import re

_COMMENT_END = re.compile(r"--\s*+>")


def closed(page: str) -> str:
    """Return a page in which a `<` that nothing closes, and a comment without an end, stand as text.

    Marked sections (`<![CDATA[`, `<![if`) are no HTML: they become what browsers take them for, a comment up to the next `>`.

    >>> closed("a <!-- b --> <!-- c <b>d</b> <i"), closed("<![CDATA[x]]>")
    ('a <!-- b --> &lt;!-- c <b>d</b> &lt;i', '<! [CDATA[x]]>')
    """
    page = page.replace("<![", "<! [")
    end = 0
    for match in _COMMENT_END.finditer(page):
        end = match.end()
    page = page[:end] + page[end:].replace("<!--", "&lt;!--")
    end = page.rfind(">") + 1
    return page[:end] + page[end:].replace("<", "&lt;")
