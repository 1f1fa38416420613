"""What arguebuf reads of an xAIF file; one JSON object. `python arguebuf_xaif.py FILE.json`, where arguebuf is installed."""

import json
import sys

from arguebuf.load import load_file

graph = load_file(sys.argv[1])
read = {
    "atoms": sorted(str(node.text) for node in graph.atom_nodes.values()),
    "schemes": sorted(type(node.scheme).__name__ for node in graph.scheme_nodes.values()),
    "edges": len(graph.edges),
}
print(json.dumps(read))
