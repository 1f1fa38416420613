"""One question to the model and its checked answer: cached, retried with back-off, counted, and never dearer than allowed."""

from __future__ import annotations

import hashlib
import json
import os
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from kg.drafting.llm.settings import Settings
from kg.errors import LimitError, MissingExtraError, RemoteError

_Model = TypeVar("_Model", bound=BaseModel)
_BAD_ANSWERS = 3
_CHARACTERS_A_TOKEN = 3.5
_LONGEST_WAIT = 60.0
_MILLION = 1_000_000
_FENCE = re.compile(r"^\s*```(?:json)?\s*|\s*```\s*$")


@dataclass(slots=True, kw_only=True)
class Usage:
    """What a run has used so far: requests sent, answers from the cache, tokens, and their price where it is known."""

    requests: int = 0
    cached: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    retries: int = 0

    def cost(self, settings: Settings) -> float | None:
        """Return the cost so far, or None where no price is given."""
        if settings.price_in is None or settings.price_out is None:
            return None
        return (self.tokens_in * settings.price_in + self.tokens_out * settings.price_out) / _MILLION


def tokens_of(text: str) -> int:
    """Return about how many tokens a text has; for telling costs beforehand."""
    return int(len(text) / _CHARACTERS_A_TOKEN) + 1


class Client:
    """Asks one model; keeps every checked answer in the cache folder, under a hash of all that it depends on."""

    def __init__(
        self,
        settings: Settings,
        *,
        report: Callable[[str], None] = lambda _: None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.settings, self.report, self._sleep = settings, report, sleep
        self.usage = Usage()
        self._openai: Any = None
        self._structured = True

    def ask(self, system: str, prompt: str, shape: type[_Model]) -> _Model:
        """Return the model's answer in the given shape.

        Raises:
            LimitError: the request could cost more than is left.
            RemoteError: the endpoint refuses, or gives no usable answer after all retries.
            MissingExtraError: the openai library is not installed.
        """
        place = self._place(system, prompt, shape)
        known = self._read(place, shape)
        if known is not None:
            self.usage.cached += 1
            return known
        messages = [{"role": "system", "content": system}, {"role": "user", "content": prompt}]
        problem = ""
        for _ in range(_BAD_ANSWERS):
            self._check_cost(system + prompt)
            text = self._complete(messages, shape)
            try:
                answer = shape.model_validate_json(_FENCE.sub("", text))
            except ValidationError as error:
                first = error.errors()[0]
                problem = f"{'.'.join(str(p) for p in first['loc']) or 'the answer'}: {first['msg']}"
                self.usage.retries += 1
                messages = [
                    *messages[:2],
                    {"role": "assistant", "content": text[:2000]},
                    {
                        "role": "user",
                        "content": f"This is not of the shape asked for ({problem}). Answer again, with the JSON object alone.",
                    },
                ]
                continue
            self._write(place, answer)
            return answer
        raise RemoteError(
            f"{self.settings.model}: no answer of the shape asked for in {_BAD_ANSWERS} tries ({problem}; try another model)"
        )

    def _place(self, system: str, prompt: str, shape: type[BaseModel]) -> Path | None:
        if self.settings.cache is None:
            return None
        parts = (
            self.settings.model,
            str(self.settings.temperature),
            system,
            prompt,
            json.dumps(shape.model_json_schema(), sort_keys=True),
        )
        digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
        return self.settings.cache / f"{digest[:32]}.json"

    def _read(self, place: Path | None, shape: type[_Model]) -> _Model | None:
        if place is None or not place.is_file():
            return None
        try:
            return shape.model_validate_json(place.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None

    def _write(self, place: Path | None, answer: BaseModel) -> None:
        """Keep an answer, whole or not at all: a run that is killed here asks again."""
        if place is None:
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        half = place.with_suffix(f".{os.getpid()}.part")
        half.write_text(answer.model_dump_json(), encoding="utf-8")
        half.replace(place)

    def _check_cost(self, text: str) -> None:
        limit, spent = self.settings.max_cost, self.usage.cost(self.settings)
        if limit is None or spent is None or self.settings.price_in is None or self.settings.price_out is None:
            return
        most = (
            tokens_of(text) * self.settings.price_in + self.settings.max_output_tokens * self.settings.price_out
        ) / _MILLION
        if spent + most > limit:
            raise LimitError(
                f"the next request could bring the cost to {spent + most:.4f}, over --max-cost {limit:g}, {spent:.4f} are spent "
                "(raise it and run again: what was answered is kept and costs nothing)"
            )

    def _complete(self, messages: list[dict[str, str]], shape: type[BaseModel]) -> str:
        """Send one request, again after a wait where that may help, and count what it used."""
        openai = _library()
        client = self._client(openai)
        for attempt in range(self.settings.retries + 1):
            try:
                response = client.chat.completions.create(**self._request(messages, shape))
            except openai.BadRequestError as error:
                if not self._structured:
                    raise RemoteError(f"{self._where()}: {_reason(error)}") from None
                # Not every server knows JSON schemas: the shape stands in the prompt as well.
                self._structured = False
                continue
            except (openai.RateLimitError, openai.APIConnectionError, openai.InternalServerError) as error:
                if attempt == self.settings.retries:
                    raise RemoteError(
                        f"{self._where()}: {_reason(error)} (after {attempt + 1} tries; run again later, what was answered is kept)"
                    ) from None
                self.usage.retries += 1
                self._wait(attempt, error)
                continue
            except openai.OpenAIError as error:
                raise RemoteError(f"{self._where()}: {_reason(error)}") from None
            return self._counted(response, messages)
        raise RemoteError(f"{self._where()}: no answer (run again later)")

    def _counted(self, response: Any, messages: list[dict[str, str]]) -> str:
        choices = getattr(response, "choices", None)
        text = (choices[0].message.content or "") if choices else ""
        used = getattr(response, "usage", None)
        self.usage.requests += 1
        self.usage.tokens_in += getattr(used, "prompt_tokens", 0) or sum(tokens_of(m["content"]) for m in messages)
        self.usage.tokens_out += getattr(used, "completion_tokens", 0) or tokens_of(text)
        return text

    def _request(self, messages: list[dict[str, str]], shape: type[BaseModel]) -> dict[str, Any]:
        request: dict[str, Any] = {
            "model": self.settings.model,
            "messages": messages,
            "temperature": self.settings.temperature,
            "max_tokens": self.settings.max_output_tokens,
        }
        if self._structured:
            schema = {"name": shape.__name__, "schema": shape.model_json_schema()}
            request["response_format"] = {"type": "json_schema", "json_schema": schema}
        return request

    def _wait(self, attempt: int, error: Any) -> None:
        headers = getattr(getattr(error, "response", None), "headers", None) or {}
        try:
            seconds = float(headers.get("retry-after", ""))
        except ValueError:
            seconds = self.settings.backoff * 2**attempt
        seconds = min(seconds, _LONGEST_WAIT)
        self.report(f"{self._where()}: {_reason(error)}; trying again in {seconds:g} s")
        self._sleep(seconds)

    def _client(self, openai: Any) -> Any:
        if self._openai is None:
            # A local server needs no key, but the library wants one.
            key = os.environ.get("OPENAI_API_KEY") or "none"
            self._openai = openai.OpenAI(
                api_key=key, base_url=self.settings.base_url or None, timeout=self.settings.timeout, max_retries=0
            )
        return self._openai

    def _where(self) -> str:
        return self.settings.base_url or "the endpoint"


def _library() -> Any:
    try:
        import openai
    except ImportError:
        raise MissingExtraError(
            "drafting with a model needs the openai library (pip install 'panel-kg[llm]')"
        ) from None
    return openai


def _reason(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
