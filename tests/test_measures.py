"""The consensus table and the report, against counts made by hand."""

from __future__ import annotations

from typing import Any

from kg.measures import ground
from kg.measures.consensus import consensus
from kg.measures.measured import Measured
from kg.measures.presence import could_speak, panel_of
from kg.rendering.report import report
from kg.store.graph import Graph


def test_consensus_of_the_small_panel(small_graph: Graph) -> None:
    """Each figure of each proposition is the one counted by hand from annotations.yaml; the host counts nowhere."""
    rows = {r["proposition"]: tuple(r.values())[2:] for r in consensus(small_graph.rows())}

    assert rows == {
        # agree, disagree, mixed, silent, coverage, leaning, split, explicit share, verdict
        "city-pays": (2, 1, 0, 0, 1.0, 0.333, 0.667, 1.0, "divergence"),
        "closed-by-2030": (0, 0, 0, 3, 0.0, None, None, None, "none"),
        "closing-is-safer": (2, 1, 0, 0, 1.0, 0.333, 0.667, 0.667, "divergence"),
        "shops-lose": (1, 0, 1, 1, 0.667, 0.5, 0.0, 1.0, "mixed"),
    }


def test_the_host_and_unknown_voices_are_not_the_panel() -> None:
    """Only panelists and those who gave a talk count."""
    roles = ["panelist", "speaker", "host", "audience", "unknown"]

    assert panel_of([{"label": r, "role": r} for r in roles]) == ["panelist", "speaker"]


def test_who_only_gave_a_talk_is_not_silent_in_the_discussion() -> None:
    """S are those heard where a question is under discussion, and who took a stance; a talk is a part of its own."""

    def said(id: str, speaker: str, section: str) -> dict[str, Any]:
        start = int(id[1:]) * 10
        return {"id": id, "speaker": speaker, "section": section, "kind": "speech", "start": start, "end": start + 10}

    utterances = [said("u1", "Ada", "Talk"), said("u2", "Ada", "More of it"), said("u3", "Hal", "Panel")]
    utterances += [said("u4", "Ben", "Panel"), said("u5", "Hal", "More questions"), said("u6", "Cy", "More questions")]
    panel = [{"label": name, "role": "panelist"} for name in ("Ada", "Ben", "Cy", "Di")]
    tables = {
        "speakers": [*panel, {"label": "Hal", "role": "host"}],
        "utterances": utterances,
        "questions": [{"id": q, "label": q, "start": None} for q in ("talk", "panel", "nowhere")],
        "propositions": [{"id": p, "question": p} for p in ("talk", "panel", "nowhere")],
        "claims": [{"id": "a", "utterance": "u2"}, {"id": "b", "utterance": "u4"}, {"id": "d", "utterance": "u0"}],
        "stances": [
            {"speaker": who, "proposition": p, "question": p, "stance": "agrees", "basis": "explicit", "claims": (c,)}
            for who, p, c in (("Ada", "talk", "a"), ("Ben", "panel", "b"), ("Di", "panel", "d"))
        ],
        "relations": [],
    }

    assert could_speak(tables) == {"talk": ("Ada",), "panel": ("Ben", "Cy"), "nowhere": ("Ben", "Cy")}
    assert {r["proposition"]: (r["agree"], r["silent"], r["coverage"]) for r in consensus(tables)} == {
        "talk": (1, 0, 1.0),
        "panel": (2, 1, 0.667),  # Di, who is heard nowhere, has a stance
        "nowhere": (0, 2, 0.0),
    }


def test_a_clash_needs_words_on_one_side_or_between_the_sides() -> None:
    """Two inferred positions are an apparent divergence, until a claim of the one refers in words to one of the other."""

    def verdict_with(relations: list[dict[str, str]]) -> str:
        stances = [
            {"speaker": who, "proposition": "p", "question": "q", "stance": side, "basis": "inferred", "claims": (c,)}
            for who, side, c in (("Ada", "agrees", "a"), ("Ben", "disagrees", "b"))
        ]
        tables = {
            "speakers": [{"label": name, "role": "panelist"} for name in ("Ada", "Ben")],
            "questions": [{"id": "q", "start": None}],
            "propositions": [{"id": "p", "question": "q"}],
            "claims": [{"id": c, "utterance": ""} for c in "ab"],
            "utterances": [],
            "stances": stances,
            "relations": relations,
        }
        return str(consensus(tables)[0]["verdict"])

    assert verdict_with([]) == "apparent divergence"
    assert verdict_with([{"from_claim": "b", "to_claim": "a", "basis": "inferred"}]) == "apparent divergence"
    assert verdict_with([{"from_claim": "b", "to_claim": "a", "basis": "explicit"}]) == "divergence"


