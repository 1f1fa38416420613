"""Words of languages that are written without spaces: Chinese, Japanese and Thai.

Chinese and Thai are cut by BudouX, whose models tell where a line may break: between words. Of Japanese, the runs of Kanji
and Katakana are taken: what carries a topic is written in them, and what joins it in Hiragana.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from kg.words import CUT, UNCUT, words_in

#: Where a run of candidates ends.
BREAK = ","
_MARKS = re.compile(r"[^\w]+")
_NUMBER = re.compile(r"[零〇一二三四五六七八九十百千万亿兩两几幾数數第\d]")
_KANJI = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff々\u30a1-\u30faー]{2,}|[A-Za-z][\w-]+|[^\w\s]")
#: Characters of common words as Taiwan and Hong Kong write them, and as the mainland does.
_FULL = "們個這麼為來說會沒還對與過後時從將讓給應該覺認點樣裡幾種於則無並雖卻嗎誰兩請謝開問題歡論討現進變經見結幫處當實際關係種種總統"
_SHORT = "们个这么为来说会没还对与过后时从将让给应该觉认点样里几种于则无并虽却吗谁两请谢开问题欢论讨现进变经见结帮处当实际关系种种总统"
_SIMPLER = str.maketrans(_FULL, _SHORT)


def is_unspaced(language: str) -> bool:
    """Tell whether a language is written without spaces.

    >>> is_unspaced("zh"), is_unspaced("ko")
    (True, False)
    """
    return language in CUT | UNCUT


def cut(text: str, language: str) -> tuple[str, ...]:
    """Return the words of a text in a language of CUT, with BREAK where a mark or a number stands between.

    >>> cut("公共交通的票价,应该保持不变。", "zh")
    ('公共', '交通', '的', '票价', ',', '应该', '保持', '不变', ',')
    >>> cut("公共交通の運賃について議論します。", "ja")
    ('公共交通', '運賃', '議論', ',')
    """
    if language == "ja":
        return tuple(BREAK if _MARKS.fullmatch(w) else w for w in _KANJI.findall(text))
    words: list[str] = []
    for piece in _cutter(language, _is_in_full(text))(text):
        word = _MARKS.sub("", piece)
        if word:
            words.append(BREAK if _NUMBER.match(word) and len(word) < 4 else word.lower())
        if word != piece.strip():
            words.append(BREAK)
    return tuple(words)


def carries_no_topic(word: str, stop: frozenset[str]) -> bool:
    """Tell whether a word is one of no topic, in the mainland's characters or in the full ones.

    >>> carries_no_topic("我們", frozenset({"我们"})), carries_no_topic("票價", frozenset({"我们"}))
    (True, False)
    """
    plain = word.translate(_SIMPLER)
    return len(word) < 2 or plain in stop or plain in words_in("drafting/concepts/general_unspaced")


def _is_in_full(text: str) -> bool:
    return any(c in _FULL and c not in _SHORT for c in text)


@cache
def _cutter(language: str, in_full: bool) -> Callable[[str], list[str]]:
    # Loaded when a talk in such a language is drafted: its models are files.
    import budoux

    if language == "th":
        parser = budoux.load_default_thai_parser()
    elif in_full:
        parser = budoux.load_default_traditional_chinese_parser()
    else:
        parser = budoux.load_default_simplified_chinese_parser()
    return parser.parse
