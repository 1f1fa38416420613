"""Write requirements.lock: each package of constraints.txt that the tests need, with the SHA-256 of its file.

    python .ci/hashes.py REPORT > requirements.lock

REPORT is what `pip install --dry-run --ignore-installed --report REPORT -c constraints.txt .[test]` writes. The hashes are
those of one system (Linux, x86-64, Python 3.11): CI installs by them, a developer elsewhere by constraints.txt.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path


def main() -> None:
    """Write the lines, sorted by name."""
    report = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    lines = []
    for item in report["install"]:
        archive = item["download_info"].get("archive_info")
        if archive is None:  # kg itself
            continue
        name, version = item["metadata"]["name"], item["metadata"]["version"]
        lines.append(f"{name.lower().replace('_', '-')}=={version} --hash=sha256:{archive['hashes']['sha256']}\n")
    sys.stdout.writelines(sorted(lines))


if __name__ == "__main__":
    main()
