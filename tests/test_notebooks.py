"""The notebook for those who know pandas: nothing in it is longer, or more deeply chained, than one can follow."""

from __future__ import annotations

import ast
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOK = Path(__file__).parent.parent / "notebooks" / "04-ten-questions.ipynb"
LONGEST_LINE, LONGEST_CHAIN, QUESTIONS = 88, 3, 10


def chained(node: ast.expr) -> int:
    """Return how many calls hang on one another in an expression, from its end back to what it begins with."""
    if isinstance(node, ast.Call):
        return 1 + chained(node.func)
    return chained(node.value) if isinstance(node, ast.Attribute | ast.Subscript) else 0


def test_ten_questions_in_short_lines() -> None:
    """Ten questions are asked, each has an answer that is shown, and no cell reaches below the data frames."""
    cells = nbformat.read(NOTEBOOK, as_version=4).cells
    code = [cell for cell in cells if cell.cell_type == "code"]
    lines = [line for cell in code for line in cell.source.splitlines()]
    longest = max(
        chained(node)
        for cell in code
        for node in ast.walk(ast.parse(cell.source))
        if isinstance(node, ast.Call | ast.Subscript)
    )
    asked = [cell.source for cell in cells if cell.cell_type == "markdown" and cell.source.startswith("## ")]

    assert [int(heading.split()[1].rstrip(".")) for heading in asked] == list(range(1, QUESTIONS + 1))
    assert all("?" in heading for heading in asked)
    assert max(map(len, lines)) <= LONGEST_LINE
    assert longest <= LONGEST_CHAIN
    assert all(cell.outputs for cell in code)
    assert not any(word in cell.source for cell in code for word in ("SELECT", "rdf", "iri", "IRI", "query("))


def test_a_graph_and_its_page_are_shown_in_a_notebook() -> None:
    """A cell that ends in a graph shows its counts and who stands with whom, one that ends in its explorer a frame; each says in plain text what it is."""
    panel = Path(__file__).parent / "small_panel"
    sources = (f"import kg\ngraph = kg.Graph.from_event(kg.build({str(panel)!r}))\ngraph", "graph.explore()")
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    shown, page = (cell.outputs[-1].data for cell in notebook.cells)

    assert shown["text/html"].startswith("<p><b>Old Town Forum: Should Cars Leave the Centre?</b><br>4 speakers, ")
    assert shown["text/html"].count("<table") == 1
    assert shown["text/plain"].startswith("<Graph: ")
    assert page["text/html"].startswith('<iframe sandbox="allow-scripts allow-downloads"')
    assert page["text/plain"].startswith("<Explorer")


@pytest.mark.parametrize(
    ("source", "n"), [("a.b().c().d()", 3), ("a[b].c()[d].e()", 2), ("f(g(h()))", 1), ("a.b.c[d]", 0)]
)
def test_chains_are_counted(source: str, n: int) -> None:
    """What is called on what was called; an argument begins a chain of its own."""
    assert chained(ast.parse(source, mode="eval").body) == n
