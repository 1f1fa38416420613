"""explorer.html: pyvis's vis-network in a template of ours; one file, no request, and no text that could run."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kg.evidence.consistency import Finding
from kg.measures.measured import Measured
from kg.rendering.explorer.bundle import bundled
from kg.rendering.explorer.console import HOW_TO_GET, LEFT_OUT, Console, Endpoint, console_in_page, console_of_endpoint
from kg.rendering.explorer.options import OPTIONS
from kg.rendering.explorer.packing import packed, with_flat_marks, without_plain_labels, without_quotes, without_unread
from kg.rendering.script_json import script_json
from kg.rendering.view.model import Model, Row, Tables, view_model
from kg.store.event import rules_of, run_of
from kg.store.graph import Graph
from kg.store.parts import the_event
from kg.store.tables import event_tables

_ASSETS = Path(__file__).parent
#: The module that the page begins with, and our styles in the order in which they stand in the page.
ENTRY = "scripts/main.js"
STYLES = tuple(
    f"styles/{name}.css"
    for name in (
        "base",
        "frame",
        "parts",
        "briefing",
        "legacy",
        "tables",
        "flow",
        "transcript",
        "graph",
        "forms",
        "review",
    )
)
_VIS = "lib/vis-9.1.2/vis-network.min.js"
_SHARED, _SPLIT = {"consensus", "shared"}, {"divergence", "apparent divergence"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What a reviewer goes on from: the text of corrections.yaml as it was applied, and the findings of consistency."""

    corrections: str = ""
    findings: Sequence[Finding] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Where a page saves its corrections, and the version of them that it was made with."""

    at: str
    etag: str


def page(
    graph: Graph,
    *,
    title: str = "",
    sparql: bool = True,
    tables: Tables | None = None,
    turtle: bytes | None = None,
    warnings: Sequence[str] = (),
    review: Review | None = None,
) -> bytes:
    """Return the explorer page of a graph as UTF-8 HTML.

    Args:
        graph: the graph of one event.
        title: the page's title; by default the event's own.
        sparql: put Oxigraph and the triples into the page; where Oxigraph is not at hand, the view says how to get it.
        tables: the graph's tables as rows, when they have been read already.
        turtle: the graph as Turtle, when it has been written already.
        warnings: where the reading of the transcript looks wrong.
        review: what is known beside the graph to whoever goes on reviewing.
    """
    model = view_model_of(graph, title=title, tables=tables) | {"warnings": list(warnings)} | _review(review)
    console = console_in_page(graph, turtle) if sparql else None
    return _html(model, console, missing=LEFT_OUT if not sparql else "" if console else HOW_TO_GET)


def _review(review: Review | None) -> Row:
    if review is None:
        return {}
    found = [{"id": f.id, "message": f"{f.kind}: {f.message}"} for f in review.findings]
    return {"corrections": review.corrections, "findings": found}


def edit_page(graph: Graph, review: Review, *, at: str, etag: str) -> bytes:
    """Return the explorer page as `kg serve --edit` gives it out: Review saves to the server, and says which file it read.

    Args:
        graph: the graph of one event.
        review: the corrections that the page was built with, and what does not fit together.
        at: the address below which the server takes corrections, with a slash at its end.
        etag: that of the corrections.
    """
    model = view_model_of(graph) | {"warnings": []} | _review(review)
    return _html(model, None, missing=LEFT_OUT, edit=Edit(at=at, etag=etag))


def served_page(graph: Graph, endpoint: Endpoint, *, title: str = "") -> bytes:
    """Return the explorer page of a graph whose SPARQL view asks an endpoint instead of carrying an engine.

    Args:
        graph: of one event.
        endpoint: what the SPARQL view asks.
        title: of the page; by default the event's.
    """
    return _html(view_model_of(graph, title=title), console_of_endpoint(endpoint))


def query_page(endpoint: Endpoint, *, title: str) -> bytes:
    """Return the explorer's SPARQL view alone, for an endpoint of several events or of more than a page can show."""
    model = view_model_of(Graph.from_turtle(""), title=title)
    return _html(model, console_of_endpoint(endpoint), views=["data"])