def test_report_quotes_both_sides_in_their_own_words(small_graph: Graph) -> None:
    """A divergence shows each speaker's stance with a verbatim quote; the host is marked as such."""
    tables = small_graph.rows()
    text = report(tables, Measured(tables), title="A *title*")

    assert text.startswith(
        "# A \\*title\\*\n\nPanel: Ada Okafor, Ben Castillo, Chen Wei. Not counted in any measure: Mara Lind."
    )
    assert (
        "### The city should pay for a new bus line.\n\n"
        "*Who should pay for a new bus line?* · for: Ada Okafor, Ben Castillo; against: Chen Wei\n\n"
        "- **Ada Okafor** agrees\n"
        "  > The city should pay for the bus line.\n"
        "- **Ben Castillo** agrees\n"
        "  > the city should pay for the bus line.\n"
        "- **Chen Wei** disagrees\n"
        "  > Maybe the region should pay, not the city.\n"
        "- **Mara Lind** (not of the panel) agrees\n"
        "  > I believe the city can afford it.\n"
    ) in text
    assert "The panel is divided on 2, has somebody on both sides of 1, takes no stance on 1." in text
    assert text.index("## What they agree on") < text.index("## What divides them")
    assert "## Where nobody of the panel took a stance\n\n- The centre will be closed to cars by 2030.\n" in text


def small_event(taken: dict[str, str], *, bases: dict[str, str] | None = None) -> dict[str, list[dict[str, Any]]]:
    """Tables of propositions on which Ann, Bob and Cy, who all speak, take the sides that are given in this order."""
    names = ["Ann", "Bob", "Cy"]
    stances = [
        {"id": f"{name}-{p}", "speaker": name, "proposition": p, "question": "q", "stance": side, "claims": ()}
        | {"basis": (bases or {}).get(p, "explicit")}
        for p, sides in taken.items()
        for name, side in zip(names, sides.split(), strict=False)
    ]
    return {
        "speakers": [{"label": n, "role": "panelist"} for n in names],
        "utterances": [
            {"id": n, "speaker": n, "section": "", "kind": "speech", "start": i, "end": i + 1}
            for i, n in enumerate(names)
        ],
        "questions": [{"id": "q", "label": "Q # 1", "start": None}],
        "propositions": [{"id": p, "label": f"{p}.", "kind": "fact", "question": "q"} for p in taken],
        "claims": [],
        "stances": stances,
        "evidence": [],
        "relations": [],
        "references": [],
    }


def test_report_cannot_be_broken_by_a_quote() -> None:
    """Mark-up in a quote or a name is shown, not obeyed."""
    tables = small_event({"A | B": "agrees agrees"})
    tables["speakers"][0]["label"] = tables["stances"][0]["speaker"] = "<b>Eve</b>"
    tables["claims"] = [
        {"id": "c", "utterance": "", "text": "x", "quote": "a\n\n# <script>alert(1)</script>", "reported": False}
        | {"reported_by": "", "start": 0}
    ]
    tables["evidence"] = [
        {"stance": s["id"], "claim": "c", "side": "agrees", "basis": "explicit", "kind": "", "why": ""}
        for s in tables["stances"]
    ]

    text = report(tables, Measured(tables), title="T")

    assert "<script>" not in text.replace("\\<script\\>", "")
    assert "**\\<b\\>Eve\\</b\\>**" in text
    assert "> a \\# \\<script\\>" in text


