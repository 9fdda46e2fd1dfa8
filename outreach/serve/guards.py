"""What stands before every request: this machine only, this browser only, this page only.

A page of another site can make a browser send requests to this server, and a name that resolves to 127.0.0.1 can make
its own pages read the answers (DNS rebinding). So the Host must be ours, a cookie from the one-time link must be there,
and whatever changes something must come from our own page: Origin and Sec-Fetch-Site, and a token inside the form.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_UPLOAD = 400 << 20  # a whole LinkedIn archive with media; the largest seen without is 60 MB
MAX_FORM = 4 << 20  # a pasted page
UPLOADS = ("/add",)
HEADERS = {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


@dataclass
class Keys:
    """The secrets of one run of the server. `launch` is spent by the first browser that brings it."""

    port: int
    launch: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    session: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    form: str = field(default_factory=lambda: secrets.token_urlsafe(32))

    @property
    def cookie(self) -> str:
        """Name of the cookie; cookies do not tell ports apart, so a second server needs another name."""
        return f"outreach-{self.port}"

    @property
    def hosts(self) -> frozenset[str]:
        """The names under which this server may be addressed."""
        return frozenset({f"127.0.0.1:{self.port}", f"localhost:{self.port}"})

    def spend(self, token: str) -> bool:
        """Tell whether `token` is the unspent launch token, and spend it."""
        good = bool(self.launch) and same(token, self.launch)
        if good:
            self.launch = ""
        return good


def same(one: str, other: str) -> bool:
    """Compare two secrets in constant time."""
    return hmac.compare_digest(one.encode(), other.encode())


class Guard:
    """ASGI middleware that refuses whatever does not come from this machine, this browser and our own pages."""

    def __init__(self, app: ASGIApp, keys: Keys) -> None:
        self.app, self.keys = app, keys

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, refuse, or pass the request on with a nonce in its state."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # no websockets here
        nonce = secrets.token_urlsafe(16)
        scope.setdefault("state", {})["nonce"] = nonce
        refusal = self.refusal(scope)
        answer = refusal or self.app
        capped = _Capped(receive, MAX_UPLOAD if scope["path"] in UPLOADS else MAX_FORM)
        await answer(scope, capped, _with_headers(send, nonce))

    def refusal(self, scope: Scope) -> Response | None:
        """Return the answer to a request that goes no further, None for one that may pass."""
        headers = Headers(scope=scope)
        if headers.get("host", "").lower() not in self.keys.hosts:
            return PlainTextResponse("This address is not served here.", 400)
        if headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
            return PlainTextResponse("Other sites may not ask here.", 403)
        if scope["path"] == "/" and (token := _launch_token(scope)):
            return self._enter(token)
        if not same(_cookie(headers, self.keys.cookie), self.keys.session):
            return PlainTextResponse("Open the link that `outreach serve` printed; start it again for a new one.", 403)
        if scope["method"] in ("GET", "HEAD"):
            return None
        if scope["method"] != "POST":
            return PlainTextResponse("Not allowed.", 405)
        if headers.get("origin", "").lower() not in {f"http://{host}" for host in self.keys.hosts}:
            return PlainTextResponse("Only our own pages may change anything.", 403)
        return self._too_large(scope["path"], headers)

    def _enter(self, token: str) -> Response:
        """Exchange the launch token for the session's cookie, and leave the address that holds the token."""
        if not self.keys.spend(token):
            return PlainTextResponse("This link was used already; start `outreach serve` again for a new one.", 403)
        answer = RedirectResponse("/", 303)
        answer.set_cookie(self.keys.cookie, self.keys.session, httponly=True, samesite="strict", path="/")
        return answer

    def _too_large(self, path: str, headers: Headers) -> Response | None:
        length = headers.get("content-length", "0")
        most = MAX_UPLOAD if path in UPLOADS else MAX_FORM
        if not length.isdigit() or int(length) > most:
            return PlainTextResponse(f"Larger than {most >> 20} MB.", 413)
        return None


class TooLargeError(Exception):
    """A body went on beyond what its headers promised or the limit allows."""


class _Capped:
    """The body of a request, which ends with an error where it is larger than `most` bytes."""

    def __init__(self, receive: Receive, most: int) -> None:
        self.receive, self.left = receive, most

    async def __call__(self) -> Message:
        message = await self.receive()
        self.left -= len(message.get("body", b""))
        if self.left < 0:
            raise TooLargeError
        return message


def _with_headers(send: Send, nonce: str) -> Send:
    policy = (
        f"default-src 'none'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'; connect-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    )

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.update({**HEADERS, "content-security-policy": policy})
        await send(message)

    return sending


def _launch_token(scope: Scope) -> str:
    query: str = scope["query_string"].decode("latin-1")
    return parse_qs(query).get("t", [""])[0]


def _cookie(headers: Headers, name: str) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return str(found.value) if found else ""
