"""The door for an endpoint that speaks OpenAI's protocol: the same records, asked for in passes, as structured output."""

from kg.drafting.doors.endpoint.draft import draft_with_model

__all__ = ["draft_with_model"]
