"""Plain text: a line of participants, then `[hh:mm:ss] Name: words` or `Name: words`, headings as `# …`, empty lines between."""

from __future__ import annotations

from kg.model import Transcript
from kg.writers.merge import turns
from kg.writers.vtt import stamp


def write(transcript: Transcript) -> str:
    """Return plain text that reads back with the same speakers, words and (to the thousandth) start times."""
    out = ["Participants: " + "; ".join(names)] if (names := _names(transcript)) else []
    for turn in turns(transcript):
        time = f"[{stamp(turn.start_time)}] " if turn.start_time is not None else ""
        if turn.kind == "heading":
            out.append(f"# {turn.words}")
        elif turn.kind != "speech":
            # In brackets, a line that no one says is not taken for the last speaker's.
            out.append("[" + turn.words.strip("[]").replace("[", "(").replace("]", ")") + "]")
        else:
            out.append(f"{time}{turn.speaker}: {turn.words}" if turn.speaker else f"{time}{turn.words}")
    return "\n\n".join(out) + "\n"


def _names(transcript: Transcript) -> list[str]:
    """Everyone who speaks: a reader then knows every label, `&HFFF000&` and `pk910` too."""
    speakers = (name for u in transcript.utterances if u.kind == "speech" for name in u.speaker.split(" / "))
    return list(dict.fromkeys(name for name in speakers if name and ";" not in name))
