"""The house rules that a reader of imports can hold: which room knows which, and who prints."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest

PACKAGE = Path(__file__).parent.parent / "kg"

#: Room → the rooms that it may import from, beside itself. What stands below knows nothing of what stands above.
MAY_IMPORT: dict[str, set[str]] = {
    "errors": set(),
    "annotators": set(),
    "convokit": set(),
    "http": {"errors"},
    "shares": set(),
    "skos": set(),
    "transcript": set(),
    "slugs": set(),
    "words": set(),
    "resources": set(),
    "files": {"errors"},
    "model": {"annotators", "errors", "shares", "skos", "slugs", "transcript"},
    "people": {"errors", "model", "words"},
    "evidence": {"errors", "model", "shares", "words"},
    "readers": {"convokit", "errors", "model", "people", "words"},
    "writers": {"errors", "model"},
    "eventfiles": {"annotators", "errors", "model", "slugs", "people", "evidence"},
    "drafting": {"errors", "http", "files", "model", "slugs", "words", "people", "evidence", "eventfiles", "resources"},
    "agreement": {"errors", "model", "evaluate", "comparison"},
    "comparison": {"errors", "model", "evaluate"},
    "evaluate_meaning": {"model", "drafting"},
    "evaluate": {"errors", "model", "people", "evidence", "eventfiles", "drafting", "evaluate_meaning"},
    "tables": {"convokit", "errors", "model", "evidence"},
    "xaif": {"errors", "model", "evidence", "tables"},
    "graph": {"errors", "model", "evidence"},
    "store": {"errors", "http", "model", "files", "graph", "tables", "xaif", "resources", "evidence"},
    "measures": {"errors", "model", "tables"},
    "rendering": {
        "errors",
        "model",
        "shares",
        "words",
        "graph",
        "store",
        "tables",
        "measures",
        "resources",
        "evidence",
    },
    "export": {
        "convokit",
        "errors",
        "model",
        "graph",
        "store",
        "tables",
        "xaif",
        "measures",
        "resources",
        "evidence",
    },
    # Events are built by the pipeline: the corpus stands above it, and only the command line and the Python API above that.
    "corpus": {"errors", "http", "model", "slugs", "words", "files", "pipeline", "eventfiles", "people", "readers"}
    | {"graph", "store", "tables", "measures", "rendering", "evidence", "resources", "export"},
    # Reviewing builds events, as the corpus does; only the command line stands above it.
    "editing": {"errors", "files", "evidence", "pipeline", "rendering", "store", "serve"},
    "linked": {"errors", "graph", "store", "resources", "tables"},
    "serve": {
        "errors",
        "http",
        "model",
        "graph",
        "store",
        "measures",
        "resources",
        "rendering",
        "export",
        "evidence",
        "linked",
    },
}
TOP = {"api", "pipeline", "assistant", "cli", "__init__", "__main__"}


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports_of(path: Path) -> set[str]:
    """Return the rooms of this package that a file imports anywhere."""
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [a.name for a in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{a.name}" for a in node.names] if node.module == "kg" else [node.module]
        rooms |= {n.split(".")[1] for n in names if n.startswith("kg.")}
    return rooms


FILES = sorted(p for p in PACKAGE.rglob("*.py") if "_shipped" not in p.parts)


def test_imports_point_one_way() -> None:
    """No room imports from a room above it, and every room is in the plan."""
    assert len(FILES) > 40
    wrong = []
    for path in FILES:
        room = room_of(path)
        if room in TOP:
            continue
        assert room in MAY_IMPORT, f"kg/{room} is not in the plan of the house"
        forbidden = imports_of(path) - MAY_IMPORT[room] - {room}
        wrong += [f"{path.relative_to(PACKAGE)} imports kg.{r}" for r in sorted(forbidden)]
    assert wrong == []


#: What splits at semicolons something else than a list of a table: HTTP's headers, and a cast in a transcript.
NO_TABLES = {"serve/protocol.py", "serve/negotiate.py", "readers/text/cast.py"}


def test_lists_of_tables_are_split_in_one_place() -> None:
    """Rows carry tuples: only kg/tables knows that a file joins them by semicolons."""
    found = {str(p.relative_to(PACKAGE)) for p in FILES if 'split(";")' in p.read_text(encoding="utf-8")}
    assert found - NO_TABLES == set()


RDF_LIBRARIES = {"rdflib", "pyoxigraph", "oxrdflib", "pyshacl"}


def test_readers_and_drafting_know_no_rdf() -> None:
    """What comes before the graph imports no RDF library, but for the SKOS vocabulary, which is RDF."""
    before = [
        p
        for p in FILES
        if room_of(p) in {"readers", "writers", "people", "evidence", "eventfiles", "drafting", "model"}
    ]
    assert len(before) > 15
    found = []
    for path in before:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            found += [path.name for n in names if n.split(".")[0] in RDF_LIBRARIES]
    assert set(found) <= {"vocabulary.py"}


def test_only_the_cli_prints_or_exits() -> None:
    """print, input and sys.exit stand in kg/cli alone."""
    wrong = []
    for path in FILES:
        if room_of(path) == "cli":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in {"print", "input", "exit"}
            ):
                wrong.append(f"{path.relative_to(PACKAGE)}:{node.lineno}")
    assert wrong == []


def test_no_module_is_crowded() -> None:
    """A module that nears four hundred lines is split."""
    sizes = {str(p.relative_to(PACKAGE)): len(p.read_text(encoding="utf-8").splitlines()) for p in FILES}
    assert {name: n for name, n in sizes.items() if n > 420} == {}


@pytest.mark.parametrize(
    ("arguments", "forbidden"),
    [
        (["--help"], {"rdflib", "pyoxigraph", "pandas", "networkx", "pyvis", "yaml", "pydantic", "jinja2"}),
        (["query", "--help"], {"rdflib", "pandas", "networkx", "pyvis", "pydantic", "jinja2"}),
        (["build", "PANEL", "-o", "OUT"], {"rdflib", "pandas", "networkx", "pyvis", "numpy", "IPython", "pyshacl"}),
        (["query", "PANEL/graph.ttl", "ASK {}"], {"rdflib", "pandas", "networkx", "pydantic", "jinja2", "starlette"}),
    ],
)
def test_a_command_loads_what_it_uses(arguments: list[str], forbidden: set[str], tmp_path: Path) -> None:
    """Start-up is lazy: help imports nothing but click, and a build only what it is made with."""
    panel = tmp_path / "panel.txt"
    panel.write_text("Ada: Rents should be capped.\nBen: No, they should not.\nAda: Why not?\n", encoding="utf-8")
    (tmp_path / "graph.ttl").write_text("", encoding="utf-8")
    named = {"PANEL": str(panel), "OUT": str(tmp_path / "out"), "PANEL/graph.ttl": str(tmp_path / "graph.ttl")}
    arguments = [named.get(a, a) for a in arguments]
    code = (
        "import sys\nfrom kg.cli import group\n"
        f"try: group.main({arguments!r}, prog_name='kg')\nexcept SystemExit: pass\n"
        "print('LOADED', *sorted({m.split('.')[0] for m in sys.modules}))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    loaded = set(out.split("LOADED", 1)[1].split())
    assert "click" in loaded
    assert loaded & forbidden == set()


def test_no_module_imports_itself_through_others() -> None:
    """The imports of modules, late ones counted, hold no cycle."""
    names = {".".join(p.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__") for p in FILES}
    graph: nx.DiGraph[str] = nx.DiGraph()
    for path in FILES:
        own = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "kg":
                inner = [f"{node.module}.{a.name}" for a in node.names]
                graph.add_edges_from((own, name if name in names else node.module) for name in inner)

    assert graph.number_of_edges() > 500
    assert [sorted(c) for c in nx.strongly_connected_components(graph) if len(c) > 1] == []


#: A list of more words than this lies in a file of its own.
MOST_WORDS_IN_CODE = 45
WORD_LISTS = sorted(PACKAGE.rglob("words/*.txt"))


def test_word_lists_are_sorted_files() -> None:
    """One entry a line, in order, none twice: so that a change shows the word that it adds."""
    wrong = []
    for path in WORD_LISTS:
        entries = path.read_text(encoding="utf-8").splitlines()
        if entries != sorted(set(entries)) or not all(map(str.strip, entries)):
            wrong.append(path.relative_to(PACKAGE).as_posix())
    assert len(WORD_LISTS) > 25
    assert wrong == []


def test_long_word_lists_are_no_code() -> None:
    """What is longer than a few lines is a file; kg.words itself has those that everything is built on."""
    found = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}: {words} words"
        for path in FILES
        if room_of(path) != "words"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "word_set"
        if (words := sum(len(str(a.value).split()) for a in node.args if isinstance(a, ast.Constant)))
        > MOST_WORDS_IN_CODE
    ]
    assert found == []


def test_every_word_list_is_used() -> None:
    """Each is named by the room that it lies in, or by another."""
    source = "".join(path.read_text(encoding="utf-8") for path in FILES)
    names = [path.relative_to(PACKAGE).as_posix().replace("words/", "", 1).removesuffix(".txt") for path in WORD_LISTS]
    assert [name for name in names if f'"{name}"' not in source] == []
