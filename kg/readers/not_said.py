"""What stands in a transcript and is not said: stage directions, crosstalk marks, page furniture, headings."""

from __future__ import annotations

import re

from kg.people.labels import shape
from kg.readers.times import CLOCK, F4_STAMP, STAMP
from kg.words import lines_of

#: What a mark names that is heard and not said: words, some with what may follow.
_SOUNDS = "|".join(word for line in lines_of("readers/sounds") for word in line)
#: A mark in square brackets that says what is heard, not said, with a time in it or not. Round brackets inside a line
#: are left alone, for an author's asides stand in them, but for the marks of transcription services.
SOUND_MARK = re.compile(
    rf"""
      \\?[\[【<]
      (?:
          \s{{0,3}}(?:{_SOUNDS})\b[^\[\]【】<>\\]{{0,60}}
        | [^\[\]\\]{{0,40}}\d{{1,2}}:\d\d(?::\d\d)?\s{{0,3}}
      )\\?[\]】>]
    | [(（](?:crosstalk|inaudible|indiscernible|unintelligible|overlapping)\b[^()（）]{{0,40}}[)）]
    | ♪[^♪\n]*♪? | {F4_STAMP}
    """,
    re.IGNORECASE | re.VERBOSE,
)
#: How a mark begins that names a sound; one that ends with a time may be a name as well.
SOUND_WORD = re.compile(rf"\\?[\[【<(（]\s{{0,3}}(?:{_SOUNDS})\b", re.IGNORECASE)
_WHOLE_LINE = re.compile(
    r"""
    ^\s*+(?:[*_]{1,2})?
    (?:
        \[[^\[\]]{1,3000}\] | \([^()]{1,600}\) | （[^（）]{1,200}） | 【[^【】]{1,200}】
      | \\\[[^\[\]]{1,200}\\\]
    )[.\s]*+(?:[*_]{1,2})?\s*+$
    """,
    re.VERBOSE,
)
#: `Honourable members interjecting—`, as Hansards of Australia write it.
_INTERJECTION = re.compile(r"^\s*+[A-Z][^.:!?]{2,60} interject(?:ing|ed)\s*+[—–-]*+\s*+$")
_LINK = re.compile(r"\]\(|https?://")
_FURNITURE = re.compile(
    r"""
    ^\s*
    (?:
        (?:page|seite|p\.|página|pagina)\s*\d+(?:\s*(?:of|/|von|de|sur|di)\s*\d+)?
      | -+\s*\d{1,4}\s*-+ | \d{1,4}\s*(?:/|of)\s*\d{1,4}
      | (?:transcri(?:bed|pt|ption|pts)|captions?|subtitles?|notes?)\b.{0,40}\b
        (?:by|from|exported|provided|powered|created|generated|with)\b.{0,120}
      | this\ (?:\w+\ )?
        (?:transcript|transcription|document|file|recording)\ (?:was|is|has\ been|may)\ .{0,160}
      | (?:generated|created|powered|recorded|produced)\ (?:by|with|using)\ .{0,60}
      | copyright\b.{0,120} | ©.{0,120}
      | (?:\[?end\ of\ (?:transcript|recording|audio|file|meeting)\]?)\.?
      | minutes\ (?:manually\ )?(?:created|formatted|taken|generated).{0,160}
      | view\ (?:original|the|this|latest).{0,80}
      | (?:please\ )?(?:note|rate|subscribe|share)\b.{0,20}\btranscript\b.{0,120}
      | automatically\ generated.{0,80}
      | .{0,40}\bcopy\ of\ (?:the\ )?(?:transcript|recording)\b.{0,40}
      | (?:started|stopped)\ (?:transcription|recording)
      | .{1,60}\ (?:started|stopped)\ (?:transcription|recording)
      | (?:meeting|transcription|recording)\ (?:started|ended|stopped).{0,60}
      | transcription\ ended\ after\ .{0,60}
    )\s*$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_DATE_LINE = re.compile(
    rf"""
    ^\s*+(?:[^\W\d]{{2,10}}\.?,?\s)?
    (?: \d{{4}}-\d\d-\d\d | \d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}
      | [^\W\d]{{3,9}}\.?\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}} | \d{{1,2}}\.?\s[^\W\d]{{3,9}}\.?,?\s\d{{4}} )
    (?:(?:,|T|\sat|\s[-–—·•|])?\s?{CLOCK}(?:Z|\s[A-Z]{{2,4}})?)?\s*+$
    """,
    re.VERBOSE,
)
_RULE = re.compile(
    r"""
    ^\s*+
    (?:
        [-=_*~—–#+.·]{3,}+ | (?:[-*_]\ ){2,}[-*_] | `{3,}+\w*+ | ~{3,}+\w*+ | <!--.*-->
      | \|[\s:|-]+(?<=\|)
    )\s*+$
    """,
    re.VERBOSE,
)
_ENDS_SENTENCE = tuple(".!?…,;:\"”»'’-–—。！？，；、：")
_ATX = re.compile(r"^\s{0,3}(#{1,6})\s++((?:.*[^\s#])?)[\s#]*+$")


def is_stage_direction(line: str) -> bool:
    """Tell whether a line is wholly in brackets and no link, or tells of interjections: `[Applause]`, `(He sits down.)`.

    >>> is_stage_direction("[Applause]"), is_stage_direction("(yes) and no"), is_stage_direction("[a](http://b)")
    (True, False, False)
    """
    return (bool(_WHOLE_LINE.match(line)) and not _LINK.search(line)) or bool(_INTERJECTION.match(line))


def is_furniture(line: str) -> bool:
    """Tell whether a line belongs to the page or the tool: a page number, `Transcribed by …`."""
    return len(line) < 240 and bool(_FURNITURE.match(line))


def is_date_line(line: str) -> bool:
    """Tell whether a line is nothing but a date, with or without a time: below a name in a forum it says when.

    >>> is_date_line("May 1, 2024, 10:00"), is_date_line("2024-05-01T10:00:00Z"), is_date_line("May 1 was cold.")
    (True, True, False)
    """
    return len(line) < 60 and bool(_DATE_LINE.match(line))


def is_rule(line: str) -> bool:
    """Tell whether a line is drawn only: `-----`, a code fence, a comment."""
    return bool(_RULE.match(line))


def atx(line: str) -> tuple[int, str] | None:
    """Return level and text of a Markdown heading, or None.

    >>> atx("## Weak References"), atx("#hashtag")
    ((2, 'Weak References'), None)
    """
    match = _ATX.match(line)
    return (len(match[1]), match[2]) if match else None


def is_title_line(line: str, *, longest: int = 110) -> bool:
    """Tell whether a line reads as a heading without mark-up: short, no full stop, its main words capitalised.

    >>> [is_title_line(x) for x in ("System 1 and System 2", "2026 Outlook", "Thank you all", "That is it.")]
    [True, True, False, False]
    """
    text = line.strip()
    if not 3 < len(text) <= longest or text.endswith(_ENDS_SENTENCE) or not (text[0].isupper() or text[0].isdigit()):
        return False
    words = re.findall(r"[^\W_][\w'’.-]*", text)
    # The first word is capitalised anyway. Small words may be lower case; of the others at most one in six may be.
    main = [w for w in words[1:] if len(w) > 3 and not w[0].isdigit()]
    return len(words) >= 2 and bool(main) and sum(w[0].isupper() for w in main) * 6 >= len(main) * 5


def reads_as_title(text: str) -> bool:
    """Tell whether words after a colon go on as a heading does rather than as speech."""
    words = [w for w in re.findall(r"[^\W\d_][\w'’-]*", text) if len(w) > 3]
    # A title may be a question; speech that is one does not write each of its words with a capital.
    title = text.rstrip()
    ends = title.endswith(_ENDS_SENTENCE) and not (title.endswith("?") and len(words) > 2)
    return not ends and len(words) > 1 and all(w[0].isupper() for w in words)


def row_line(cells: list[str]) -> str:
    """Write a table row as a turn where one cell is short enough to be who speaks: `**Ada Park:** words`.

    >>> row_line(["00:12", "Ada Park", "Good morning, all."]), row_line(["Total", "12", "13"]).split()
    ('[00:12] **Ada Park:** Good morning, all.', ['Total', '12', '13'])
    """
    time = next((c for c in cells[:-1] if re.fullmatch(STAMP, c)), "")
    rest = [c for c in cells if c and c != time]
    if len(rest) == 3 and rest[0].strip("#.").isdigit():
        # The number of the row.
        rest = rest[1:]
    kind = shape(rest[0].strip(" :：*")) if len(rest) == 2 else ""
    stamp = f"[{time.strip('[]()')}] " if time else ""
    if kind and kind != "number" and len(rest[1].split()) > 1 - (kind == "name"):
        return f"{stamp}**{rest[0].strip(' :：*')}:** {rest[1]}"
    return "\t".join(c for c in cells if c)
