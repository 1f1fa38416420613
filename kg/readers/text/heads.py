"""The heads of turns in plain text: each way of writing `who` (and when) at the start of a line, and how lines are taken apart."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Literal

from kg.people.labels import key, shape
from kg.people.roles import TITLES
from kg.readers.text.stops import stop_head
from kg.readers.times import CLOCK, IN_BRACKETS, LOOSE_STAMP, STAMP, TIME, stamp_seconds

Family = Literal["colon", "own line", "angle", "dash", "stop", "bare"]

#: What may stand before a label: a heading's or a list's mark, a number.
_MARKS = (
    r"\#{1,6}\s++",
    r">>++\s*+",
    r"[>*+•◦▪‣·]\s++",
    r"[-–—]\s++",
    r"\d{1,3}[.)]\s++",
    r"\[\d{1,4}\]\s++",
    r"\d{1,2}\s{2,}+",
    r"(?:[01]?\d|2[0-4])\.[0-5]\d\s++",
)
_MARK = rf"(?P<mark>(?:{'|'.join(_MARKS)})?)"
_BOLD = r"(?:\*{1,3}|_{1,3}|`|</?(?:b|strong|i|em)>)"
_LABEL = r"(?P<label>[^\s:：*_\[\](){}<>|][^:：\n*\t]{0,70}?)"
_PAREN = rf"(?P<paren>\s?[(（](?!\s*{TIME}\s*[)）])(?!\s*\d{{1,3}}:\d\d)[^()（）\n]{{1,80}}[)）])?"

_COLON = re.compile(
    rf"""
    ^[ \t\u3000]*+{_MARK}
    (?P<b1>{_BOLD})?
    (?P<t1>{STAMP}[\s\-–—|,]*+)?
    (?P<b2>{_BOLD})?
    (?P<sq>\[)?{_LABEL}{_PAREN}
    (?P<office>(?<=[)）]),\s[^:：\n()]{{1,90}})?
    (?(sq)\](?:\(https?://[^()\s]{{1,300}}\))?)
    (?P<b3>{_BOLD})?
    (?:(?<=[*_>])[ \t]?[(（](?!\s*{TIME}\s*[)）])[^()（）\n]{{1,80}}[)）](?:[ \t]?[(（][^()（）\n]{{1,80}}[)）])?(?=[ \t]?[:：]))?
    (?P<t2>[\s,\-–—|]{{0,40}}+{STAMP})?
    (?P<b4>{_BOLD})?[ \t]?(?!(?<=\d):\d\d)[:：]
    (?(b1)(?:[ \t]*+{_BOLD})?|(?(b2)(?:[ \t]*+{_BOLD})?))[ \t]*+
    (?P<t3>(?:{IN_BRACKETS}(?=\s|$)|{CLOCK}(?=\s*+$))(?:\s*+{_BOLD})?)?[ \t]*+(?:[-–—][ \t]++)?
    """,
    re.VERBOSE,
)
_OWN_TIME_AFTER = re.compile(
    rf"""
    ^[ \t\u3000]*+{_MARK}
    (?P<b1>{_BOLD})?
    (?P<sq>\[)?{_LABEL}{_PAREN}(?(sq)\])
    (?P<b2>{_BOLD})?[\s,\-–—|@·•]*+
    (?:(?:[Tt]oday|[Yy]esterday|\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}})(?:,?\ at|,)?\s)?
    (?P<t2>{LOOSE_STAMP})
    (?P<b3>{_BOLD})?[ \t]*+[:：]?[ \t]*+$
    """,
    re.VERBOSE,
)
_OWN_TIME_BEFORE = re.compile(
    rf"""
    ^[ \t\u3000]*+{_MARK}
    (?P<b1>{_BOLD})?
    (?P<t1>{STAMP})
    (?P<b2>{_BOLD})?[\s,\-–—|:]++
    (?P<b3>{_BOLD})?{_LABEL}{_PAREN}
    (?P<b4>{_BOLD})?[ \t]*+[:：]?[ \t]*+$
    """,
    re.VERBOSE,
)
_OWN_MARKED = re.compile(
    rf"""
    ^[ \t\u3000]*+
    (?:
        (?P<mark>\#{{1,6}}\s++)(?P<b1>{_BOLD})?
      | (?P<b2>\*\*|__|<b>|<strong>)
    ){_LABEL}{_PAREN}[ \t]*+[:：]?
    (?P<b3>{_BOLD})?[ \t]*+[:：]?[ \t]*+$
    """,
    re.VERBOSE,
)
#: Earnings calls: `Ada Park, Acme Inc. -- Chief Executive`, `**Ada Park** -- *Analyst*`.
_OWN_DASHES = re.compile(
    rf"""
    ^[ \t]*+
    (?P<b1>{_BOLD})?
    (?P<label>[^\s*_\[\](){{}}<>|:][^:,*_\n–—]{{1,60}}?)
    (?P<b2>{_BOLD})?
    (?P<paren>,[^\n]{{1,50}}?)?(?<!\s)\s++(?:--|—|–)\s++[*_A-ZÀ-Þ][^.!?:\n]{{1,80}}$
    """,
    re.VERBOSE,
)
#: The same with a number that counts up: `Ada Park, Acme Inc. - CFO    [12]`.
_OWN_COUNTED = re.compile(
    r"""
    ^[ \t]*+
    (?P<label>[^\s*_\[\](){}<>|:,][^:,*_\n\[\]]{1,60}?)
    (?P<paren>,[^\n\[\]]{1,120}?)?[ \t]{2,40}+\[\d{1,4}\][ \t]*+$
    """,
    re.VERBOSE,
)
_BOLD_INLINE = re.compile(
    rf"""
    ^[ \t]*+
    (?P<mark>(?:[-*+•]\s++)?)
    (?P<b1>\*\*|__|<b>|<strong>){_LABEL}{_PAREN}\.?
    (?P<b2>\*\*|__|</b>|</strong>)[ \t]*+
    (?P<t2>{STAMP})?[ \t]*+(?:(?<=,\*\*\ )[^.:\n]{{2,90}}\.[ \t](?=[–—]))?(?:[-–—|:：][ \t]*+)?(?=\S)
    """,
    re.VERBOSE,
)
_ANGLE = re.compile(
    rf"""
    ^[ \t]*+
    (?P<t1>{STAMP}[\s\-–—|]*+)?
    (?P<b1>\*\*)?
    (?:
        <
        (?!(?:b|i|u|s|p|em|br|li|td|tr|div|span|strong|font|h[1-6])>)[@+%~& ]?
        (?P<label>[^<>\n/]{{1,60}})>
      | \[(?P<label2>[^\[\]\n\d][^\[\]\n]{{0,60}})\](?!\()
      | 【(?P<label3>[^【】\n]{{1,30}})】
    )(?(b1)\*\*)[ \t]*+[:：]?[ \t]*+
    (?P<t2>{STAMP}\s*+$)?
    """,
    re.VERBOSE,
)
#: `[Ada Park 00:01:02] words` and `Ada Park [00:01:02] - words`: a name and a time, no colon.
_NAME_TIME = re.compile(
    rf"""
    ^[ \t]*+
    (?:
        [\[(](?P<label>[^\W\d][^\[\](){{}}<>:\n]{{1,50}}?)[\s,|-]{{1,4}}(?P<t1>{CLOCK})[\])]
      | (?P<label2>[^\W\d][^\[\](){{}}<>:\n]{{1,50}}?)\s{{1,3}}(?P<t2>{IN_BRACKETS})\s{{0,3}}[-–—]?
    )[ \t]+(?=\S)
    """,
    re.VERBOSE,
)
#: The Diet of Japan: `○議長（山田太郎君）　words`; the National Assembly of Korea: `◯위원장 김철수  words`.
_CIRCLE = re.compile(
    r"""
    ^[○◯〇●◎◆◇]\s?(?:
        (?P<label>[^\s（）()]{1,20}(?:[ ][^\s（）()]{1,10}){1,2})[ ]{2,}
      | (?P<label2>[^\s（）()]{1,20})(?P<paren>[（(][^（）()]{1,30}[）)])?[ \u3000]+
    )(?=\S)
    """,
    re.VERBOSE,
)
_DASH = re.compile(
    rf"""
    ^[ \t\u3000]*+
    (?P<mark>(?:[>*•-]\s++)?){_LABEL}{_PAREN}
    (?P<sep>
        [ \t]{{1,40}}+[–—-][ \t]++ | \.?[ ]?[—–]++[ ]? | \t++ | [ \t]{{0,40}}+\|[ \t]*+ | [ \t]{{0,40}}+>>?[ \t]++
    )(?=\S)
    """,
    re.VERBOSE,
)
#: `M. Jean Dupont. Words` and `Mme la présidente. — Words`, `Le président. Words` of French records.
_FRENCH = re.compile(
    r"""
      ^[ \t]*+
      (?P<label>(?:M|Mme|Mlle|MM|Mr|Mrs|Ms)\.?(?:me|lle)?\s++[^.,\n—–]{2,50}?)(?:,[^.\n]{2,80})?\.\s*
      (?:[—–]\s*)?(?=\S)
    | ^[ \t]*+
      (?P<label2>(?:Le|La)\s+(?:président|présidente|ministre)[^.\n]{0,40})\.(?:\s*[—–-]+)?[ \t]+(?=\S)
    """,
    re.VERBOSE,
)
#: Question and answer, in court and in interviews.
_QA = re.compile(
    r"""
    ^[ \t]*+(?:\d{1,2}\s{2,})?(?P<label>[QA])(?P<sep>\.[ \t]+|[ \t]{2,}|[ \t](?=[A-Z\"“'‘(\[]))(?=\S)
    """,
    re.VERBOSE,
)


_ESCAPED = re.compile(r"\\([_*`#.~-])")


#: `Ada回答Ben`: Ada speaks.
_ANSWERS = re.compile(
    r"""
    (?P<who>[^\s回].{0,30}?)
    (?:\s?(?:回答|回复|回覆|答复)了?\s?|\s(?:answers|answering|replies\sto|replying\sto|responds\sto|responding\sto)\s)
    (?P<whom>.{1,30})
    """,
    re.VERBOSE,
)


def _who_answers(label: str) -> str:
    """Return who answers in `Ada回答Ben` and `Ada replying to Ben`, any other label as it is.

    >>> _who_answers("小林回答Ben"), _who_answers("Ada Park replying to Ben"), _who_answers("No one answers it")
    ('小林', 'Ada Park', 'No one answers it')
    """
    match = _ANSWERS.fullmatch(label)
    if match is None or not shape(match["who"]) or not shape(match["whom"]) or match["whom"].islower():
        return label
    return match["who"].strip()


@dataclass(frozen=True, slots=True)
class Head:
    """A possible head of a turn in one line: `style` names how it is written, words start at `body`.

    `label` is who, without marks; `extra` what stood in brackets after it; `written` both, as they stand in the line;
    `time` in seconds or None.
    """

    style: str
    family: Family
    label: str
    extra: str
    time: float | None
    body: int
    written: str = ""


def _head(match: re.Match[str], family: Family, style: str, body: int) -> Head | None:
    groups = match.groupdict()
    label = (
        next((groups[g] for g in ("label", "label2", "label3", "label4") if groups.get(g)), "")
        .strip()
        .strip("*_`")
        .strip()
    )
    label = _who_answers(_ESCAPED.sub(r"\1", html.unescape(label))).removesuffix(",")
    if not label or (label.isdigit() and family != "colon" and not re.search(r"[\[(]", match[0])):
        return None
    stamps = " ".join(groups.get(t) or "" for t in ("t1", "t2", "t3")).strip()
    paren = groups.get("paren") or ""
    # `Mrs. Okoye (Benland) (spoke in French)`: what stands in the last brackets is no part of the name, nor what stands before.
    before = re.search(r"\s?[(（][^()（）]{1,80}+[)）]$", label) if paren else None
    if before:
        label, paren = label[: before.start()], before[0]
    extra = paren.strip().strip("()（）")
    return Head(
        style=style,
        family=family,
        label=label,
        extra=extra,
        time=stamp_seconds(stamps) if stamps else None,
        body=body,
        written=label + (paren.rstrip() if not paren.startswith(",") else ""),
    )


def _colon_style(match: re.Match[str]) -> str:
    where = "before" if match["t1"] else "after" if match["t2"] or match["t3"] else ""
    bold = "bold" if match["b1"] or match["b2"] else ""
    mark = match["mark"].strip()
    return " ".join(x for x in ("colon", mark[:1] if not mark[:1].isdigit() else "1.", bold, where) if x)


def colon_head(line: str) -> Head | None:
    """Take apart `Name: words`, `[time] Name: words`, `Name (time): words`, `**Name:** words`, `- Name (role): words`.

    >>> colon_head("**[00:03] SPEAKER_00:** Hello")
    Head(style='colon bold before', family='colon', label='SPEAKER_00', extra='', time=3.0, body=24, written='SPEAKER_00')
    """
    match = _COLON.match(line, 0, 400)
    if not match or line.startswith("//", match.end()):
        return None
    return _head(match, "colon", _colon_style(match), match.end())


def own_line_head(line: str) -> Head | None:
    """Take apart a line that holds only a label and marks of its own: a time, bold, a heading mark.

    >>> own_line_head("Emma  52:09  ")
    Head(style='own line after', family='own line', label='Emma', extra='', time=3129.0, body=13, written='Emma')
    """
    if len(line) > 140:
        return None
    for pattern, style in ((_OWN_TIME_AFTER, "after"), (_OWN_TIME_BEFORE, "before")):
        match = pattern.match(line)
        if match:
            return _head(match, "own line", f"own line {style}", len(line))
    for pattern, style in ((_OWN_DASHES, "--"), (_OWN_COUNTED, "[n]")):
        match = pattern.match(line)
        if match and shape(match["label"].strip()) in {"name", "generic"}:
            return _head(match, "own line", f"own line {style}", len(line))
    match = _OWN_MARKED.match(line)
    if match:
        return _head(match, "own line", f"own line {(match['mark'] or '**').strip()}", len(line))
    return None


def other_heads(line: str) -> list[Head]:
    """Take apart the rarer ways: `<nick> words`, `[Name] words`, `**Name** words`, `Name – words`, `Mr. SMITH. words`."""
    found: list[Head | None] = []
    match = _BOLD_INLINE.match(line)
    if match:
        found.append(_head(match, "dash", "bold inline", match.end()))
    match = _ANGLE.match(line)
    if match and (match["t2"] or line[match.end() :].strip()):
        style = ("angle" if match["label"] else "square" if match["label2"] else "lenticular") + (
            " bold" if match["b1"] else ""
        )
        found.append(_head(match, "angle", style + (" after" if match["t2"] else ""), match.end()))
    for pattern, style in ((_NAME_TIME, "angle bold time"), (_CIRCLE, "circle")):
        match = pattern.match(line)
        if match:
            found.append(_head(match, "angle", style, match.end()))
    found.append(_stop_head(line))
    match = _DASH.match(line)
    if match:
        found.append(_head(match, "dash", f"dash {match['sep'].strip() or 'tab'}", match.end()))
    return [h for h in found if h is not None]


def _stop_head(line: str) -> Head | None:
    stop = stop_head(line)
    if stop and key(stop.label) not in TITLES:
        style = "stop" + (" strong" if stop.strong else "") + (" dash" if stop.dash else "")
        written = stop.label + (f" {stop.extra}" if stop.extra.startswith("(") else "")
        return Head(style, "stop", stop.label, stop.extra.strip("()（）"), None, stop.body, written)
    match = _QA.match(line)
    if match:
        return _head(match, "stop", "qa" if len(match["sep"]) == 1 else "stop", match.end())
    match = _FRENCH.match(line)
    return _head(match, "stop", "stop", match.end()) if match else None


#: `Chief Executive, Acme Inc.        A`: below a name, whether the person asks or answers.
_ROLE_BESIDE = re.compile(r"\S\s{2,20}[QA]\s{0,9}$")


def is_role_beside(line: str) -> bool:
    """Tell whether a line says what a person is and whether they ask or answer, as below names in calls of companies.

    >>> is_role_beside("Analyst, Acme Inc.        Q"), is_role_beside("Analyst, Acme Inc.")
    (True, False)
    """
    return len(line) <= 200 and bool(_ROLE_BESIDE.search(line))


def bare_head(line: str) -> Head | None:
    """Take apart a line that is nothing but a name: `Philip Hollobone`, `Jim Cunningham (Coventry South)`."""
    text = line.strip()
    if not 1 < len(text) <= 80 or text[-1] in ".!?,;…:":
        return None
    extra = ""
    bracket = re.search(r"(?<!\s)\s*+[(（]([^()]{1,60})[)）]$", text)
    if bracket:
        extra, text = bracket[1], text[: bracket.start()]
    if shape(text) not in {"name", "generic", "initials", "joint", "office"} or is_role_beside(line):
        return None
    return Head("bare", "bare", text, extra, None, len(line), line.strip())
