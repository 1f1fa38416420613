"""Execute the notebooks in place and keep their outputs, without times and machine paths: python notebooks/execute.py"""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

HERE = Path(__file__).parent


def main() -> None:
    """Run every notebook of this folder from its first cell to its last."""
    for path in [Path(a) for a in sys.argv[1:]] or sorted(HERE.glob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        NotebookClient(
            notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(HERE)}}
        ).execute()
        for i, cell in enumerate(notebook.cells):
            cell.metadata.pop("execution", None)
            # An id that depends on the place alone, so that a run changes nothing but outputs.
            cell["id"] = f"cell-{i:02d}"
        notebook.metadata = nbformat.from_dict(
            {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
        )
        nbformat.write(notebook, path)
        print(path.name)


if __name__ == "__main__":
    main()
