"""One question to a model and its answer: cached, retried by the library, counted, and never dearer than allowed."""

from __future__ import annotations

import hashlib
import json
import math
import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kg.drafting.doors.endpoint.settings import Settings
from kg.drafting.doors.endpoint.transport import bounded_client
from kg.errors import KgError, LimitError, MissingExtraError, RemoteError
from kg.files import write_file
from kg.files.common import one_line
from kg.http import shown, without

_CHARACTERS_A_TOKEN = 3.6
_MILLION = 1_000_000
#: A count of tokens above this is no count.
_MOST_TOKENS = 10_000_000
#: How a server says that it gives fewer tokens than were asked for.
_FEWER = re.compile(r"at most (\d{2,7})[ a-z]{0,20} tokens")
_KEY = "OPENAI_API_KEY"
Message = Mapping[str, str]


class TooLongError(KgError):
    """The request shows more than the model can read at once."""


@dataclass(slots=True, kw_only=True)
class Usage:
    """What a run has used so far: requests sent, answers from the cache, tokens."""

    requests: int = 0
    cached: int = 0
    tokens_in: int = 0
    tokens_out: int = 0

    def cost(self, settings: Settings) -> float | None:
        """Return the cost so far, or None where no price is given."""
        if settings.price_in is None or settings.price_out is None:
            return None
        return (self.tokens_in * settings.price_in + self.tokens_out * settings.price_out) / _MILLION


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What was answered; `cut` where the model had no room to end."""

    text: str
    cut: bool


def tokens_of(text: str) -> int:
    """Return about how many tokens a text has; for telling costs beforehand, and where a server does not count."""
    return int(len(text) / _CHARACTERS_A_TOKEN) + 1


class Client:
    """Asks one model; keeps every answer in the cache folder, under a hash of all that it depends on."""

    def __init__(self, settings: Settings, *, report: Callable[[str], None] = lambda _: None) -> None:
        self.settings, self.report = settings, report
        self.usage = Usage()
        self._openai: Any = None
        #: What a server was found not to know, by the name of the parameter.
        self._without: set[str] = set()
        self._room = settings.max_output_tokens

    def ask(self, messages: Sequence[Message], schema: Mapping[str, Any]) -> Reply:
        """Return the model's answer.

        Args:
            messages: the conversation so far.
            schema: the shape that is asked for, where the server knows how to keep to one.

        Raises:
            LimitError: the request could cost more than is left.
            TooLongError: the model cannot read so much at once.
            RemoteError: the endpoint refuses, or does not answer after all tries.
            MissingExtraError: the openai library is not installed.
        """
        place = self._place(messages, schema)
        known = _read(place)
        if known is not None:
            self.usage.cached += 1
            return known
        self._check_cost(messages)
        reply = self._complete(messages, schema)
        if place is not None:
            with one_line(place):
                place.parent.mkdir(parents=True, exist_ok=True)
            write_file(place, json.dumps(asdict(reply)).encode())
        return reply

    def _place(self, messages: Sequence[Message], schema: Mapping[str, Any]) -> Path | None:
        if self.settings.cache is None:
            return None
        parts = (self.settings.model, str(self.settings.temperature), json.dumps([messages, schema], sort_keys=True))
        return self.settings.cache / f"{hashlib.sha256('|'.join(parts).encode()).hexdigest()[:32]}.json"

    def _check_cost(self, messages: Sequence[Message]) -> None:
        limit, spent = self.settings.max_cost, self.usage.cost(self.settings)
        if limit is None or spent is None or self.settings.price_in is None or self.settings.price_out is None:
            return
        tokens_in = sum(tokens_of(m["content"]) for m in messages)
        most = (tokens_in * self.settings.price_in + self._room * self.settings.price_out) / _MILLION
        if spent + most > limit:
            raise LimitError(
                f"the next request could bring the cost to {spent + most:.4f}, over --max-cost {limit:g}, {spent:.4f} are spent "
                "(raise it and run again: what was answered is kept and costs nothing)"
            )

    def _complete(self, messages: Sequence[Message], schema: Mapping[str, Any]) -> Reply:
        """Send one request; what a server does not know is left out, and it is asked again."""
        openai = _library()
        client = self._client(openai)
        while True:
            try:
                response = client.chat.completions.with_raw_response.create(**self._request(messages, schema))
                body = response.http_response.content
            except openai.BadRequestError as error:
                self._do_without(self._reason(error))
                continue
            except openai.APIStatusError as error:
                again = error.status_code in {408, 409, 429} or error.status_code >= 500
                raise self._failed(error, tried=self.settings.retries + 1 if again else 1) from None
            except openai.OpenAIError as error:
                cause = error.__cause__ or error
                raise self._failed(cause.__cause__ or cause, tried=self.settings.retries + 1) from None
            return self._counted(body, messages)

    def _failed(self, error: BaseException, *, tried: int) -> RemoteError:
        later = f"after {tried} tries; run again later, " if tried > 1 else ""
        # Our own HTTP names the place itself.
        where = "" if isinstance(error, KgError) else f"{self._where()}: "
        return RemoteError(f"{where}{self._reason(error)} ({later}what was answered is kept)")

    def _do_without(self, reason: str) -> None:
        """Take note of what a server refuses.

        Raises:
            TooLongError: it is the length of the request.
            RemoteError: it is nothing that one can do without.
        """
        said = reason.casefold()
        if any(
            w in said for w in ("context length", "context_length", "maximum context", "too long", "context window")
        ):
            raise TooLongError(f"{self._where()}: {reason}")
        fewer = _FEWER.search(said)
        if fewer and int(fewer[1]) < self._room:
            self._room = int(fewer[1])
        elif "max_tokens" in said and "max_tokens" not in self._without:
            self._without.add("max_tokens")
        elif "temperature" in said and "temperature" not in self._without:
            self._without.add("temperature")
        elif "response_format" not in self._without:
            self._without.add("response_format")
        else:
            raise RemoteError(f"{self._where()}: {reason}")

    def _request(self, messages: Sequence[Message], schema: Mapping[str, Any]) -> dict[str, Any]:
        limit = "max_completion_tokens" if "max_tokens" in self._without else "max_tokens"
        request: dict[str, Any] = {"model": self.settings.model, "messages": list(messages)}
        request[limit] = self._room
        if "temperature" not in self._without:
            request["temperature"] = self.settings.temperature
        if "response_format" not in self._without:
            shape = {"name": "Records", "schema": dict(schema)}
            request["response_format"] = {"type": "json_schema", "json_schema": shape}
        return request

    def _counted(self, body: bytes, messages: Sequence[Message]) -> Reply:
        try:
            answer = json.loads(body.decode("utf-8", "replace"))
        except (ValueError, RecursionError):
            answer = None
        choices = _got(answer, "choices", list)
        choice = choices[0] if choices else None
        content = _got(_got(choice, "message", dict), "content", str) or ""
        text = self._without_key(content.encode("utf-8", "replace").decode())
        used = _got(answer, "usage", dict)
        self.usage.requests += 1
        self.usage.tokens_in += _count(used, "prompt_tokens") or sum(tokens_of(m["content"]) for m in messages)
        self.usage.tokens_out += _count(used, "completion_tokens") or tokens_of(text)
        return Reply(text=text, cut=_got(choice, "finish_reason", str) == "length")

    def _client(self, openai: Any) -> Any:
        if self._openai is None:
            self._openai = openai.OpenAI(
                # A local server needs no key, but the library wants one.
                api_key=os.environ.get(_KEY) or "none",
                base_url=self.settings.base_url or None,
                timeout=self.settings.timeout,
                max_retries=self.settings.retries,
                http_client=bounded_client(self.settings.timeout),
            )
        return self._openai

    def _where(self) -> str:
        return shown(self.settings.base_url) or "the endpoint"

    def _reason(self, error: BaseException) -> str:
        return self._without_key(" ".join(str(error).split()))[:200] or type(error).__name__

    def _without_key(self, text: str) -> str:
        key = os.environ.get(_KEY, "")
        return without(text, [key] if len(key) > 3 else [])


def _read(place: Path | None) -> Reply | None:
    if place is None or not place.is_file():
        return None
    try:
        found = json.loads(place.read_text(encoding="utf-8"))
        return Reply(text=str(found["text"]), cut=found["cut"] is True)
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None


def _got(value: Any, key: str, kind: type) -> Any:
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, kind) else None


def _count(used: Any, key: str) -> int:
    """Return a count that a server gives, or 0 where it is no count."""
    found = used.get(key) if isinstance(used, dict) else None
    if not isinstance(found, int | float) or isinstance(found, bool) or not math.isfinite(found):
        return 0
    return int(found) if 0 < found < _MOST_TOKENS else 0


def _library() -> Any:
    try:
        import openai
    except ImportError:
        raise MissingExtraError(
            "drafting with a model needs the openai library (pip install 'panel-kg[llm]')"
        ) from None
    return openai
