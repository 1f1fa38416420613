"""The page and `kg build` make the same of a person's corrections: random rounds by two reviewers, exported, imported, built."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import KgError
from kg.eventfiles.corrections import apply_corrections
from kg.measures.measured import Measured
from kg.model import AnnotatedEvent
from kg.pipeline import annotated
from kg.rendering.view.model import view_model
from kg.store.graph import Graph

HERE = Path(__file__).parent
SIDES = ["agrees", "disagrees", "mixed", "no stance"]
RELATIONS = ["agrees", "disagrees", "qualifies", "rephrases", "builds on", "supports"]
KINDS = ["fact", "forecast", "value", "definition", "policy"]
WORDS = ["Trams are cheap.", "The square needs trees: many.", "“No”, they said", "it's 5 % - or not?", "Straße, 唐杰"]


@cache
def base() -> AnnotatedEvent:
    return annotated(HERE / "small_panel")


@pytest.fixture(scope="module")
def page() -> Iterator[Any]:
    """Return what asks the page's own scripts, in Node.js."""
    if shutil.which("node") is None:
        pytest.skip("Node.js is not on this machine (apt-get install nodejs)")
    ran = subprocess.Popen(
        ["node", str(HERE / "scripts" / "replay.mjs")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert ran.stdin
    assert ran.stdout

    def ask(**question: Any) -> dict[str, Any]:
        assert ran.stdin
        assert ran.stdout
        ran.stdin.write(json.dumps(question) + "\n")
        ran.stdin.flush()
        answer: dict[str, Any] = json.loads(ran.stdout.readline())
        return answer

    yield ask
    ran.stdin.close()
    ran.stdout.close()
    ran.wait(10)


def data_of(event: AnnotatedEvent) -> dict[str, Any]:
    """Return what the page holds of an event."""
    tables = Graph.from_event(event).rows()
    model: dict[str, Any] = view_model(tables, Measured(tables))
    return model


def by_text(rows: Any) -> list[Any]:
    return sorted(
        (json.loads(json.dumps(row)) for row in rows),
        key=lambda r: json.dumps(r, separators=(",", ":"), ensure_ascii=False),
    )


def tables_of(event: AnnotatedEvent) -> dict[str, Any]:
    """Return an event in the form that tests/scripts/replay.mjs gives."""
    quote = {c.id: c.quote for c in event.claims}
    return {
        "claims": by_text([c.speaker, c.quote, c.text, c.source, round(c.confidence, 6)] for c in event.claims),
        "evidence": by_text(
            [s.speaker, s.proposition, quote[e.claim], e.side, e.kind, e.basis, e.why, e.source]
            for s in event.stances
            for e in s.evidence
        ),
        "propositions": by_text([p.id, p.text, p.question, p.kind, p.source] for p in event.propositions),
        "questions": by_text([q.id, q.text] for q in event.questions),
        "references": by_text(
            [r.relation, quote.get(r.from_claim, ""), quote.get(r.to_claim, ""), r.source] for r in event.references
        ),
        "relations": by_text(
            [quote[r.from_claim], r.relation, quote[r.to_claim], r.basis, r.source] for r in event.relations
        ),
        "speakers": by_text(s.name for s in event.speakers),
        "stances": by_text(
            [s.speaker, s.proposition, s.stance, s.basis, sorted(quote[c] for c in s.claims), s.source]
            for s in event.stances
        ),
        "turns": [u.speaker for u in event.transcript.utterances],
    }


@st.composite
def entries_for(draw: Any, event: AnnotatedEvent) -> list[dict[str, Any]]:
    """Return a round of corrections, most of which fit the event; each may have changed what the next one names."""
    return [draw(entry_for(event)) for _ in range(draw(st.integers(1, 5)))]


@st.composite
def entry_for(draw: Any, event: AnnotatedEvent) -> dict[str, Any]:
    claims = draw(st.sampled_from(event.claims or base().claims))
    own = [c.id for c in event.claims if c.speaker == claims.speaker]
    propositions = [p.id for p in event.propositions] or ["gone"]
    relations, stances = [r.id for r in event.relations], [f"{s.speaker}|{s.proposition}" for s in event.stances]
    anything = [claims.id, *propositions, *relations, *stances, *(q.id for q in event.questions), "0000000000"]
    one, text = st.sampled_from, draw(st.sampled_from(WORDS))
    new = draw(one(["new-one", "new-two", "new-three"]))
    speech = [u.index + 1 for u in event.transcript.utterances if u.kind == "speech"]
    choices = {
        "accept": lambda: {"target": draw(one(anything))},
        "reject": lambda: {"target": draw(one(anything))},
        "retype relation": lambda: {"target": draw(one(relations or ["gone"])), "to": draw(one(RELATIONS))},
        "retype stance": lambda: {"target": draw(one(stances or ["A|gone"])), "to": draw(one(SIDES))},
        "retype proposition": lambda: {"target": draw(one(propositions)), "to": draw(one(KINDS))},
        "rename": lambda: {"target": draw(one([claims.id, *propositions])), "to": text},
        "rename speaker": lambda: {
            "target": draw(one([s.id for s in event.speakers])),
            "to": draw(one(["Ida Berg", "Jon Dahl"])),
        },
        "merge": lambda: {
            "target": draw(one(propositions)),
            "into": draw(one(propositions)),
            "opposite": draw(st.booleans()),
        },
        "merge claims": lambda: {"target": claims.id, "into": draw(one(own))},
        "stance": lambda: {
            "target": f"{claims.speaker}|{draw(one(propositions))}",
            "to": draw(one([*SIDES, "none"])),
            "basis": draw(one(["explicit", "inferred", "reported"])),
            "claims": draw(st.lists(one(own), min_size=1, max_size=2, unique=True)),
            "why": text,
        },
        "split": lambda: {
            "target": draw(one(propositions)),
            "parts": [
                {"id": f"{new}-a", "text": text},
                {"id": f"{new}-b", "text": "The other.", "claims": [claims.id], "opposite": draw(st.booleans())},
            ],
        },
        "speaker": lambda: {"target": f"turn-{draw(one(speech))}", "to": draw(one([claims.speaker, "Ivo Brandt"]))},
        "add question": lambda: {"question": {"id": new, "text": text}},
        "add proposition": lambda: {
            "proposition": {
                "id": new,
                "question": draw(one([q.id for q in event.questions] or ["gone"])),
                "text": text,
                "kind": draw(one(KINDS)),
            }
        },
        "add relation": lambda: {
            "relation": {
                "from_claim": claims.id,
                "to_claim": draw(one([c.id for c in event.claims])),
                "relation": draw(one(RELATIONS)),
                "basis": "inferred",
            }
        },
        "add claim": lambda: {
            "claim": {
                "key": f"mine-{new}",
                "speaker": claims.speaker,
                "quote": claims.quote,
                "text": text,
                "stances": {draw(one(propositions)): draw(one(SIDES))},
            }
        },
    }
    chosen = draw(one(sorted(choices)))
    entry = {"action": chosen.split()[0], **choices[chosen]()}
    if entry["action"] == "merge" and (entry["target"] == entry["into"] or not entry.get("opposite")):
        entry.pop("opposite", None)
    # A person cannot let a thing go into itself, nor relate a claim to itself: the page offers neither.
    if entry["action"] == "merge" and entry["target"] == entry["into"]:
        return {"action": "accept", "target": claims.id}
    if (given := entry.get("relation")) and given["from_claim"] == given["to_claim"]:
        return {"action": "accept", "target": claims.id}
    return entry


#: KG_EXAMPLES=1000 for a longer look.
@settings(max_examples=int(os.environ.get("KG_EXAMPLES", "30")), deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_the_page_and_the_build_make_the_same_of_corrections(
    page: Any, tmp_path_factory: pytest.TempPathFactory, data: Any
) -> None:
    """Rounds one to five by two reviewers: each built page replays as the next build, and no round loses an earlier one."""
    path = tmp_path_factory.mktemp("review") / "corrections.yaml"
    event, text, made = base(), "", 0
    for number in range(data.draw(st.integers(1, 5))):
        entries = data.draw(entries_for(event))
        reviewer = ("Ada Reader", "Ben: Reader")[number % 2]
        told = page(data=data_of(event), earlier=text, entries=entries, by=reviewer, at=f"2026-05-0{number + 1}")
        path.write_text(told["text"], encoding="utf-8")
        assert told["unread"] == 0
        try:
            after = apply_corrections(base(), path)
        except KgError:
            # What cannot be stops a build; the page must have said so.
            if told["impossible"]:
                return
            raise
        assert not told["impossible"]
        made += len(entries)
        lost = [w for w in after.warnings if "no longer finds its target" in w]
        assert len(after.revisions) + len(lost) == made
        assert {r.by for r in after.revisions} <= {"Ada Reader", "Ben: Reader"}
        assert told["tables"] == tables_of(after)
        event, text = after, told["text"]
