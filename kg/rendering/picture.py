"""The matrix or the overview as a picture for a slide or a paper: SVG of our own, PNG through resvg (an extra)."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from kg.errors import MissingExtraError
from kg.measures.consensus import VERDICTS, by_weight
from kg.rendering.explorer.page import view_model_of
from kg.rendering.view.labels import columns_of, wrapped
from kg.store.graph import Graph

Model = dict[str, Any]

_INK, _QUIET, _HAIR, _PAPER = "#1c1b19", "#5b5852", "#dedad2", "#ffffff"
_SIDES = {
    "agrees": ("✓", "#1d5fa8", "#e4eef9"),
    "disagrees": ("✕", "#b93a0e", "#fbe9e1"),
    "mixed": ("±", "#7436b8", "#f0e6fa"),
    "no stance": ("○", "#66625b", "#ffffff"),
}
_VERDICTS = {
    **dict.fromkeys(("consensus", "shared"), "#1d5fa8"),
    **dict.fromkeys(("divergence", "apparent divergence"), "#b93a0e"),
    "mixed": "#7436b8",
    **dict.fromkeys(("single voice", "none"), _QUIET),
}
_FONT = "'Noto Sans','DejaVu Sans','Noto Sans CJK SC',sans-serif"
_ROW, _LEFT, _COLUMN, _TOP = 34, 430, 96, 96


def picture(graph: Graph, *, view: str, to: str, title: str = "") -> bytes:
    """Return one view as SVG or PNG.

    Args:
        graph: the graph of one event.
        view: `matrix` or `overview`.
        to: `svg` or `png`.
        title: by default the event's own.

    Raises:
        MissingExtraError: PNG without resvg.
    """
    model = view_model_of(graph, title=title)
    drawn = svg_matrix(model) if view == "matrix" else svg_overview(model)
    if to == "svg":
        return drawn.encode("utf-8")
    try:
        import resvg_py
    except ImportError:
        raise MissingExtraError("png needs resvg (pip install 'panel-kg[pictures]'), or take --to svg") from None
    return bytes(resvg_py.svg_to_bytes(svg_string=drawn, zoom=2))


def svg_matrix(model: Model) -> str:
    """Return speakers × propositions as SVG, grouped by question, the most divided first."""
    speakers = _speakers(model)
    propositions = {p["id"]: p for p in model["propositions"]}
    stances = {(s["proposition"], s["speaker"]): s for s in model["stances"]}
    parts, y = _heading(model, speakers), _TOP + 14
    for question in model["questions"]:
        parts.append(_rect(16, y, _LEFT + _COLUMN * (len(speakers) + 1) - 8, 24, fill="#f1eee7"))
        parts.append(_text(24, y + 16, _one_line(question["label"], 96), weight="600"))
        y += 26
        for proposition in (propositions[p] for p in question["propositions"]):
            lines = wrapped(proposition["label"], 60, 2).split("\n")
            parts += [_text(24, y + 21 + (i * 13) - (6 if len(lines) > 1 else 0), t) for i, t in enumerate(lines)]
            for i, speaker in enumerate(speakers):
                stance = stances.get((proposition["id"], speaker["id"]))
                parts.append(_cell(_LEFT + i * _COLUMN + _COLUMN // 2, y + _ROW // 2, stance))
            x = _LEFT + len(speakers) * _COLUMN + _COLUMN // 2
            parts.append(
                _text(x, y + 21, proposition["verdict"], anchor="middle", fill=_VERDICTS[proposition["verdict"]])
            )
            y += _ROW
            parts.append(_rect(16, y - 1, _LEFT + _COLUMN * (len(speakers) + 1) - 8, 1, fill=_HAIR))
    parts.append(_legend(24, y + 24))
    return _document(_LEFT + _COLUMN * (len(speakers) + 1) + 24, y + 44, parts)


def svg_overview(model: Model) -> str:
    """Return the propositions on which two or more took a stance as SVG: speakers from disagree to agree."""
    shown = [p for v in VERDICTS if v not in {"single voice", "none"} for p in _with(model, v)]
    names = {s["id"]: s["label"] for s in model["speakers"]}
    parts = [
        _title(model),
        _text(470, 82, "← disagree", fill=_QUIET),
        _text(1176, 82, "agree →", anchor="end", fill=_QUIET),
    ]
    y = _TOP
    for proposition in shown:
        lines = wrapped(proposition["label"], 56, 2).split("\n")
        parts += [_text(24, y + 16 + i * 14, t) for i, t in enumerate(lines)]
        parts.append(
            _text(24, y + 18 + len(lines) * 14, proposition["verdict"], size=10, fill=_VERDICTS[proposition["verdict"]])
        )
        parts.append(_rect(470, y + 21, 706, 2, fill=_HAIR))
        parts += _chips(model, proposition, names, y)
        y += 58
        parts.append(_rect(16, y - 5, 1168, 1, fill=_HAIR))
    parts.append(_legend(24, y + 22))
    return _document(1200, y + 44, parts)


def _with(model: Model, verdict: str) -> list[Model]:
    found = [p for p in model["propositions"] if p["verdict"] == verdict]
    return sorted(found, key=lambda p: by_weight(p | {"proposition": p["id"]}))


def _speakers(model: Model) -> list[Model]:
    taken = {s["speaker"] for s in model["stances"]}
    return [s for s in model["speakers"] if s["panel"] or s["id"] in taken]


def _heading(model: Model, speakers: list[Model]) -> list[str]:
    parts = [_title(model)]
    for i, speaker in enumerate(speakers):
        lines = wrapped(speaker["label"], 13, 2).split("\n")
        x = _LEFT + i * _COLUMN + _COLUMN // 2
        parts += [
            _text(x, _TOP - 8 - 14 * (len(lines) - 1 - j), t, anchor="middle", weight="600")
            for j, t in enumerate(lines)
        ]
    return parts


def _title(model: Model) -> str:
    return _text(24, 38, _one_line(model["event"]["title"], 90), size=19, weight="600")


def _chips(model: Model, proposition: Model, names: dict[str, str], y: int) -> list[str]:
    parts: list[str] = []
    sides = {
        side: [s for s in model["stances"] if s["proposition"] == proposition["id"] and s["stance"] == side]
        for side in _SIDES
    }
    widths = {
        s["speaker"]: round(columns_of(names[s["speaker"]]) * 6.9 + 38) for found in sides.values() for s in found
    }
    middle = sides["mixed"] + sides["no stance"]
    left, right = 470, 1176 - sum(widths[s["speaker"]] + 4 for s in sides["agrees"])
    centre = 823 - sum(widths[s["speaker"]] + 4 for s in middle) // 2
    for x, found in ((left, sides["disagrees"]), (centre, middle), (right, sides["agrees"])):
        at = x
        for stance in found:
            width = widths[stance["speaker"]]
            sign, colour, tint = _SIDES[stance["stance"]]
            parts.append(
                _rect(at, y + 10, width, 24, fill=tint, stroke=colour, radius=12, dashed=stance["basis"] != "explicit")
            )
            parts.append(_text(at + 9, y + 26, sign, fill=colour, weight="700"))
            parts.append(_text(at + 23, y + 26, names[stance["speaker"]], size=12))
            at += width + 4
    return parts


def _cell(x: int, y: int, stance: Model | None) -> str:
    if stance is None:
        return _text(x, y + 4, "·", anchor="middle", fill=_QUIET)
    sign, colour, tint = _SIDES[stance["stance"]]
    box = _rect(x - 20, y - 13, 40, 26, fill=tint, stroke=colour, radius=5, dashed=stance["basis"] != "explicit")
    machine = "" if stance["source"] == "human" else _text(x + 12, y + 11, "⚙", size=8, anchor="middle")
    return box + _text(x, y + 5, sign, anchor="middle", fill=colour, weight="700", size=14) + machine


def _legend(x: int, y: int) -> str:
    said = "✓ agrees  |  ✕ disagrees  |  ± on both sides  |  ○ spoke of it, took no side  |  · silent  |  dashed frame: inferred"
    return _text(x, y, said, size=11, fill=_QUIET)


def _one_line(text: str, width: int) -> str:
    return wrapped(text, width, 1)


def _text(
    x: int, y: int, text: str, *, size: int = 12, fill: str = _INK, anchor: str = "start", weight: str = "400"
) -> str:
    said = escape("".join(c for c in text if c.isprintable()))
    return f'<text x="{x}" y="{y}" font-size="{size}" fill="{fill}" text-anchor="{anchor}" font-weight="{weight}">{said}</text>\n'


def _rect(
    x: int, y: int, width: int, height: int, *, fill: str, stroke: str = "none", radius: int = 0, dashed: bool = False
) -> str:
    dash = ' stroke-dasharray="4 3"' if dashed else ""
    return (
        f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="{radius}" fill="{fill}" stroke="{stroke}"'
        f' stroke-width="1.5"{dash}/>\n'
    )


def _document(width: int, height: int, parts: list[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        f' font-family="{_FONT}">\n<rect width="{width}" height="{height}" fill="{_PAPER}"/>\n{"".join(parts)}</svg>\n'
    )
