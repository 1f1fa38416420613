"""When, where and in which language a source says it took place: only what it says itself, in one form."""

from __future__ import annotations

import re
from datetime import date as calendar_date

_MONTHS = {
    name: i + 1
    for i, names in enumerate(
        (
            "january jan januar janvier enero gennaio",
            "february feb februar février febrero febbraio",
            "march mar märz mars marzo",
            "april apr avril abril aprile",
            "may mai mayo maggio",
            "june jun juni juin junio giugno",
            "july jul juli juillet julio luglio",
            "august aug août agosto",
            "september sep sept septembre septiembre settembre",
            "october oct oktober octobre octubre ottobre",
            "november nov novembre noviembre",
            "december dec dezember décembre diciembre dicembre",
        )
    )
    for name in names.split()
}
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(
    r"""
    (?<!\w)(\d{1,2})(?:st|nd|rd|th|er|\.|º)?\s(?:de\s)?([^\W\d_]{3,10})\.?,?\s(?:de\s)?((?:19|20)\d\d)
    (?!\d)
    """,
    re.VERBOSE,
)
_MONTH_FIRST = re.compile(r"(?<!\w)([^\W\d_]{3,10})\.?\s(\d{1,2})(?:st|nd|rd|th)?,?\s((?:19|20)\d\d)(?!\d)")
_CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_LANGUAGES = {
    "english": "en", "german": "de", "deutsch": "de", "french": "fr", "français": "fr", "spanish": "es", "español": "es", "italian": "it", "italiano": "it",
    "portuguese": "pt", "português": "pt", "dutch": "nl", "nederlands": "nl", "chinese": "zh", "mandarin": "zh", "中文": "zh", "japanese": "ja", "日本語": "ja", "korean": "ko",
    "russian": "ru", "polish": "pl", "swedish": "sv", "danish": "da", "norwegian": "no", "finnish": "fi", "czech": "cs", "hebrew": "he", "arabic": "ar", "hindi": "hi",
}  # fmt: skip


def iso_date(text: str) -> str:
    """Return the first date in a text as `YYYY-MM-DD`, "" for none: one that is written day by month by year in numbers is no date.

    >>> iso_date("Held on 2 May 2023."), iso_date("May 2, 2023"), iso_date("2023-05-02T10:00Z"), iso_date("2021年10月27日"), iso_date("3/4/2023")
    ('2023-05-02', '2023-05-02', '2023-05-02', '2021-10-27', '')
    """
    found = _ISO.search(text)
    if found:
        return _checked(int(found[1]), int(found[2]), int(found[3]))
    for pattern, day, month in ((_DAY_FIRST, 1, 2), (_MONTH_FIRST, 2, 1)):
        for match in pattern.finditer(text[:2_000]):
            number = _MONTHS.get(match[month].casefold())
            if number:
                return _checked(int(match[3]), number, int(match[day]))
    return ""


def _checked(year: int, month: int, day: int) -> str:
    try:
        return calendar_date(year, month, day).isoformat()
    except ValueError:
        return ""


def language_code(text: str) -> str:
    """Return the code of a language that is given by code or by name, "" when it is neither.

    >>> language_code("en_US"), language_code("German"), language_code("x" * 20)
    ('en-US', 'de', '')
    """
    plain = text.strip()
    known = _LANGUAGES.get(plain.casefold())
    return known or (
        plain.replace("_", "-") if _CODE.fullmatch(plain) and len(plain) <= 12 and plain[:2].islower() else ""
    )
