"""How a language model is asked: endpoint, model, prices, windows, patience; from options and the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from kg.errors import KgError


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Settings of a run.

    Prices are for a million tokens. `window` is how many words of transcript a request may show, `passage` how many words
    one request for claims is about; `timeout` counts seconds for a whole answer; `rounds` is how often it is asked for
    what is missing. The key is taken from the environment when the client is made, and stands in no settings, cache or
    output.
    """

    model: str
    base_url: str = ""
    max_cost: float | None = None
    price_in: float | None = None
    price_out: float | None = None
    window: int = 25_000
    passage: int = 2_500
    rounds: int = 1
    timeout: float = 300.0
    retries: int = 2
    max_output_tokens: int = 16_000
    temperature: float = 0.0
    language: str = "en"
    cache: Path | None = None


def settings_from(options: Mapping[str, Any]) -> Settings:
    """Return settings from options; the model and the endpoint may come from KG_LLM_MODEL and KG_LLM_BASE_URL.

    Raises:
        KgError: no model is named, or a cost is limited without a price.

    >>> settings_from({"model": "small", "price": (0.5, 1.5), "max_cost": 2.0}).price_out
    1.5
    """
    known = {f.name for f in fields(Settings)}
    values = {k: v for k, v in options.items() if k in known and v is not None}
    if options.get("price"):
        values["price_in"], values["price_out"] = options["price"]
    values.setdefault("model", os.environ.get("KG_LLM_MODEL", ""))
    values.setdefault("base_url", os.environ.get("KG_LLM_BASE_URL") or os.environ.get("OPENAI_BASE_URL", ""))
    if not values["model"]:
        raise KgError("no model is named (use --model NAME or set KG_LLM_MODEL)")
    if values.get("max_cost") is not None and values.get("price_in") is None:
        raise KgError("a cost cannot be limited without a price (add --price IN OUT, for a million tokens each)")
    if "cache" in values:
        values["cache"] = Path(values["cache"])
    return Settings(**values)
