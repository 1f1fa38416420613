"""No block of the package has more paths through it than can be read."""

from __future__ import annotations

from pathlib import Path

from radon.complexity import cc_rank, cc_visit

PACKAGE = Path(__file__).parent.parent / "kg"
#: Blocks of radon's grade D (21 to 30 paths, conditions counted) that may stand: choices over many small signs.
MOST_OF_D = 5


def test_no_block_is_of_grade_e_and_few_of_d() -> None:
    """Complexity with conditions counted, as radon grades it: none of E or F, at most five of D."""
    graded = [
        (cc_rank(block.complexity), f"{path.relative_to(PACKAGE)}: {block.name}")
        for path in sorted(PACKAGE.rglob("*.py"))
        if "_shipped" not in path.parts
        for block in cc_visit(path.read_text(encoding="utf-8"))
        if not hasattr(block, "methods")
    ]

    assert len(graded) > 1000
    assert [name for rank, name in graded if rank in "EF"] == []
    assert len([name for rank, name in graded if rank == "D"]) <= MOST_OF_D
