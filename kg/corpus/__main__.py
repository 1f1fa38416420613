"""A process that builds sources: a job a line in, what came of it a line out."""

import sys

from kg.corpus.engine import child

if __name__ == "__main__":
    out = sys.stdout.buffer
    sys.stdout = sys.stderr  # what a library says must not stand among the lines
    child(sys.stdin.buffer, out)
