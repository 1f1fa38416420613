"""HTTP for SPARQL endpoints: who asks, for how long, and one clear line for what is no success."""

from __future__ import annotations

import base64
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.errors import RemoteError
from kg.http import Answer, Bounds, checked, digest_or_basic, exchange, shown, without

#: Seconds for each request, unless a person says otherwise.
DEFAULT_TIMEOUT = 60.0
#: Where the password of an endpoint comes from, so that it stands in no command line.
PASSWORD_VARIABLE = "KG_PASSWORD"  # noqa: S105


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """How an endpoint is reached: a time limit in seconds for each request, a user's name, a password."""

    timeout: float = DEFAULT_TIMEOUT
    user: str = ""
    password: str = field(default="", repr=False)

    @classmethod
    def of(cls, user: str = "", timeout: float = DEFAULT_TIMEOUT) -> Access:
        """Return the access of a user whose password is in the environment variable KG_PASSWORD."""
        return cls(timeout=timeout, user=user, password=os.environ.get(PASSWORD_VARIABLE, "") if user else "")


def send(url: str, method: str, access: Access, *, headers: Mapping[str, str], body: bytes | None = None) -> Answer:
    """Send one request and return the answer, whatever its status; a redirect is an error.

    Args:
        url: http or https.
        method: GET, POST, PUT or DELETE.
        access: user, password and seconds.
        headers: of the request.
        body: of the request, in bytes.

    Raises:
        GraphError: the address is none.
        RemoteError: nobody answers, or not in time, or the connection breaks, or it redirects.
        LimitError: the answer has more bytes than are read.
    """
    auth: Any = digest_or_basic(access.user, access.password) if access.user else None
    return exchange(checked(url), method, Bounds(seconds=access.timeout), headers=headers, body=body, auth=auth)


def refused(url: str, answer: Answer, access: Access) -> RemoteError:
    """Return the error for an answer that is no success: its status and the first line of what it says, without the password."""
    place = shown(url)
    text = " ".join(re.sub(r"<[^<>]*+>", " ", answer.body.decode("utf-8", "replace")).split())
    pair = base64.b64encode(f"{access.user}:{access.password}".encode()).decode() if access.password else ""
    said = without(text, [access.password, pair])[:200]
    if answer.status in {401, 403}:
        return RemoteError(
            f"{place}: refused (HTTP {answer.status}): give --user NAME and the password in {PASSWORD_VARIABLE}"
        )
    return RemoteError(f"{place}: refused (HTTP {answer.status}): {said or 'no reason given'}")
