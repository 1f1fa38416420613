"""The pages of a corpus beside the explorer of each of its events: files as they lie in its folder, under /corpus/."""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from kg.serve.negotiate import HTML

#: Where they lie, seen from the explorer; and the explorer, seen from them.
AT, _EXPLORER = "/corpus", "../"


def corpus_routes(site: Path) -> list[BaseRoute]:
    """Return the routes of the pages in a folder; / leads there, unless an event is asked for."""

    def index(request: Request) -> Response:
        # The one page knows by this that the events can be opened beside it.
        page = (site / "index.html").read_text(encoding="utf-8")
        return Response(page.replace("<html ", f'<html data-explorer="{_EXPLORER}" ', 1), media_type=HTML)

    return [
        Route(f"{AT}/", index, methods=["GET"]),
        Route(f"{AT}/index.html", index, methods=["GET"]),
        Mount(AT, StaticFiles(directory=site)),
    ]


def to_corpus() -> Response:
    """Return the answer to who asks for nothing but the server."""
    return RedirectResponse(f"{AT}/", 307)
