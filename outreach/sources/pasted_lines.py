"""A pasted page, as text or as HTML, turned into numbered lines that keep the profile addresses they link to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from outreach import addresses
from outreach.sources.table import decode
from outreach.text import clean

_HTML = re.compile(
    rb"<\s*(?:!doctype|html|head|body|meta|div|section|main|ul|ol|li|table|span|p|a|h[1-6])\b[^<]*>", re.I
)
_BREAKS = re.compile(r"\r\n|[\n\r\u2028\u2029\x85\x0b\x0c]")
_GAP = re.compile(r"\t|[ \u00a0]{2,}")
_INLINE = frozenset(
    (
        "a",
        "abbr",
        "b",
        "bdi",
        "cite",
        "em",
        "font",
        "i",
        "mark",
        "q",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "u",
        "wbr",
    )
)
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_SILENT = frozenset(("script", "style", "noscript", "template", "svg"))
_OPEN = re.compile(r"<(?=[^<>]*(?:<|$(?!\n)))")  # a "<" that no ">" closes is text; the parser is quadratic on many
_MARKDOWN = re.compile(r"\[([^\[\]]{1,200})\]\((https?://[^()\s]{1,500})\)")
_ITEM = re.compile(r"^[-*] (?=\S)")  # an item of a list in Markdown
_UNSEEN = re.compile(r"display\s*:\s*none", re.I)
LONGEST_LINE = 4000


@dataclass(slots=True)
class Line:
    """One line: its number in the file, its cleaned text, the parts a wide gap separates, and what it links to."""

    number: int
    text: str
    parts: tuple[str, ...] = ()
    links: list[tuple[str, str]] = field(default_factory=list)  # (text, profile address)


def is_html(data: bytes) -> bool:
    """Tell whether the bytes are HTML rather than text: two tags among the first 64 KB."""
    return len(_HTML.findall(data[:65536].replace(b"\0", b""))) >= 2


def lines(data: bytes) -> list[Line]:
    """Return the lines of a page; blank ones are kept with an empty text."""
    text = decode(data)
    return from_html(text) if is_html(data) else from_text(text)


def from_text(text: str) -> list[Line]:
    """Return the lines of plain text; `[Ada Moe](https://…)` and a line that is an address give their link."""
    found = [_line(number, _MARKDOWN.sub(r"\1", raw)) for number, raw in enumerate(_BREAKS.split(text), 1)]
    for line, raw in zip(found, _BREAKS.split(text), strict=True):
        if "linkedin.com/" in raw and len(raw) <= LONGEST_LINE:
            pairs = _MARKDOWN.findall(raw) or [("", line.text.strip("<>"))]
            line.links = [(clean(name), url) for name, address in pairs if (url := _profile(address))]
    return found


def from_html(text: str) -> list[Line]:
    """Return the lines a browser would show, numbered by the line of the source they begin on."""
    reader = _Reader()
    reader.feed(_OPEN.sub("&lt;", _without_comments(text)))
    reader.close()
    reader.end_line()
    return reader.lines


def _without_comments(text: str) -> str:
    """Blank out comments but for their line breaks; the parser needs quadratic time for many that never end."""
    parts, start = [], 0
    while (begin := text.find("<!--", start)) >= 0:
        end = text.find("-->", begin)
        end = len(text) if end < 0 else end + 3
        parts += [text[start:begin], "\n" * text.count("\n", begin, end)]
        start = end
    return "".join([*parts, text[start:]])


def _line(number: int, raw: str) -> Line:
    raw = _mend(raw[:LONGEST_LINE])
    parts = tuple(map(clean, _GAP.split(raw.strip())))
    return Line(number, _ITEM.sub("", clean(raw)), parts)


def _mend(raw: str) -> str:
    """Repair text that was decoded wrongly once: `â¢ 3rd+` was `• 3rd+`."""
    if "â" not in raw and "Ã" not in raw:
        return raw
    import ftfy  # slow to import, seldom needed

    return ftfy.fix_encoding(raw.replace("â€¢", "•").replace("â¢", "•"))


class _Reader(HTMLParser):
    """Collects lines: every element that is not inline begins one, and so does text meant for screen readers alone."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self.text: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.number = 1
        self.address, self.address_from = "", 0
        self.hidden: list[str] = []  # open elements inside one that is not shown
        self.aside: list[bool] = []  # for every open span: whether it is for screen readers

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        if self.hidden or tag in _SILENT or "hidden" in given or _UNSEEN.search(given.get("style", "")):
            if tag not in _VOID:
                self.hidden.append(tag)
            return
        if tag == "span":
            self.aside.append("visually-hidden" in given.get("class", ""))
        if tag not in _INLINE or (tag == "span" and self.aside[-1]):
            self.end_line()
        if tag == "a":
            self._end_link()
            self.address, self.address_from = _profile(given.get("href", "")), len(self.text)

    def handle_endtag(self, tag: str) -> None:
        if self.hidden:
            if tag in self.hidden[-50:]:
                while self.hidden.pop() != tag:
                    pass
            return
        if tag == "a":
            self._end_link()
            self.address = ""
        aside = tag == "span" and bool(self.aside) and self.aside.pop()
        if tag not in _INLINE or aside:
            self.end_line()

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            if not self.text:
                self.number = self.getpos()[0]
            self.text.append(re.sub(r"\s+", " ", data))

    def end_line(self) -> None:
        self._end_link()
        line = _line(self.number, "".join(self.text))
        line.links = self.links
        if line.text or (self.lines and self.lines[-1].text):
            self.lines.append(line)
        self.text, self.links, self.address_from = [], [], 0

    def _end_link(self) -> None:
        text = clean("".join(self.text[self.address_from :]))
        if self.address and text:
            self.links.append((text, self.address))
        self.address_from = len(self.text)


def _profile(address: str) -> str:
    if address.startswith("/in/"):
        address = "https://www.linkedin.com" + address
    return addresses.link(addresses.slug(address)) or (address if addresses.opaque(address) else "")
