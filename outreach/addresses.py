"""Profile addresses: every way one is written down, turned into one key, and back into a link."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote, unquote

_HOST = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?//", re.I)
_LINKEDIN = re.compile(r"^(?:[a-z0-9-]+\.)*linkedin\.com\.?(?::\d+)?/", re.I)
_PROFILE = re.compile(r"^(?:(?:mwlite|comm|m)/)*(in|pub)/([^/]+)((?:/[^/]+){0,3})")
_OPAQUE = re.compile(r"^ac[ow]aa[\w-]{10,}$", re.I)
_SALES = re.compile(r"^sales/(?:lead|people)/([^/,]+)")
_SCRIPT = re.compile(r"^(?!\.+$)[^\s/?#<>\"'`\\]{1,400}$")


@lru_cache(maxsize=1 << 12)  # one's own is asked for with every list
def slug(address: str) -> str:
    """Return the canonical key of a profile address, "" when it is not one.

    Percent escapes, Unicode forms, case, scheme, host variants and what follows `?` or `#` make no difference. An old
    `/pub/name/1/2/3` address gives `pub:name/1/2/3`, never equal to an `/in/` slug. An opaque member id
    (`/in/ACoAA…`, `/sales/lead/ACwAA…`) is not a slug: see `opaque`.
    """
    path = _path(address)
    if not (match := _PROFILE.match(path)):
        return ""
    kind, name, rest = match.groups()
    name = name.strip()
    if not _SCRIPT.match(name) or _OPAQUE.match(name):
        return ""
    return f"pub:{name}{rest}" if kind == "pub" and rest else name


def opaque(address: str) -> str:
    """Return the member id inside an opaque profile address (`ACoAA…`, `ACwAA…`), else "". Case matters in it."""
    path = _path(address, keep_case=True)
    match = _SALES.match(path) or re.match(r"^in/([^/]+)", path, re.I)
    return match[1] if match and _OPAQUE.match(match[1]) else ""


def link(key: str) -> str:
    """Return the address of a profile rebuilt from its key, so that nothing hostile survives in it; "" for no key."""
    if not key:
        return ""
    if key.startswith("pub:"):
        return "https://www.linkedin.com/pub/" + quote(key[4:], safe="/-_.~")
    return "https://www.linkedin.com/in/" + quote(key, safe="-_.~")


def _path(address: str, keep_case: bool = False) -> str:
    text = unicodedata.normalize("NFC", unquote(address.strip()))
    text = text if keep_case else text.casefold()
    text = _HOST.sub("", text)
    if not (match := _LINKEDIN.match(text)):
        return ""
    return re.split(r"[?#]", text[match.end() :])[0].strip("/")
