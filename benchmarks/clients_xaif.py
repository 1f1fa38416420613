"""Real readers of xAIF read what kg writes: arguebuf as a graph of arguments, and as the
dialogue that they were made in; the xaif package of the Argument Mining Framework.

    python -m venv READERS && READERS/bin/pip install arguebuf xaif pandas
    kg export output/agi-next-2026 --to xaif -o agi-next.json
    READERS/bin/python benchmarks/clients_xaif.py agi-next.json

Prints a line a reading, and exits with 1 where a node or an edge of the file did not arrive.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from importlib import import_module
from pathlib import Path
from typing import Any

ARGUMENTS = {"I", "RA", "CA", "MA"}


def read(path: Path) -> bool:
    """Have arguebuf read a file; return whether all arrived that it has a place for.

    Args:
        path: an xAIF file.
    """
    load: Any = import_module("arguebuf").load
    data = json.loads(path.read_text(encoding="utf-8"))
    kinds = {n["nodeID"]: n["type"] for n in data["AIF"]["nodes"]}
    inner = [e for e in data["AIF"]["edges"] if {kinds[e["fromID"]], kinds[e["toID"]]} <= ARGUMENTS]
    whole = sum(kind in ARGUMENTS for kind in kinds.values()), len(inner)
    right = True
    # arguebuf has no place for locutions, transitions and illocutions; it can make arguments of them.
    for name, graph in (
        ("arguebuf, xAIF", load.xaif(data)),
        ("arguebuf, AIF", load.aif(data["AIF"])),
        ("arguebuf, AIF with the dialogue", load.aif(data["AIF"], reconstruct_dialog=True)),
    ):
        nodes, edges = len(graph.nodes), len(graph.edges)
        arrived = (nodes, edges) == whole if "dialogue" not in name else nodes >= whole[0] and edges >= whole[1]
        right = right and arrived
        schemes = Counter(type(node.scheme).__name__ for node in graph.scheme_nodes.values())
        told = ", ".join(f"{n} {kind}" for kind, n in sorted(schemes.items()))
        print(f"{name:34} {nodes:5} nodes {edges:5} edges  {told}{'' if arrived else f'  (expected {whole})'}")
    dialogue: Any = import_module("xaif").AIF(data)
    found = [dialogue.get_speaker(entry["nodeID"]) for entry in dialogue.locutions]
    named = all(str(speaker[0]).strip() not in {"", "None"} for speaker in found)
    whole_dialogue = bool(dialogue.is_valid_json_aif() and dialogue.is_json_aif_dialog() and named)
    print(
        f"{'xaif':34} {len(found):5} locutions of {len(set(found))} speakers{'' if whole_dialogue else '  (no dialogue)'}"
    )
    return right and whole_dialogue


if __name__ == "__main__":
    sys.exit(0 if read(Path(sys.argv[1])) else 1)
