from __future__ import annotations

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from outreach.serve import guards
from outreach.serve.guards import Guard, Keys, TooLargeError

HERE = "http://127.0.0.1:4321"


async def hello(request: Request) -> PlainTextResponse:
    return PlainTextResponse(f"{request.method} {len(await request.body())}")


async def too_large(request: Request, error: Exception) -> PlainTextResponse:
    return PlainTextResponse("too large", 413)


@pytest.fixture
def keys() -> Keys:
    return Keys(4321)


@pytest.fixture
def browser(keys: Keys) -> TestClient:
    """A browser that has opened the link."""
    app = Starlette(
        routes=[Route(path, hello, methods=["GET", "POST", "PUT"]) for path in ("/", "/mark", "/add")],
        middleware=[Middleware(Guard, keys=keys)],
        exception_handlers={TooLargeError: too_large},
    )
    client = TestClient(app, base_url=HERE, follow_redirects=False)
    answer = client.get("/", params={"t": keys.launch})
    assert answer.status_code == 303 and answer.headers["location"] == "/"
    return client


def test_the_link_gives_a_cookie_that_scripts_and_other_sites_never_see(keys, browser):
    assert browser.get("/").status_code == 200
    keys.launch = "once"
    cookie = browser.get("/", params={"t": "once"}).headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=strict" in cookie and cookie.startswith("outreach-4321=")


def test_the_link_works_once(keys, browser):
    assert keys.launch == ""
    assert browser.get("/", params={"t": ""}).status_code == 200
    assert browser.get("/", params={"t": "guess"}).status_code == 403


def test_without_the_cookie_nothing_is_shown(browser):
    browser.cookies.clear()
    assert browser.get("/").status_code == 403
    browser.cookies.set("outreach-4321", "guess")
    assert browser.get("/").status_code == 403


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1:80", "localhost", "127.0.0.1:4321.evil.example", ""])
def test_another_name_for_this_address_is_refused(browser, host):
    assert browser.get("/", headers={"host": host}).status_code == 400


def test_both_names_of_this_machine_are_known(browser, keys):
    browser.cookies.clear()
    answer = browser.get("/", headers={"host": "localhost:4321", "cookie": f"{keys.cookie}={keys.session}"})
    assert answer.status_code == 200


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_request_another_site_makes_is_refused(browser, site):
    assert browser.get("/", headers={"sec-fetch-site": site}).status_code == 403
    assert browser.post("/mark", headers={"sec-fetch-site": site, "origin": HERE}).status_code == 403


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://127.0.0.1:80", "https://127.0.0.1:4321", None]
)
def test_only_our_own_pages_change_anything(browser, origin):
    headers = {"origin": origin} if origin else {}
    assert browser.post("/mark", headers=headers).status_code == 403
    assert browser.post("/mark", headers={"origin": HERE}).status_code == 200


def test_other_methods_are_refused(browser):
    assert browser.put("/mark", headers={"origin": HERE}).status_code == 405


@pytest.mark.parametrize("length", [guards.MAX_FORM + 1, "nonsense"])
def test_more_than_a_form_holds_is_refused_before_it_is_read(browser, length):
    headers = {"origin": HERE, "content-length": str(length)}
    assert browser.post("/mark", headers=headers, content=b"").status_code == 413


def test_a_body_without_a_length_is_counted_while_it_comes(browser, monkeypatch):
    monkeypatch.setattr(guards, "MAX_FORM", 1000)

    def stream():
        for _ in range(20):
            yield b"x" * 100

    assert browser.post("/mark", headers={"origin": HERE}, content=stream()).status_code == 413
    assert browser.post("/add", headers={"origin": HERE}, content=stream()).text == "POST 2000"


def test_every_answer_forbids_framing_caching_and_foreign_content(browser):
    for answer in (browser.get("/"), browser.get("/", headers={"host": "evil.example"})):
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'") and "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["x-content-type-options"] == "nosniff"
    first, second = (browser.get("/").headers["content-security-policy"] for _ in range(2))
    assert first != second  # a nonce is used once


def test_two_servers_on_one_machine_do_not_take_each_others_cookie():
    assert Keys(1).cookie != Keys(2).cookie


def test_a_strange_cookie_header_is_no_error(browser):
    browser.cookies.clear()
    assert browser.get("/", headers=httpx2.Headers([("cookie", "a=b; \x7f[]=;;;=")])).status_code == 403
