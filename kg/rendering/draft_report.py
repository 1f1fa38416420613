"""What the report says of a draft by rules: what was asked, who answered in which words, and which replies to look at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kg.measures.ground import answered, claims_sought, language_of, replies
from kg.words import has_words

Row = dict[str, Any]
Tables = Mapping[str, list[Row]]
#: Makes a text safe and short enough to stand in the report.
Quoted = Callable[[str], str]

NO_CLAIMS = "This is a draft by rules, read by nobody. Claims were not sought, so it says nothing of who answered or of common ground."
NO_GROUND = (
    "This is a draft by rules, read by nobody. No two of the panel took sides in words on one proposition, so it says nothing of common ground "
    "or of what divides them: here is what was asked, who answered in which words, and which replies to look at."
)


def language(tables: Tables, quoted: Quoted) -> str:
    """Return what was not tried in another language than English, where rules drafted; nothing else."""
    if claims_sought(tables):
        return ""
    code = language_of(tables)
    concepts, untried = (", concepts", "") if has_words(code) else ("", "no concepts, ")
    return (
        f"The talk is in another language than English (*{quoted(code)}*): rules drafted its speakers, references{concepts} and questions, "
        f"and tried {untried}no claims and no stances. A prompt for any assistant (`kg prompt`) does it in every language."
    )


def sides(tables: Tables, quoted: Quoted) -> str:
    """Return the propositions on which sides were dealt out, with who stands where, and who else was told to hold what."""
    taken = [s for s in tables["stances"] if s["stance"] != "no stance"]
    assigned = {s["proposition"] for s in taken if s["basis"] == "assigned"}
    lines = []
    for proposition in (p for p in tables["propositions"] if p["id"] in assigned):
        lines.append(f"- {quoted(proposition['label'])}")
        lines += [
            f"  - **{quoted(s['speaker'])}** {s['stance']}{' (by the side dealt out)' if s['basis'] == 'assigned' else ''}"
            for s in taken
            if s["proposition"] == proposition["id"]
        ]
    return _section("The motion, and who stands on which side", lines)


def asked(tables: Tables, quoted: Quoted) -> str:
    """Return the questions that were asked in words, and who answered in which, where that was sought."""
    sought = claims_sought(tables)
    lines = []
    for row in answered(tables):
        by = f" — {quoted(row['asked_by'])}" if row["asked_by"] else ""
        lines.append(f"- *{quoted(row['label'])}*{by}")
        lines += [f"  - **{quoted(a['speaker'])}**: {quoted(a['quote'])}" for a in row["answers"]]
        lines += ["  - nobody, in the turns after it"] if sought and not row["answers"] else []
    return _section("Questions asked, and who answered in which words" if sought else "Questions asked", lines)


def polled(tables: Tables, quoted: Quoted) -> str:
    """Return what the audience answered, in shares, with the words that tell it."""
    lines = []
    for poll in tables.get("polls", ()):
        when = {"before": " (before the talk)", "after": " (after the talk)"}.get(poll["phase"], "")
        lines.append(f"- *{quoted(poll['text'])}*{when}: {quoted('; '.join(poll['shares']))}")
        lines.append(f"  > {quoted(poll['quote'])}")
    return _section("How the audience answered", lines)


def to_look_at(tables: Tables, quoted: Quoted) -> str:
    """Return the replies that agree or disagree, the surest first, with what they reply to."""
    claims = {c["id"]: c for c in tables["claims"]}
    lines = []
    for row in replies(tables):
        lines.append(
            f"- **{quoted(row['from_speaker'])}** {row['relation']} with **{quoted(row['to_speaker'])}** (sure to {row['confidence'] or 0:.0%}): "
            f"{quoted(row['quote'])}"
        )
        lines.append(f"  > {quoted(claims[row['to_claim']]['quote'])}")
    return _section("Replies to look at", lines)


def put_forward(tables: Tables, quoted: Quoted) -> str:
    """Return the propositions on which no sides were dealt out, with who stands for them."""
    taken = [s for s in tables["stances"] if s["stance"] != "no stance"]
    assigned = {s["proposition"] for s in taken if s["basis"] == "assigned"}
    lines = []
    for proposition in (p for p in tables["propositions"] if p["id"] not in assigned):
        who = "; ".join(f"{quoted(s['speaker'])} {s['stance']}" for s in taken if s["proposition"] == proposition["id"])
        lines.append(f"- {quoted(proposition['label'])} — {who or 'nobody took a stance'}")
    return _section("Put forward", lines)


def _section(title: str, lines: list[str]) -> str:
    return "\n".join([f"## {title}", "", *lines]) if lines else ""
