"""Prompts: text files of the package, a folder a language; what a language lacks is taken from English."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

#: Languages whose prompts are here.
LANGUAGES = ("en", "de", "fr", "es")


@cache
def prompt(name: str, language: str = "en") -> str:
    """Return the text of a prompt in a language, or in English where that language has none.

    Args:
        name: the file's name without its ending.
        language: a language tag; of `de-CH` the first part counts.
    """
    folder = files("kg.drafting.prompts")
    for code in (language.partition("-")[0].casefold(), "en"):
        place = folder.joinpath(code, f"{name}.txt")
        if code in LANGUAGES and place.is_file():
            return place.read_text(encoding="utf-8")
    raise KeyError(name)


def filled(name: str, language: str = "en", **values: str) -> str:
    """Return a prompt with its places filled; braces in the values stay as they are.

    >>> filled("M"), "{mark}" in filled("intro", mark="a{part}b", part="")
    ('M | p3 | p9\\n   p9 says the same as p3 (of questions: q2 | q5) and goes into it.\\n', False)
    """
    parts = prompt(name, language).split("{")
    made = parts[0]
    for part in parts[1:]:
        key, closing, rest = part.partition("}")
        made += values[key] + rest if closing and key in values else "{" + part
    return made


@cache
def prompts_hash(language: str = "en") -> str:
    """Return a hash of all prompts of a language, which says of a run what was asked."""
    names = sorted(p.name for p in files("kg.drafting.prompts").joinpath("en").iterdir() if p.name.endswith(".txt"))
    texts = [prompt(n.removesuffix(".txt"), language) for n in names]
    return hashlib.sha256("\x1f".join(texts).encode()).hexdigest()[:16]
