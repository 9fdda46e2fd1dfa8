"""One message's headers as facts: who wrote to whom and when, and whether a person wrote at all."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from email.errors import HeaderParseError, MessageError
from email.header import decode_header
from email.parser import HeaderParser
from email.utils import getaddresses, parsedate_tz
from fnmatch import translate
from functools import cache, lru_cache
from pathlib import Path

from outreach.text import clean, fold
from outreach.who import names

LONGEST = 50_000  # characters of one header that are looked at
_ADDRESS = re.compile(r"[\w.+&'=~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_BULK = ("list-id", "list-unsubscribe", "list-post", "list-help", "list-owner", "x-mailing-list", "feedback-id")
_VIA = re.compile(r"\s+(?:via|über|par)\s+\S.*$|\s*\((?:via )?[^()]*@[^()]*\)$", re.I)
_TURNED = re.compile(r"^([^\s,]+(?:[ -][^\s,]+)?), ?([^\s,.]+(?: [^\s,.]+)?)$")
Addressed = tuple[str, str]  # display name, address in lower case


@dataclass(frozen=True, slots=True)
class Message:
    """Who wrote to whom: recipients in their order, without repeats; `day` is None where the date is none.

    `id` is the Message-ID, else the message's date, people and subject; empty where nothing tells it from another.
    """

    sender: Addressed
    recipients: tuple[Addressed, ...]
    day: date | None
    subject: str
    id: str
    delivered: str = ""


@cache
def words() -> dict[str, list[str]]:
    """Return the word lists of `lexicon/mail.toml`."""
    path = Path(__file__).parents[1] / "lexicon" / "mail.toml"
    lists: dict[str, list[str]] = tomllib.loads(path.read_text(encoding="utf-8"))
    return lists


def message(data: bytes) -> Message | str:
    """Return what the header bytes say, or the reason why this is no mail between people."""
    try:
        found = HeaderParser().parsestr(_text(data), headersonly=True)
        fields = {key.lower(): value for key, value in reversed(found.items())}
    except (MessageError, ValueError, LookupError):
        return "unreadable headers"
    senders = addresses([fields.get("from", "") or fields.get("sender", "")])
    if not senders:
        return "no sender"
    if why := _not_personal(fields, senders[0][1]):
        return why
    kinds = [str(value)[:LONGEST] for key, value in found.items() if key.lower() in ("to", "cc", "bcc")]
    recipients = {address: name for name, address in reversed(addresses(kinds)) if address != senders[0][1]}
    subject = decoded(fields.get("subject", "")[:1000])
    return Message(
        sender=senders[0],
        recipients=tuple((name, address) for address, name in reversed(recipients.items())),
        day=day(fields.get("date", "")),
        subject=subject,
        id=fields.get("message-id", "").strip(" <>\t\r\n")
        or _digest(fields, [senders[0][1], *sorted(recipients), subject]),
        delivered=next((address for _, address in addresses([fields.get("delivered-to", "")])), ""),
    )


def _digest(fields: dict[str, str], told: list[str]) -> str:
    """Return what tells a message without a Message-ID from others: to the second when, and `told`."""
    when = clean(fields.get("date", ""))
    return "\n".join([when, *told]) if when else ""


def addresses(values: Iterable[str]) -> list[Addressed]:
    """Return (name, address) of every address in some headers; where they are malformed, of whatever looks like one."""
    return [pair for value in values for pair in _addresses(value[:LONGEST])]


@lru_cache(maxsize=20_000)
def _addresses(value: str) -> tuple[Addressed, ...]:
    value = re.sub(r"[\r\n]+", " ", value)
    try:
        pairs = getaddresses([value])
    except (ValueError, IndexError, RecursionError):
        pairs = []
    found = [(spoken(name, address), address.lower()) for name, address in pairs if _ADDRESS.fullmatch(address)]
    return tuple(found or [("", address.lower()) for address in _ADDRESS.findall(value)])


def is_machine(address: str) -> bool:
    """Tell whether nobody in person writes from an address: `noreply@…`."""
    return bool(_pattern("machines").fullmatch(address.partition("@")[0].lower()))


def is_shared(address: str) -> bool:
    """Tell whether an address is an office's, a room's or a list's rather than one person's."""
    local, _, domain = address.lower().partition("@")
    return bool(_pattern("shared").fullmatch(local)) or domain.startswith(("resource.calendar.", "group.calendar."))


def is_person(address: str) -> bool:
    """Tell whether an address can be one person's."""
    return not is_machine(address) and not is_shared(address)


def day(text: str) -> date | None:
    """Return the day of a Date header, None for one that is no date or not of the age of mail."""
    try:
        parts = parsedate_tz(text[:200])
        found = date(*parts[:3]) if parts else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found if found and 1971 <= found.year <= 2200 else None


def decoded(value: str) -> str:
    """Return a header as text: RFC 2047 words in any charset, known or not."""
    if "=?" not in value:
        return clean(value)
    try:
        parts = decode_header(value)
    except (HeaderParseError, ValueError):
        return clean(value)
    return clean("".join(_part(part, charset) for part, charset in parts))


def _part(part: bytes | str, charset: str | None) -> str:
    if isinstance(part, str):
        return part
    try:
        return part.decode(charset or "ascii", "replace")
    except (LookupError, ValueError):
        return _text(part)


def spoken(name: str, address: str) -> str:
    """Return a display name as one says it: `"Doe, Jane"` turned, without quotes and "via …"; "" for an address."""
    name = _VIA.sub("", decoded(name)).strip(" '\"")
    if "@" in name or fold(name) == address.lower():
        return ""
    turned = _TURNED.match(name)
    swap = turned and turned[1][0].isupper() and turned[2][0].isupper() and not names.is_credential(turned[2])
    return f"{turned[2]} {turned[1]}" if turned and swap else name


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _not_personal(fields: dict[str, str], sender: str) -> str:
    if any(key in fields for key in _BULK) or re.search(r"bulk|list|junk", fields.get("precedence", ""), re.I):
        return "bulk mail"
    if fields.get("auto-submitted", "no").strip().lower() != "no" or is_machine(sender):
        return "bulk mail"
    labels = decoded(fields.get("x-gmail-labels", "").replace("\n", "").replace("\r", ""))
    names = {fold(part.strip(' "')) for label in labels.split(",") for part in label.split("/")}
    return "spam, trash, promotions, drafts" if names & _dropped() else ""


@cache
def _dropped() -> frozenset[str]:
    return frozenset(map(fold, words()["dropped"]))


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile("|".join(map(translate, words()[key])))
