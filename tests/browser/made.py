"""Events made up for the browser: one that means harm, and one in several scripts."""

from __future__ import annotations

from kg.evidence.stances import stances_of
from kg.graph.mapping import triples_of
from kg.model import (
    AnnotatedEvent,
    Claim,
    Concept,
    Event,
    Evidence,
    Organization,
    Product,
    Proposition,
    Question,
    Reference,
    Relation,
    Speaker,
    Transcript,
    Utterance,
)
from kg.store.graph import Graph

HOSTILE = (
    "</script><script>window.ran=1</script><img src=x onerror=window.ran=1><svg onload=window.ran=1>"
    " javascript:window.ran=1 {{7*7}} {% include 'x' %} ${7*7} \u2028\u2029 &lt;b&gt; <a href=//example.org>x</a> \"'`-->"
)


def _graph(
    names: tuple[str, ...], lines: tuple[str, ...], sides: tuple[str, ...], words: dict[str, str], concept: Concept
) -> Graph:
    text, utterances, at = "", [], 0
    for i, (name, line) in enumerate(zip(names, lines, strict=True)):
        utterances.append(
            Utterance(index=i, speaker=name, section=words["section"], kind="speech", start=at, end=at + len(line))
        )
        text += line + "\n"
        at += len(line) + 1
    speakers = tuple(
        Speaker(id=words.get(f"id{i}", f"s{i}"), name=name, aliases=(words["alias"],)) for i, name in enumerate(names)
    )
    claims = tuple(
        Claim(
            id=f"c{i}",
            speaker=u.speaker,
            utterance=i,
            start=u.start,
            end=u.end,
            quote=text[u.start : u.end],
            text=words["short"],
            concepts=(concept.id,),
            quantity=words["alias"],
            note=words["alias"],
        )
        for i, u in enumerate(utterances)
    )
    event = AnnotatedEvent(
        event=Event(id="made-up", title=words["title"], place=words["alias"], source=words["alias"]),
        transcript=Transcript(text=text, utterances=tuple(utterances), format="plain"),
        speakers=speakers,
        organizations=(Organization(id="o", name=words["alias"], kind=words["alias"]),),
        products=(Product(id="p", name=words["alias"], maker="o"),),
        concepts=(concept,),
        questions=(Question(id="q", text=words["question"]),),
        propositions=(Proposition(id="p", text=words["proposition"], question="q", kind="fact"),),
        claims=claims,
        stances=stances_of(
            ((c.speaker, "p", Evidence(claim=c.id, side=side)) for c, side in zip(claims, sides, strict=True)),  # type: ignore[arg-type]
            claims,
        ),
        relations=(
            Relation(
                id="r", from_claim="c1", to_claim="c0", relation="disagrees", basis="explicit", about=words["alias"],
                quote=claims[1].quote, start=claims[1].start, end=claims[1].end,
            ),
        ),
        references=(
            Reference(
                id="f", utterance=1, speaker=names[1], refers_to=names[0], relation="disagrees", about=words["alias"],
                quote=claims[1].quote, start=claims[1].start, end=claims[1].end, from_claim="c1", to_claim="c0",
            ),
        ),
    )  # fmt: skip
    return Graph.from_triples(triples_of(event))


def hostile_graph() -> Graph:
    """Return an event in which every text means harm."""
    names = (f"Ada {HOSTILE}", f"Ben {HOSTILE}")
    words = {key: f"{key.capitalize()} {HOSTILE}" for key in ("title", "section", "short", "question", "proposition")}
    lines = (f"One {HOSTILE} end.", f"Two {HOSTILE} end.")
    return _graph(
        names,
        lines,
        ("agrees", "disagrees"),
        words | {"alias": HOSTILE},
        Concept(id="k", label=f"Concept {HOSTILE}", definition=HOSTILE),
    )


def script_graph() -> Graph:
    """Return an event whose speakers write Chinese, Arabic and German."""
    names = ("唐杰", "ليلى حداد", "Jörg Öst")
    lines = ("我认为图书馆应该开放。", "أعتقد أن المكتبة يجب أن تبقى مغلقة.", "Ich bin für die Öffnung 👍🏽.")
    words = {
        "title": "图书馆 المكتبة Bücherei",
        "section": "开始",
        "short": "图书馆应该开放",
        "question": "هل نفتح المكتبة؟",
        "proposition": "图书馆应该开放。",
        "alias": "别名",
        "id0": "唐杰",
    }
    return _graph(names, lines, ("agrees", "disagrees", "agrees"), words, Concept(id="k", label="图书馆"))
