"""Transcripts in: one function, and a table of readers chosen by what a source holds.

To add a format takes one file and one line:

1. A module `kg/readers/NAME.py` with two functions. `detect(source) -> bool` tells whether a `Source` is in the format, by
   its content and never by its ending alone. `read(source) -> Transcript` fills a `Builder`: `say(label, words, start, end)`
   for what is said, `aside(kind, words)` for headings and stage directions, `leave(reason, text)` for everything else, so
   that every character of the source is in an utterance or counted under a reason; then `builder.finish(…)`. Labels go in
   as they are written: who is one person is decided in `kg.people`, marks of sounds are taken out by the builder.
2. A line in FORMATS below. The order is the order in which readers are asked: the more certain before the more general.

What is wrong with a source is a KgError of one line with the file, the line, the cause and the remedy. What merely looks
wrong is a warning, and these are found for every format alike in `kg.readers.sanity`. The test is a source in words of your
own with the turns that it should give.
"""

from __future__ import annotations

import dataclasses
import importlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.errors import FormatError
from kg.model import Transcript
from kg.people.introductions import with_guesses
from kg.readers.sanity import checked, without
from kg.readers.source import Source, load


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One reader: the `module` of kg.readers that has it, what it reads, the usual file name endings.

    `signs` are characters of which one stands early in every such source: without it the module is not even imported.
    """

    module: str
    description: str
    endings: tuple[str, ...]
    signs: tuple[str, ...] = ()


#: Every reader, asked in this order whether a source is its own; the last one takes what no other claims.
FORMATS: dict[str, Format] = {
    "word": Format(
        module="word",
        description="Word .docx (Teams, Rev and others); needs the extra panel-kg[docx]",
        endings=("docx",),
    ),
    "captions": Format(
        module="captions",
        description="WebVTT, SRT, SBV, SubStation Alpha (Zoom, Teams, YouTube): names, voice tags or colours",
        endings=("vtt", "srt", "sbv", "ass"),
        signs=("-->", "0:"),
    ),
    "xaif": Format(
        module="xaif", description="AIF and xAIF JSON: locutions and participants", endings=("json",), signs=("{",)
    ),
    "jsonl": Format(
        module="jsonl",
        description="JSON lines: ConvoKit's utterances.jsonl (with speakers.json), and what kg read writes",
        endings=("jsonl",),
        signs=("{",),
    ),
    "json": Format(
        module="json_speech",
        description="JSON of Whisper, WhisperX, AssemblyAI, Deepgram, Rev, Amberscript, Amazon, Google, podcasts and the like",
        endings=("json",),
        signs=("{", "["),
    ),
    "html": Format(
        module="html_page",
        description="HTML pages: W3C minutes, speakers in bold, in headings or in elements of their own",
        endings=("html", "htm"),
        signs=("<",),
    ),
    "xml": Format(
        module="xml_speech",
        description="TEI (ParlaMint), Hansard XML (parlparse), Akoma Ntoso, TTML, ELAN, EXMARaLDA and XML like them",
        endings=("xml", "ttml", "eaf", "exb", "trs"),
        signs=("<",),
    ),
    "textgrid": Format(
        module="textgrid",
        description="Praat TextGrid: a tier a speaker, times kept",
        endings=("textgrid",),
        signs=("ooTextFile",),
    ),
    "rttm": Format(
        module="voices",
        description="RTTM, who spoke when: laid beside words of the same file name that name nobody",
        endings=("rttm",),
        signs=("SPEAKER", "SPKR-INFO"),
    ),
    "chat-cha": Format(module="chat_cha", description="CHAT of CHILDES and TalkBank", endings=("cha",), signs=("@",)),
    "irc": Format(
        module="irc",
        description="IRC logs (irssi, WeeChat and others), with a scribe (W3C) or without",
        endings=("log",),
        signs=("<", "\t"),
    ),
    "chatlog": Format(
        module="chatlog",
        description="chats of Zoom, WhatsApp, Discord and Element, with messages of several lines",
        endings=("txt",),
    ),
    "posts": Format(
        module="posts",
        description="copies of chats and threads with the head above the words (ChatGPT, Gitter, Teams, forums); Japanese interviews",
        endings=("txt",),
    ),
    "table": Format(
        module="table",
        description="CSV, TSV and Markdown tables with columns for speaker, text and times, by header or by content",
        endings=("csv", "tsv"),
    ),
    "timed": Format(
        module="timed",
        description="lines that begin with their time: Whisper's print, LRC, STM, YouTube's page, `0.00 3.44 SPEAKER_00 words`",
        endings=("txt", "lrc", "stm"),
    ),
    "text": Format(
        module="text",
        description="plain text and Markdown: labels in any usual style, found from the file itself",
        endings=("txt", "md"),
    ),
}


def recognise(source: Source) -> str:
    """Return the name of the format that a source is in, told by its content."""
    head = source.text[:30_000]
    for name, format in FORMATS.items():
        if name == "text" or (name == "word") != (source.encoding == "zip"):
            continue
        if format.signs and not any(sign in head for sign in format.signs):
            continue
        detect: Callable[[Source], bool] = importlib.import_module(f"kg.readers.{format.module}").detect
        if detect(source):
            return name
    return "text"


def read(
    source: str | Path | bytes,
    *,
    format: str | None = None,
    name: str = "",
    speakers: Iterable[str] = (),
    not_speakers: Iterable[str] = (),
) -> Transcript:
    """Read a transcript, whatever its format and encoding.

    `format` names one of FORMATS where the content does not tell; `speakers` are labels that a person says are speakers,
    `not_speakers` those that a person says are none. Raises a KgError when it cannot be read, or hardly anything of it is.

    >>> transcript = read(b"Ada: Hello.\\nBen: Hi.\\nAda: Shall we?")
    >>> [(u.speaker, transcript.words_of(u)) for u in transcript.utterances]
    [('Ada', 'Hello.'), ('Ben', 'Hi.'), ('Ada', 'Shall we?')]
    """
    if format is not None and format not in FORMATS:
        raise FormatError(f"format {format!r} is not known (choose from {', '.join(FORMATS)})")
    loaded = dataclasses.replace(load(source, name), speakers=tuple(speakers), not_speakers=tuple(not_speakers))
    chosen = format or recognise(loaded)
    reader: Callable[[Source], Transcript] = importlib.import_module(f"kg.readers.{FORMATS[chosen].module}").read
    transcript = without(reader(loaded), loaded.not_speakers)
    how = f"read as {transcript.format} ({loaded.encoding}), {'as told' if format else 'recognised by its content'}"
    transcript = dataclasses.replace(transcript, notes=(how, *transcript.notes), not_speakers=loaded.not_speakers)
    guessed = with_guesses(transcript)
    return checked(guessed, loaded.name)
