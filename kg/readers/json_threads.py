"""Threads in JSON: posts that hold the replies to them (Reddit, comment exports), and conversations kept as a map of messages.

A post stands before its replies, and each once, in whatever lists it is found again; a map of messages is followed from the one without
a parent, by its last child where a question was asked anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kg.readers.json_shape import Record

_WHO = ("author", "user", "username", "by", "author_name", "name")
_TEXT = ("body", "selftext", "text", "content", "comment", "message", "raw")
_TIME = ("created_utc", "created_at", "created", "timestamp", "time", "date")
_REPLIES = frozenset({"replies", "children", "comments", "kids"})
#: A post without words of its own, and one that was taken away.
_GONE = frozenset({"", "[deleted]", "[removed]"})
_MOST_DEEP = 200


def thread_of(data: Any) -> list[Record]:
    """Return the posts of a thread in reading order, or nothing where a JSON value holds none.

    >>> post = {"author": "ada", "body": "Sell it.", "replies": [{"author": "bo", "body": "No.", "replies": []}]}
    >>> [(r.who, r.text) for r in thread_of({"comments": [post, {"author": "cy", "body": "Lease it."}]})]
    [('ada', 'Sell it.'), ('bo', 'No.'), ('cy', 'Lease it.')]
    >>> thread_of({"segments": [{"speaker": "A", "text": "Hello."}]})
    []
    """
    mapped = _mapped(data)
    if mapped:
        return mapped
    posts = list(_posts(data))
    answered = any(replies for _, replies in posts)
    return [record for record, _ in posts] if answered and len(posts) > 1 else []


def _posts(data: Any) -> Iterator[tuple[Record, bool]]:
    """Yield each post and whether others reply to it, parents first."""
    stack, seen = [(data, 0)], set[int]()
    while stack:
        item, depth = stack.pop()
        if id(item) in seen or depth > _MOST_DEEP:
            continue
        seen.add(id(item))
        if isinstance(item, list):
            stack += [(value, depth + 1) for value in reversed(item)]
        elif isinstance(item, dict):
            who, words = _text_in(item, _WHO), _text_in(item, _TEXT)
            inside = [item[key] for key in item if isinstance(item[key], (dict, list))]
            if who and words not in _GONE:
                when = next((item[k] for k in _TIME if isinstance(item.get(k), (int, float))), None)
                at = None if when is None else float(when)
                replied = any(item.get(key) for key in _REPLIES)
                yield Record(who=who, text=_whole(item, words), start=at, end=None, breaks=True), replied
            stack += [(value, depth + 1) for value in reversed(inside)]


def _whole(item: dict[str, Any], words: str) -> str:
    """Return the words of a post behind its title."""
    title = item.get("title")
    return f"{title.strip()} {words}" if isinstance(title, str) and title.strip() else words


def _text_in(item: dict[str, Any], keys: tuple[str, ...]) -> str:
    return next((item[k].strip() for k in keys if isinstance(item.get(k), str) and item[k].strip()), "")


def _mapped(data: Any) -> list[Record]:
    """Return the messages of conversations that are kept as a map: each message knows its parent and its children."""
    found: list[Record] = []
    for conversation in data if isinstance(data, list) else [data]:
        nodes = conversation.get("mapping") if isinstance(conversation, dict) else None
        if not isinstance(nodes, dict) or not all(isinstance(n, dict) for n in nodes.values()):
            continue
        key = next((k for k, n in nodes.items() if not n.get("parent")), None)
        walked: set[str] = set()
        while key in nodes and key not in walked:
            walked.add(str(key))
            found += _message(nodes[key].get("message"))
            children = nodes[key].get("children") or []
            key = children[-1] if children else None
    return found


def _message(message: Any) -> list[Record]:
    if not isinstance(message, dict):
        return []
    author, content = message.get("author"), message.get("content")
    who = author.get("role", "") if isinstance(author, dict) else ""
    parts = content.get("parts") if isinstance(content, dict) else None
    words = "\n".join(p for p in parts or () if isinstance(p, str) and p.strip())
    when = message.get("create_time")
    if who not in {"user", "assistant"} or not words:
        return []
    return [
        Record(
            who=who, text=words, start=float(when) if isinstance(when, (int, float)) else None, end=None, breaks=True
        )
    ]