def _html(
    model: Model, console: Console | None, *, missing: str = "", views: Sequence[str] = (), edit: Edit | None = None
) -> bytes:
    # No view named means all.
    model |= {"missing": {"sparql": missing}, "views": list(views)}
    return _environment().get_template("page.html").render(_values(model, console, edit)).encode("utf-8")


def view_model_of(graph: Graph, *, title: str = "", tables: Tables | None = None) -> Model:
    """Return the view model of a graph.

    Raises:
        GraphError: the graph holds several events.
    """
    part = the_event(graph.source, "the explorer")
    if tables is None:
        tables = event_tables(part)
    model = view_model(tables, Measured(tables), title=title)
    run = run_of(part.source)
    # Through which door a model's answer came: the page says it in words.
    model["event"]["door"] = dict(run.settings).get("door", "") if run else ""
    # What all names of the graph begin with, for the Turtle that the page hands out.
    model["rules"] = rules_of(part.source)
    model["event"]["base"] = part.iri.rpartition("event/")[0]
    return model


def as_json(value: Any) -> Markup:
    """Return a value as JSON for a script in the template."""
    return Markup(script_json(value))  # noqa: S704 - escaped there


def deflated(value: Any) -> str:
    """Return a value as JSON in gzip in base64: a third of the size, and no text in it that a parser could take for markup.

    >>> import base64, gzip
    >>> gzip.decompress(base64.b64decode(deflated({"quote": "</script>"})))
    b'{"quote":"</script>"}'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # A lone surrogate cannot be written as UTF-8.
    return base64.b64encode(gzip.compress(text.encode("utf-8", "replace"), 6, mtime=0)).decode()


def description(model: Model) -> str:
    """Return in a sentence what the page shows, for whoever lists it."""
    verdicts = [p["verdict"] for p in model["propositions"]]
    shared, split = (sum(v in of for v in verdicts) for of in (_SHARED, _SPLIT))
    found = (
        f"{shared} points that they share, {split} that split them"
        if shared or split
        else "who spoke, and in which words"
    )
    return f"{len(model['panel']) or len(model['speakers'])} speakers, {len(model['claims'])} claims in their words: {found}."


#: So many parts of a recording are named, and so many people.
_MOST_CLIPS, _MOST_PERFORMERS = 50, 50


def metadata(model: Model) -> Row:
    """Return the event in schema.org's words; its recording, where there is one, with a clip for each section."""
    event = model["event"]
    fields = {
        "startDate": event.get("started_at") or event["date"],
        "location": event["place"],
        "inLanguage": event["language"],
    }
    return {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": event["title"],
        "description": description(model),
        **{key: value for key, value in fields.items() if value},
        "performer": [{"@type": "Person", "name": s["label"]} for s in model["speakers"][:_MOST_PERFORMERS]],
        **_recording(model),
        "subjectOf": _dataset(event),
    }


def _dataset(event: Row) -> Row:
    """Return the graph beside the page as a data set, with what is said of the text that it is made of."""
    told = {"isBasedOn": "source_url", "license": "licence", "publisher": "publisher"}
    return {
        "@type": "Dataset",
        "name": f"Graph of {event['title']}",
        **{theirs: event[ours] for theirs, ours in told.items() if event.get(ours)},
        **(
            {"creator": [{"@type": "Person", "name": n} for n in event["annotators"]]}
            if event.get("annotators")
            else {}
        ),
        "distribution": {"@type": "DataDownload", "encodingFormat": "text/turtle", "contentUrl": "graph.ttl"},
    }


def _recording(model: Model) -> Row:
    media = str(model["event"].get("media") or "").partition("#")[0]
    if not re.fullmatch(r"https?://\S+", media, re.IGNORECASE):
        return {}
    clips = [
        {
            "@type": "Clip",
            "name": name,
            "startOffset": start,
            **({"endOffset": end} if end else {}),
            "url": f"{media}#t={start}" + (f",{end}" if end else ""),
        }
        for name, start, end in clips_of(model["utterances"])[:_MOST_CLIPS]
    ]
    about = {"@type": "MediaObject", "contentUrl": media}
    return {"recordedIn": about | ({"hasPart": clips} if clips else {})}


