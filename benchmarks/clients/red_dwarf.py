"""What red-dwarf reads of a Pol.is export by its own loader; one JSON object. `python red_dwarf.py FOLDER`, where red-dwarf is installed.

Its loader fetches an export from an address, so that the folder is served on loopback.
"""

import json
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

from reddwarf.data_loader import Loader
from reddwarf.utils.matrix import generate_raw_matrix


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a log."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=sys.argv[1]))
threading.Thread(target=server.serve_forever, daemon=True).start()
loaded = Loader(directory_url=f"http://127.0.0.1:{server.server_port}/", is_cache_enabled=False)
matrix = generate_raw_matrix(votes=loaded.votes_data)
cells = [
    [int(who), int(comment), int(value)]
    for who, row in matrix.iterrows()
    for comment, value in row.items()
    if value == value  # noqa: PLR0124  (not a number where nobody voted)
]
print(json.dumps({"comments": {c["statement_id"]: c["txt"] for c in loaded.comments_data}, "matrix": cells}))