def test_report_says_whose_words_and_why() -> None:
    """A stance at second hand names who tells it, an inferred one its reason."""
    tables = small_event({"told": "agrees agrees"})
    tables["claims"] = [
        {"id": c, "utterance": "", "text": "x", "quote": c, "reported": bool(by), "reported_by": by, "start": i}
        for i, (c, by) in enumerate({"heard": "Cy", "read": "Event summary"}.items())
    ]
    for stance, claim, basis, why in zip(
        tables["stances"], ("heard", "read"), ("reported", "inferred"), ("", "names it first"), strict=True
    ):
        stance["basis"] = basis
        tables["evidence"].append(
            {"stance": stance["id"], "claim": claim, "side": "agrees", "basis": basis, "kind": "", "why": why}
        )

    text = report(tables, Measured(tables), title="T")

    assert "- **Ann** agrees (told by Cy)\n  > heard\n- **Bob** agrees (inferred: names it first)\n  > read" in text


def test_report_orders_by_weight_and_keeps_what_all_reject_apart() -> None:
    """The widest common ground comes first; what all reject names them as against it, and two are no consensus."""
    taken = {
        "held-by-two": "agrees agrees",
        "rejected-by-all": "disagrees disagrees disagrees",
        "held-by-all": "agrees agrees agrees",
    }
    tables = small_event(taken)
    text = report(tables, Measured(tables), title="T")

    assert [line for line in text.splitlines() if line.startswith("##")] == [
        "## In brief",
        "## What they agree on",
        "### held-by-all.",
        "### rejected-by-all.",
        "## What divides them",
        "## What two or more hold",
        "### held-by-two.",
    ]
    assert "- rejected-by-all. — against: Ann, Bob, Cy" in text


def test_what_the_host_said_too_is_not_said_by_one_alone() -> None:
    """The host is not counted, but a proposition that he takes a side on is not one voice alone."""
    tables = small_event({"alone": "agrees", "echoed": "agrees"})
    tables["speakers"].append({"label": "Hal", "role": "host"})
    tables["stances"].append(
        {"id": "h", "speaker": "Hal", "proposition": "echoed", "question": "q", "stance": "agrees", "claims": ()}
        | {"basis": "explicit"}
    )
    text = report(tables, Measured(tables), title="T")

    assert "## Said by one alone\n\n### Ann\n\n- for: alone.\n\n" in text
    assert (
        "## Said by one of the panel, and by somebody else\n\n- echoed. — for: Ann; for: Hal (not of the panel)" in text
    )


def test_a_draft_without_ground_opens_with_questions_and_replies() -> None:
    """Where rules alone drafted and no two of the panel took sides in words, no verdict is shown; a person's event shows them."""
    talk = (
        b"Eve Moss: Welcome. I am the moderator. Why is the old mill so loud at night?\n"
        b"Ada Bell: They run it at night because power is cheap then.\n"
        b"Bo Lund: That is not true. It runs when he is here.\n"
    )
    from kg.drafting import draft
    from kg.readers import read

    tables = Graph.from_event(draft(read(talk))).rows()
    text = report(tables, Measured(tables), title="Mill")

    assert not ground.shows_verdicts(tables)
    assert "## What they agree on" not in text
    assert "## Questions asked, and who answered in which words" in text
    assert [(a["speaker"], a["quote"]) for a in ground.answered(tables)[0]["answers"]][:1] == [
        ("Ada Bell", "They run it at night because power is cheap then.")
    ]
    assert [(r["from_speaker"], r["relation"]) for r in ground.replies(tables)] == [("Bo Lund", "disagrees")]
    told = {**tables, "claims": [c | {"source": "human"} for c in tables["claims"]]}
    assert "## What they agree on" in report(told, Measured(told), title="Mill")


def test_an_answer_is_what_takes_the_side() -> None:
    """Of an answering turn the words that say yes or no are shown, else its first ones, and not what is surest in it."""
    talk = (
        b"Eve Moss: Welcome. I am the moderator. Ada, does a free tram bring more passengers?\n"
        b"Ada Bell: Yes, it does, but fewer than you would hope. In Varde the town council must have spent nine million on it.\n"
        b"Eve Moss: Why does the app show trams that are not there?\n"
        b"Bo Lund: The app buys the timetable from us once a week, and we change it every day. The council should open the live data, I believe.\n"
    )
    from kg.drafting import draft
    from kg.readers import read

    tables = Graph.from_event(draft(read(talk))).rows()
    words = [[a["quote"] for a in row["answers"]] for row in ground.answered(tables)]

    assert [" ".join(w[0].split()[:2]) for w in words] == ["Yes, it", "The app"]