def clips_of(utterances: Sequence[Row]) -> list[tuple[str, float, float | None]]:
    """Return the sections that have a name and a time, with the seconds at which they begin and end.

    >>> timed = [("", 0.0, 2.0), ("Rents", 2.0, 9.5), ("Rents", 9.5, None), ("Trams", 12.0, 15.0)]
    >>> clips_of([{"section": s, "start_time": a, "end_time": b} for s, a, b in timed])
    [('Rents', 2.0, 9.5), ('Trams', 12.0, 15.0)]
    """
    found: list[tuple[str, float, float | None]] = []
    for name, turns in groupby(utterances, key=itemgetter("section")):
        times = [(u["start_time"], u["end_time"]) for u in turns if u["start_time"] is not None]
        if name and times:
            found.append((name, times[0][0], max((end for _, end in times if end is not None), default=None)))
    return found


def packed_edges(network: Model) -> list[list[Any]]:
    """Return each edge as numbers of its nodes, number of its relation, and weight: a fifth of the size.

    >>> edge = {"from": "speaker:a", "to": "concept:b", "relation": "speaks of", "weight": 2}
    >>> packed_edges({"nodes": [{"id": "speaker:a"}, {"id": "concept:b"}], "edges": [edge], "relations": ["speaks of"]})
    [[0, 1, 0, 2]]
    """
    number = {node["id"]: i for i, node in enumerate(network["nodes"])}
    relation = {name: i for i, name in enumerate(network["relations"])}
    return [[number[e["from"]], number[e["to"]], relation[e["relation"]], e["weight"]] for e in network["edges"]]


def asset(name: str) -> str:
    """Return the text of a script, style or template of the page."""
    return (_ASSETS / name).read_text(encoding="utf-8")


def _script(text: str) -> Markup:
    if "</script" in text.lower() or "<!--" in text:
        text = text.replace("</script", "<\\/script").replace("<!--", "<\\!--")
    return Markup(text)  # noqa: S704 - our own assets and pyvis's library


def _hashed(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def _environment() -> Environment:
    """Return what renders our template: escaped, and strict about names."""
    environment = Environment(loader=FileSystemLoader(_ASSETS), autoescape=True, undefined=StrictUndefined)
    environment.filters |= {"json": as_json, "deflated": deflated}
    return environment


def _values(model: Model, console: Console | None, edit: Edit | None) -> dict[str, Any]:
    """Return what the template shows, with a policy that lets only our scripts run."""
    network = model["network"]
    vis = _script((_pyvis() / _VIS).read_text(encoding="utf-8"))
    own, style = _script(bundled(asset, ENTRY)), Markup("\n".join(map(asset, STYLES)))  # noqa: S704 - our own
    rest = {
        key: value
        for key, value in with_flat_marks(without_unread(without_quotes(model))).items()
        if key not in {"network", "warnings"}
    }
    rest["network"] = {key: value for key, value in network.items() if key not in {"nodes", "edges"}}
    return {
        "model": packed(rest),
        "title": model["event"]["title"],
        "warnings": model.get("warnings", []),
        "description": description(model),
        "metadata": metadata(model),
        "packed_nodes": packed({"nodes": without_plain_labels(network["nodes"])}),
        "edges": packed_edges(network),
        "options": OPTIONS,
        "vis": vis,
        "own": own,
        "style": style,
        "console": console,
        "endpoint": asdict(console.endpoint) if console and console.endpoint else None,
        "edit": edit,
        "policy": policy(scripts=[vis, own], style=style, asks=bool(edit or (console and console.endpoint))),
    }


def _pyvis() -> Path:
    """Return pyvis's templates, found without importing it: that would import IPython and networkx, and take as long as the page."""
    spec = find_spec("pyvis")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).with_name("templates")


def policy(*, scripts: list[str], style: str, asks: bool = False) -> str:
    """Return the Content-Security-Policy: no script runs but those with these hashes, and nothing may be fetched.

    Args:
        scripts: the scripts of the page.
        style: its style.
        asks: whether the page may ask the server that it came from.
    """
    allowed = " ".join(map(_hashed, scripts))
    # The engine is WebAssembly, in a worker that is made from the page's own text.
    answers = ["connect-src 'self'"] if asks else ["worker-src blob:"]
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {allowed}" + ("" if asks else " 'wasm-unsafe-eval'"),
            f"style-src {_hashed(style)}",
            "img-src data:",
            # A recording that the reader chooses from the own disk.
            "media-src blob:",
            *answers,
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )
