"""From bytes to text: which encoding a source is in, told from the bytes alone."""

from __future__ import annotations

import codecs
import os
import re
import stat
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kg.errors import EncodingError, SourceError

#: Larger sources are refused: the text and its turns must fit into memory.
MAX_BYTES = 2_000_000_000
#: The same, for what is read from a pipe.
MAX_STREAM = 256_000_000
_SAMPLE = 200_000
_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_XML_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,80}encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_TEXT_CODEC = re.compile(
    r"""
      ascii
    | utf-?(?:8|16|32)(?:-sig|-[lb]e)?
    | iso8859-\d{1,2} | cp\d{3,4} | windows-\d{4} | koi8-\w | mac-\w+ | gb\w+ | big5\w*
    | shift_ji\w+ | euc_\w+ | iso2022_\w+ | johab | hz | tis-620 | ptcp154 | kz1048 | hp-roman8
    """,
    re.VERBOSE,
)
_NOT_TEXT = (
    (b"%PDF-", "a PDF"), (b"\xd0\xcf\x11\xe0", "an old Word file (.doc)"), (b"{\\rtf", "RTF"), (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"), (b"OggS", "a recording"), (b"ID3", "a recording"), (b"RIFF", "a recording"), (b"\x1f\x8b", "compressed (gzip)"), (b"SQLite format", "a database"),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A source to read: its `data` as it came (of a text the first bytes only), its `text`, the `name` used in messages, and its encoding.

    `speakers` are labels that a person says are speakers, `not_speakers` those that a person says are none.
    """

    name: str
    data: bytes
    text: str
    encoding: str
    path: Path | None = None
    speakers: tuple[str, ...] = ()
    not_speakers: tuple[str, ...] = ()

    @property
    def ending(self) -> str:
        """The file name's ending in lower case, without the dot; a hint only."""
        return Path(self.name).suffix.lower().lstrip(".")


def load(source: str | Path | bytes, name: str = "") -> Source:
    """Return the source of a path (or of bytes) with its text, whatever encoding it is in.

    Raises SourceError when it is missing, empty or too large, EncodingError when no encoding fits.

    >>> load("Zoë: hé".encode("utf-16"), name="panel.txt").text
    'Zoë: hé'
    """
    path = None if isinstance(source, bytes) else _inside(Path(source))
    data, shown = (source, name or "(bytes)") if isinstance(source, bytes) else _bytes_of(path or Path(source), name)
    if len(data) > MAX_BYTES:
        raise SourceError(_too_large(shown, f"{len(data):,}", MAX_BYTES))
    if not data[:4096].strip(b"\x00 \t\r\n\xef\xbb\xbf\xfe\xff") and not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xfe\xff"):
        raise SourceError(f"{shown}: the file is empty (give a transcript with at least one turn)")
    if data.startswith(b"PK\x03\x04"):
        return Source(name=shown, data=data, text="", encoding="zip", path=path)
    for magic, kind in _NOT_TEXT:
        if data.startswith(magic):
            raise SourceError(f"{shown}: is {kind}, not a transcript in text (save it as text or .docx first)")
    text, encoding = decode(data, shown)
    if not text.strip():
        raise SourceError(f"{shown}: the file is empty (give a transcript with at least one turn)")
    # The bytes of a text are not kept: they would double the memory.
    return Source(name=shown, data=data[:16], text=text, encoding=encoding, path=path)


def _inside(path: Path) -> Path:
    """A ConvoKit corpus is a folder: its utterances are read."""
    try:
        return (
            next((p for n in ("utterances.jsonl", "utterances.json") if (p := path / n).is_file()), path)
            if path.is_dir()
            else path
        )
    except (OSError, ValueError):
        return path


def _bytes_of(path: Path, name: str) -> tuple[bytes, str]:
    shown = name or str(path)
    try:
        if path.is_dir():
            raise SourceError(f"{shown}: is a folder (give the transcript file inside it)")
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size > MAX_BYTES:
                raise SourceError(_too_large(shown, f"{size:,}", MAX_BYTES))
            if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return file.read(), shown
            return read_stream(file, shown), shown
    except OSError as error:
        raise SourceError(f"{shown}: cannot be read: {error.strerror or error} (check the path)") from error
    except ValueError as error:
        raise SourceError(f"{shown!r}: is not a path: {error} (check the path)") from error


def read_stream(file: IO[bytes], name: str) -> bytes:
    """Return all bytes of what has no size, a pipe or a device, and may have no end either.

    Raises:
        SourceError: there are more than MAX_STREAM.
    """
    data = file.read(MAX_STREAM + 1)
    if len(data) > MAX_STREAM:
        raise SourceError(_too_large(name, f"more than {MAX_STREAM:,}", MAX_STREAM))
    return data


def _too_large(shown: str, size: str, limit: int) -> str:
    return f"{shown}: {size} bytes are more than the {limit:,} that can be read (split the file)"


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Return the text of some bytes and the name of their encoding.

    A byte-order mark decides, then what XML declares, then whether they are UTF-8, then how zero bytes lie,
    and only then a guess by charset-normalizer.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, name), encoding
    declared = _XML_ENCODING.match(data[:200])
    if declared and (encoding := _codec(declared[1].decode("ascii"))):
        try:
            return data.decode(encoding), declared[1].decode("ascii").lower()
        except UnicodeDecodeError:
            pass
    wide = _wide(data)
    if wide:
        return _strict(data, wide, name), wide
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _guess(data, name)


def _codec(name: str) -> str:
    """Return Python's name for a declared encoding that texts are written in, "" for its other codecs (`punycode`, `undefined`)."""
    try:
        known = codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""
    return known if _TEXT_CODEC.fullmatch(known) else ""


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        # A file cut in the middle of a character is still a transcript but for that character.
        if len(data) - error.start <= 4:
            return data[: error.start].decode(encoding)
        raise EncodingError(
            f"{name}: byte {error.start} is not {encoding}, which its first bytes promise (save the file as UTF-8)"
        ) from error


def _wide(data: bytes) -> str:
    """Tell UTF-16 and UTF-32 without a mark: control bytes lie everywhere in them, and only one reading is text."""
    sample = data[: 4000 - len(data[:4000]) % 4] or data[:4000]
    if sum(b < 9 or 13 < b < 27 for b in sample) * 12 < len(sample):
        return ""
    if sample[::4].count(0) + sample[1::4].count(0) + sample[2::4].count(0) + sample[3::4].count(0) > 0.7 * len(sample):
        return "utf-32-be" if sample[::4].count(0) * 5 > len(sample) else "utf-32-le"
    even = sample[: len(sample) // 2 * 2]
    ranked = sorted(("utf-16-le", "utf-16-be"), key=lambda encoding: -_likely(even.decode(encoding, "replace")))
    return ranked[0] if _likely(even.decode(ranked[0], "replace")) > 0.85 else ""


def _likely(text: str) -> float:
    """Return the share of characters that running text is made of: letters of few scripts, spaces, usual marks."""
    blocks = {
        ord(c) >> 8 for c in text if c.isalpha() and not "\u4e00" <= c <= "\u9fff" and not "\uac00" <= c <= "\ud7a3"
    }
    usual = sum(c.isalnum() or c in " \n\r\t" or unicodedata.category(c)[0] == "P" for c in text)
    spaces = text.count(" ") + text.count("\n") + sum(text.count(c) for c in "，。、：")
    return usual / max(1, len(text)) - 0.02 * max(0, len(blocks) - 3) - (0.2 if not spaces else 0.0)


_TRIED = (
    "cp1252",
    "gb18030",
    "shift_jis",
    "euc_jp",
    "euc_kr",
    "big5",
    "cp1251",
    "koi8-r",
    "cp1250",
    "iso8859-2",
    "cp1253",
    "iso8859-7",
    "cp1254",
    "mac_roman",
)


def _guess(data: bytes, name: str) -> tuple[str, str]:
    """Choose a legacy encoding: what charset-normalizer finds and the usual ones, by how much each reading looks like words."""
    if _nearly_utf8(data):
        return data.decode("utf-8", "replace"), "utf-8 with bad bytes"
    from charset_normalizer import from_bytes

    sample = data[:_SAMPLE]
    best = from_bytes(sample[:20_000]).best()
    candidates = dict.fromkeys((*_TRIED, *((best.encoding,) if best else ())))
    scores = {encoding: _fitness(sample, encoding) for encoding in candidates}
    if best:
        # Between readings that look alike the statistics of languages decide.
        scores[best.encoding] += 0.03
    if sum(b < 9 or 13 < b < 32 for b in sample) * 25 > len(sample):
        scores = {}
    for encoding in sorted(scores, key=lambda e: -scores[e]):
        if scores[encoding] <= 0:
            break
        try:
            return data.decode(encoding), encoding
        except (UnicodeDecodeError, LookupError):
            continue
    if scores and (scores["cp1252"] > 0 or _fitness(sample, "latin-1") > 0.4):
        return data.decode("cp1252", "replace"), "cp1252 with bad bytes"
    raise EncodingError(f"{name}: is not text in any encoding that can be told (save it as UTF-8)")


def _nearly_utf8(data: bytes) -> bool:
    """A cut or spliced UTF-8 file: many whole multi-byte characters, few broken ones."""
    text = data[:_SAMPLE].decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(1 for c in text if ord(c) > 127) - bad
    return good > 5 * bad


def _fitness(sample: bytes, encoding: str) -> float:
    """Return how much the sample, so decoded, looks like words: letters and usual marks against rarities."""
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError as error:
        if len(sample) - error.start > 4:
            return -1.0
        text = sample[: error.start].decode(encoding, "replace")
    except LookupError:
        return -1.0
    special = [c for c in text if ord(c) > 127]
    if not special:
        return 0.5
    score = sum(map(_worth, special)) / len(special)
    kana = sum("\u3040" <= c <= "\u30ff" for c in special) / len(special)
    hangul = sum("\uac00" <= c <= "\ud7a3" for c in special) / len(special)
    han = sum("\u4e00" <= c <= "\u9fff" for c in special) / len(special)
    if han > 0.3 and kana < 0.1:
        score += 0.15 if _common_han(special) else -0.5
    elif kana >= 0.15 or hangul >= 0.5:
        score += 0.15
    # Greek or Cyrillic letters do not stand inside of Latin words.
    torn = len(re.findall(r"[A-Za-z][\u0370-\u1fff]|[\u0370-\u1fff][A-Za-z]", text))
    score -= 0.4 if torn * 4 > len(special) else 0.0
    return score - (0.2 if _mixed_scripts(special) else 0.0)


_WESTERN = frozenset("àâäáãçéèêëíìîïñóòôöõúùûüßøåæœ’‘“”„«»–—…€°£§¿¡·©®™ºª\xa0")
_CENTRAL = frozenset("ąćęłńśźżčďěňřšťůýžőűćđășțţâîĺľŕ")


def _worth(char: str) -> float:
    """Return how usual a character beyond ASCII is in text."""
    if (
        char in _WESTERN
        or "\u4e00" <= char <= "\u9fff"
        or "\u3040" <= char <= "\u30ff"
        or "\uac00" <= char <= "\ud7a3"
        or char in "。，、：；！？（）「」《》"
    ):
        return 0.9
    if char in _CENTRAL or (unicodedata.category(char) == "Ll" and char >= "\u0370"):
        return 0.88 if char >= "\u0370" else 0.85
    category = unicodedata.category(char)
    if "\u0386" <= char <= "\u038f":
        return 0.95
    if category == "Lu":
        return 0.6 if char.lower() in _WESTERN or char >= "\u0370" or char.lower() in _CENTRAL else 0.3
    if category in {"Cc", "Co", "Cn"}:
        return -2.0
    return 0.4 if category == "Ll" else 0.0


def _mixed_scripts(special: list[str]) -> bool:
    kinds = {unicodedata.name(c, "?").split(" ")[0] for c in special[:2000] if c.isalpha()}
    return len(kinds) > 3


_COMMON_HAN = frozenset(
    "的是一不了在人有我他这個个們们中来來上大为為和国國地到以说說时時要就出会會也你对對生能而子那得于着下自之这這家"
)


def _common_han(special: list[str]) -> bool:
    """Chinese is full of a few characters; a wrong reading as Chinese hits them by chance only."""
    return sum(c in _COMMON_HAN for c in special) * 14 > len(special)
