"""W3C Web Annotation: each claim, mention, reference and question anchored in the transcript by its words and its offsets."""

from __future__ import annotations

import json
from typing import Any

from kg.store.graph import Graph
from kg.tables.columns import Row, local

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
#: So many characters before and after tell apart words that occur twice.
_AROUND = 32
#: Why something is annotated, by the class of what the annotation speaks of; anything else is linked.
_MOTIVATIONS = {
    "Claim": "describing",
    "Mention": "identifying",
    "Question": "questioning",
    "Decision": "describing",
    "Poll": "describing",
}
#: A thing with words of its own and their place; the turn in which they stand, where it is known.
_QUOTED = """
SELECT DISTINCT ?thing ?class ?entity ?words ?start ?end ?from ?turn ?text ?event {
  VALUES ?class { kg:Claim kg:Decision kg:Mention kg:Poll kg:Question kg:Reference kg:Relation }
  ?thing a ?class ; kg:start ?start ; kg:end ?end ; kg:quote|kg:surface ?words .
  OPTIONAL { ?thing kg:entity ?entity }
  OPTIONAL {
    ?thing kg:utterance ?utterance .
    ?utterance kg:start ?from ; kg:text ?turn ; kg:inEvent ?event .
    OPTIONAL { ?utterance schema:isPartOf ?text }
  }
} ORDER BY ?event ?start ?end ?thing
"""


def document(graph: Graph) -> bytes:
    """Return one page of annotations, in the order of the text; the same bytes for the same statements.

    A target is the transcript, which its SHA-256 names; `#char=FROM,TO` after it addresses the words (RFC 5147).
    """
    items = [_annotation(row) for row in graph.select(_QUOTED).rows]
    page = {"@context": CONTEXT, "type": "AnnotationPage", "items": items}
    return (json.dumps(page, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _annotation(row: Row) -> dict[str, Any]:
    quote: dict[str, Any] = {"type": "TextQuoteSelector", "exact": row["words"]}
    if row["turn"] is not None:
        # Offsets count from the beginning of the transcript, and the turn is what is at hand of it.
        first, last = row["start"] - row["from"], row["end"] - row["from"]
        quote |= {"prefix": row["turn"][max(0, first - _AROUND) : first], "suffix": row["turn"][last : last + _AROUND]}
    place = {"type": "TextPositionSelector", "start": row["start"], "end": row["end"]}
    target: dict[str, Any] = {"type": "SpecificResource", "selector": [quote, place]}
    source = row["text"] or row["event"]
    if source:
        target |= {"id": f"{source}#char={row['start']},{row['end']}", "source": source}
    return {
        "id": f"{row['thing']}#annotation",
        "type": "Annotation",
        "motivation": _MOTIVATIONS.get(local(row["class"]), "linking"),
        "body": row["entity"] or row["thing"],
        "target": target,
    }
