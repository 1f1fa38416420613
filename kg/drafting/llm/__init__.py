"""Drafting with a language model behind any endpoint that speaks OpenAI's protocol; every quote is looked up again."""

from kg.drafting.llm.passes import draft_with_model

__all__ = ["draft_with_model"]
