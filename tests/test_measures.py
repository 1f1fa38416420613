"""The consensus table and the report, against counts made by hand."""

from __future__ import annotations

from kg.measures.consensus import consensus, panel_of
from kg.rendering.report import report
from kg.store.graph import Graph


def test_consensus_of_the_small_panel(small_graph: Graph) -> None:
    """Each figure of each proposition is the one counted by hand from annotations.yaml; the host counts nowhere."""
    rows = {r["proposition"]: tuple(r.values())[2:] for r in consensus(small_graph.rows())}

    assert rows == {
        # agree, disagree, mixed, silent, coverage, leaning, split, explicit share, verdict
        "city-pays": (2, 1, 0, 0, 1.0, 0.333, 0.667, 1.0, "divergence"),
        "closed-by-2030": (0, 0, 0, 3, 0.0, None, None, None, "insufficient"),
        "closing-is-safer": (2, 1, 0, 0, 1.0, 0.333, 0.667, 0.667, "divergence"),
        "shops-lose": (1, 0, 1, 1, 0.667, 0.5, 0.0, 1.0, "mixed"),
    }


def test_the_host_and_unknown_voices_are_not_the_panel() -> None:
    """Only panelists and those who gave a talk count."""
    roles = ["panelist", "speaker", "host", "audience", "unknown"]

    assert panel_of([{"label": r, "role": r} for r in roles]) == ["panelist", "speaker"]


def test_report_quotes_both_sides_in_their_own_words(small_graph: Graph) -> None:
    """A divergence shows each speaker's stance with a verbatim quote; the host is marked as such."""
    tables = small_graph.rows()
    text = report(tables, consensus(tables), title="A *title*")

    assert text.startswith(
        "# A \\*title\\*\n\nPanel: Ada Okafor, Ben Castillo, Chen Wei. Not counted in any measure: Mara Lind."
    )
    assert (
        "### The city should pay for a new bus line.\n\n"
        "policy · 2 agree, 1 disagree, 0 of 3 silent · explicit 100% · *Who should pay for a new bus line?*\n\n"
        "- **Ada Okafor** agrees (explicit)\n"
        "  > The city should pay for the bus line.\n"
        "- **Ben Castillo** agrees (explicit)\n"
        "  > the city should pay for the bus line.\n"
        "- **Chen Wei** disagrees (explicit)\n"
        "  > Maybe the region should pay, not the city.\n"
        "- **Mara Lind** agrees (explicit, not of the panel)\n"
        "  > I believe the city can afford it.\n"
    ) in text
    assert text.index("## What they agree on") < text.index("## What divides them")
    assert "- The centre will be closed to cars by 2030. — nobody took a stance" in text


def test_report_cannot_be_broken_by_a_quote() -> None:
    """Mark-up in a quote or a name is shown, not obeyed."""
    tables = {
        "speakers": [{"label": "<b>Eve</b>", "role": "panelist"}, {"label": "Bob", "role": "panelist"}],
        "questions": [{"id": "q", "label": "Q # 1"}],
        "propositions": [{"id": "p", "label": "A | B", "kind": "fact", "question": "q"}],
        "claims": [
            {
                "id": "c",
                "text": "x",
                "quote": "a\n\n# <script>alert(1)</script>",
                "reported": False,
                "reported_by": "",
                "start": 0,
            }
        ],
        "stances": [
            {"id": s, "speaker": s, "proposition": "p", "stance": "agrees", "basis": "explicit", "claims": ("c",)}
            for s in ("<b>Eve</b>", "Bob")
        ],
        "evidence": [
            {"stance": s, "claim": "c", "side": "agrees", "basis": "explicit", "kind": ""}
            for s in ("<b>Eve</b>", "Bob")
        ],
    }

    text = report(tables, consensus(tables), title="T")

    assert "<script>" not in text.replace("\\<script\\>", "")
    assert "**\\<b\\>Eve\\</b\\>**" in text
    assert "> a \\# \\<script\\>" in text


def test_report_orders_by_how_many_spoke_and_says_what_was_rejected() -> None:
    """The widest common ground comes first; what all reject does not read as if they held it."""
    names = ["Ann", "Bob", "Cy"]
    taken = {
        "held-by-two": "agrees agrees",
        "rejected-by-two": "disagrees disagrees",
        "held-by-all": "agrees agrees agrees",
    }
    tables = {
        "speakers": [{"label": n, "role": "panelist"} for n in names],
        "questions": [{"id": "q", "label": "Q"}],
        "propositions": [{"id": p, "label": f"{p}.", "kind": "fact", "question": "q"} for p in taken],
        "claims": [],
        "stances": [
            {
                "id": f"{name} {p}",
                "speaker": name,
                "proposition": p,
                "stance": stance,
                "basis": "inferred" if p == "held-by-all" else "explicit",
                "claims": (),
            }
            for p, stances in taken.items()
            for name, stance in zip(names, stances.split(), strict=False)
        ],
        "evidence": [],
    }

    text = report(tables, consensus(tables), title="T")

    assert [line for line in text.splitlines() if line.startswith("### ")] == [
        "### held-by-all.",
        "### held-by-two.",
        "### rejected-by-two. — rejected by all who spoke of it",
    ]
