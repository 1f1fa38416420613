"""YASGUI in Chromium asks a running `kg serve`: one JSON object with the rows that its table shows.

    kg serve output/agi-next-2026 --port 8000 --allow-origin '*' &
    python yasgui.py FOLDER/node_modules/@zazuko/yasgui/build http://127.0.0.1:8000/sparql QUERY.rq [PICTURE.png]

Page and scripts are served on loopback from a port of their own, as a page of somebody else would be.
"""

import json
import shutil
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import sync_playwright

PAGE = b"""<!doctype html><meta charset="utf-8"><title>YASGUI</title><link rel="stylesheet" href="/yasgui.min.css">
<script src="/yasgui.min.js"></script><div id="yasgui"></div>"""


class Handler(SimpleHTTPRequestHandler):
    """Serves the page and, beside it, the scripts of the package."""

    def do_GET(self) -> None:
        """Answer / with the page."""
        if self.path != "/":
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


build, endpoint, query = sys.argv[1], sys.argv[2], Path(sys.argv[3]).read_text(encoding="utf-8")
server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=build))
threading.Thread(target=server.serve_forever, daemon=True).start()
with sync_playwright() as playwright:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
    page = browser.new_page(viewport={"width": 1400, "height": 1000})
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"http://127.0.0.1:{server.server_port}/")
    page.evaluate(
        """([endpoint, query]) => {
          const yasgui = new Yasgui(document.getElementById("yasgui"), { requestConfig: { endpoint }, persistenceId: null });
          const tab = yasgui.getTab() ?? yasgui.addTab(true);
          tab.setQuery(query);
          tab.setEndpoint?.(endpoint);
          window.asked = tab.yasqe.query({ url: endpoint }).then(() => "", String);
        }""",
        [endpoint, query],
    )
    failed = page.evaluate("window.asked")
    page.wait_for_selector(".yasr table tbody tr", timeout=20_000)
    rows = page.eval_on_selector_all(".yasr table tbody tr", "rows => rows.map(r => r.innerText)")
    # The table shows a page of rows; how many there are stands above it.
    told = page.eval_on_selector(".yasr_response_chip", "e => e.innerText")
    if len(sys.argv) > 4:
        page.screenshot(path=sys.argv[4])
    browser.close()
print(json.dumps({"rows": rows, "told": told, "errors": errors + [failed] * bool(failed)}))
