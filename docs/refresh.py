"""Write again what the documents quote: the outputs of the commands in README.md, and docs/commands.md from the help.

python docs/refresh.py            write
python docs/refresh.py --check    exit 1 when a document is stale (the tests do the same)
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import rdflib

ROOT = Path(__file__).resolve().parent.parent
_BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def run(command: str) -> str:
    """Return what one `kg …` command writes to stdout, from the root of the checkout."""
    words = shlex.split(command)
    if words[0] != "kg":
        raise SystemExit(f"only kg commands are run, not {command!r}")
    done = subprocess.run(
        [sys.executable, "-m", "kg", *words[1:]], capture_output=True, text=True, cwd=ROOT, check=False
    )
    if done.returncode not in {0, 1}:
        raise SystemExit(f"{command}: exit {done.returncode}: {done.stderr}")
    return done.stdout


def refreshed(text: str) -> str:
    """Return a document whose console blocks hold the real output of their one `$ kg …` command each.

    A line `…` at the end of a block stands for what was cut: as many lines are kept as are shown.
    """

    def block(match: re.Match[str]) -> str:
        command, _, shown = match[1].partition("\n")
        lines = run(command.removeprefix("$ ")).splitlines()
        old = shown.splitlines()
        if old and old[-1] == "…":
            lines = [*lines[: len(old) - 1], "…"]
        return "```console\n" + "\n".join([command, *(line.rstrip() for line in lines)]) + "\n```"

    return _BLOCK.sub(block, text)


def commands_page() -> str:
    """Return docs/commands.md: the help of every command, as the program gives it."""
    from click.testing import CliRunner

    from kg.cli import COMMANDS, group

    parts = ["# Commands\n\nWritten by `python docs/refresh.py` from the program's own help.\n"]
    for arguments in [[], *([name] for name in sorted(COMMANDS))]:
        result = CliRunner().invoke(group, [*arguments, "--help"], prog_name="kg", terminal_width=100)
        title = " ".join(["kg", *arguments])
        parts.append(f"## {title}\n\n```text\n{result.output.rstrip()}\n```\n")
    return "\n".join(parts)


def ontology_page() -> str:
    """Return docs/ontology.md: every term with its definition, what it is aligned with, and an example of each class."""
    import rdflib
    from rdflib.namespace import OWL, RDF, RDFS, SKOS

    from kg.graph.terms import CLASSES, INDIVIDUALS, ONTOLOGY, PROPERTIES
    from kg.pipeline import annotated, graph

    ontology = rdflib.Graph().parse(ROOT / "ontology" / "debate.ttl")
    near: dict[str, list[str]] = {}
    for line in (ROOT / "ontology" / "mappings.sssom.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("kg:"):
            near.setdefault(line.split("\t")[0], []).append(line.split("\t")[2])
    # What a panel has not, a meeting has: decisions, polls, reasons, places and works.
    examples = [graph(annotated(ROOT / "tests" / name)).to_rdflib() for name in ("small_panel", "pier_meeting")]
    head = rdflib.URIRef(ONTOLOGY.rstrip("#"))
    parts = [
        "# The ontology\n",
        f"{ontology.value(head, rdflib.DCTERMS.description)} Namespace `{ONTOLOGY}`, version "
        f"{ontology.value(head, OWL.versionInfo)}. Written by `python docs/refresh.py` from `ontology/debate.ttl`; the "
        "examples are of the events in `tests/small_panel` and `tests/pier_meeting`.\n",
    ]

    def term(name: str, *, level: str) -> list[str]:
        node = rdflib.URIRef(ONTOLOGY + name)

        def listed(predicate: rdflib.URIRef) -> str:
            return ", ".join(sorted(f"`{ontology.qname(str(o))}`" for o in ontology.objects(node, predicate)))

        lines = [f"{level} kg:{name}\n", f"{ontology.value(node, SKOS.definition)}\n"]
        facts = {
            "Is a": listed(RDFS.subClassOf) or listed(RDFS.subPropertyOf),
            "Of": listed(RDFS.domain) or listed(rdflib.URIRef("https://schema.org/domainIncludes")),
            "Leads to": listed(RDFS.range),
            "Member of": listed(RDF.type) if name in INDIVIDUALS else "",
            "Near to": ", ".join(f"`{t}`" for t in near.get(f"kg:{name}", ())),
        }
        told = [f"{label}: {value}." for label, value in facts.items() if value]
        return [*lines, " ".join(told) + "\n"] if told else lines

    for title, names in (("Classes", CLASSES), ("Properties", PROPERTIES), ("Individuals", INDIVIDUALS)):
        parts.append(f"## {title}\n")
        for name in names:
            parts += term(name, level="###")
            for example in examples:
                first = min(example.subjects(RDF.type, rdflib.URIRef(ONTOLOGY + name)), default=None, key=str)
                if first is not None:
                    parts.append(_turtle_of(example, first))
                    break
    return "\n".join(parts)


def _turtle_of(graph: rdflib.Graph, thing: rdflib.term.Node) -> str:
    """Return what is said of a thing as a block of Turtle, without prefixes; of a property that has many values, three."""
    small = type(graph)()
    for prefix, namespace in graph.namespaces():
        small.bind(prefix, namespace)
    for predicate in set(graph.predicates(thing)):
        for value in sorted(graph.objects(thing, predicate), key=str)[:3]:
            small.add((thing, predicate, value))
    text = small.serialize(format="longturtle")
    body = "\n".join(x for x in text.splitlines() if not x.startswith("PREFIX")).strip()
    return f"```turtle\n{body}\n```\n"


def documents() -> dict[Path, str]:
    """Return each document's path and what it should hold."""
    quoting = (ROOT / "README.md", ROOT / "data" / "README.md")
    return {
        **{path: refreshed(path.read_text(encoding="utf-8")) for path in quoting},
        ROOT / "docs" / "commands.md": commands_page(),
        ROOT / "docs" / "ontology.md": ontology_page(),
    }


def main() -> None:
    """Write or check the documents."""
    stale = [p for p, text in documents().items() if not p.exists() or p.read_text(encoding="utf-8") != text]
    if "--check" in sys.argv:
        sys.exit(f"stale: {', '.join(p.name for p in stale)}" if stale else 0)
    for path, text in documents().items():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
