"""What arguebuf reads of an xAIF file; one JSON object. `python arguebuf_xaif.py FILE.json`, where arguebuf is installed."""

import json
import sys
from pathlib import Path

import arguebuf

graph = arguebuf.load.xaif(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
read = {
    "atoms": sorted(str(node.text) for node in graph.atom_nodes.values()),
    "schemes": sorted(type(node.scheme).__name__ for node in graph.scheme_nodes.values()),
    "edges": len(graph.edges),
}
print(json.dumps(read))
