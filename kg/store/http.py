"""HTTP for endpoints: one request with a deadline, and one clear line for each way in which it can fail."""

from __future__ import annotations

import http.client
import os
import re
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from kg.errors import GraphError, RemoteError

_CHUNK = 1 << 16
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answered."""

    status: int
    media_type: str
    body: bytes
    retry_after: str = ""


def send(url: str, method: str, access: Access, *, headers: Mapping[str, str], body: bytes | None = None) -> Answer:
    """Send one request and return the answer, whatever its status.

    Raises:
        GraphError: the address is none.
        RemoteError: nobody answers, or not in time, or the connection breaks.
    """
    _checked(url)
    place = url.partition("?")[0]
    deadline = time.monotonic() + access.timeout
    request = urllib.request.Request(url, data=body, method=method, headers={"User-Agent": "kg", **headers})  # noqa: S310
    try:
        with _opener(url, access).open(request, timeout=access.timeout) as response:
            return _answer(response, _read(response, deadline, place, access.timeout))
    except urllib.error.HTTPError as error:
        with error:
            return _answer(error, error.read(_CHUNK))
    except TimeoutError:
        raise _too_slow(place, access.timeout) from None
    except urllib.error.URLError as error:
        if isinstance(error.reason, TimeoutError):
            raise _too_slow(place, access.timeout) from None
        raise RemoteError(f"{place}: does not answer ({_reason(error.reason)}); is it running?") from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise RemoteError(f"{place}: the connection broke ({_reason(error)})") from None


def refused(url: str, answer: Answer) -> RemoteError:
    """Return the error for an answer that is no success: its status and the first line of what it says."""
    url = url.partition("?")[0]
    said = " ".join(re.sub(r"<[^>]*>", " ", answer.body.decode("utf-8", "replace")).split())[:200]
    if answer.status in {401, 403}:
        return RemoteError(
            f"{url}: refused (HTTP {answer.status}): give --user NAME and the password in {PASSWORD_VARIABLE}"
        )
    return RemoteError(f"{url}: refused (HTTP {answer.status}): {said or 'no reason given'}")


def _checked(url: str) -> None:
    try:
        parts = urlsplit(url)
        # Asking for a port that is no number raises.
        usable = bool(parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0)
    except ValueError:
        usable = False
    if not usable:
        raise GraphError(f"'{url}' is no address of an endpoint (write http://HOST:PORT/PATH)")


def _opener(url: str, access: Access) -> urllib.request.OpenerDirector:
    handlers: list[urllib.request.BaseHandler] = []
    if access.user:
        passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        passwords.add_password(None, url, access.user, access.password)
        handlers = [urllib.request.HTTPDigestAuthHandler(passwords), urllib.request.HTTPBasicAuthHandler(passwords)]
    if urlsplit(url).hostname in {"localhost", "127.0.0.1", "::1"}:
        handlers.append(urllib.request.ProxyHandler({}))
    return urllib.request.build_opener(*handlers)


def _read(response: http.client.HTTPResponse, deadline: float, url: str, timeout: float) -> bytes:
    # A server that sends a byte now and then never meets the socket's own time limit.
    parts = []
    while part := response.read1(_CHUNK):
        parts.append(part)
        if time.monotonic() > deadline:
            raise _too_slow(url, timeout)
    if response.length:
        raise RemoteError(f"{url}: the connection broke ({response.length} bytes are missing)")
    return b"".join(parts)


def _answer(response: http.client.HTTPResponse | urllib.error.HTTPError, body: bytes) -> Answer:
    return Answer(
        status=response.status or 0,
        media_type=response.headers.get_content_type(),
        body=body,
        retry_after=response.headers.get("Retry-After", ""),
    )


def _too_slow(url: str, timeout: float) -> RemoteError:
    return RemoteError(f"{url}: no answer within {timeout:g} s (give it longer with --timeout)")


def _reason(error: object) -> str:
    return str(getattr(error, "strerror", None) or error or type(error).__name__)
