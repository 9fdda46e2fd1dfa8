"""Text from files is hostile and untidy: one way to clean it, one to fold it for comparing, one to count it."""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii

JOINERS = "\u200c\u200d"  # needed inside words of some scripts and inside emoji
_DROPPED = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_SUSPECT = re.compile(r"[^\x20-\x7e\u00a1-\u00ac\u00ae-\u024f]")  # what is not plainly a Latin letter or a sign
_TERMINAL = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")  # what moves a cursor or sets a colour (ECMA-48)
_SPACES = re.compile(r"\s+")
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "å": "a", "æ": "ae", "ø": "o"})


def clean(text: str) -> str:
    """Return one line of text, safe to show anywhere: NFC, no controls, escapes or direction marks, single spaces."""
    if _SUSPECT.search(text):
        text = _TERMINAL.sub("", text)
        text = unicodedata.normalize("NFC", text)
        text = "".join(_kept(character) for character in text)
    return _SPACES.sub(" ", text).strip()


def clean_lines(text: str) -> str:
    """Clean every line of `text` and keep the line breaks; `U+2028` and `\\r\\n` count as breaks."""
    lines = re.split(r"\r\n|[\n\r\u2028\u2029\x85\x0b\x0c]", text)
    return "\n".join(clean(line) for line in lines).strip()


def _kept(character: str) -> str:
    if character.isspace():
        return " "
    if character in JOINERS:
        return character
    return "" if unicodedata.category(character) in _DROPPED else character


def fold(text: str) -> str:
    """Return `text` for comparing, never for showing: compatibility forms, case, accents and scripts folded to ASCII.

    "Ä" and "ae" fold alike, as do mathematical bold letters and plain ones.
    """
    text = unicodedata.normalize("NFKC", text).casefold()
    if not text.isascii():
        text = anyascii(text.translate(_GERMAN)).casefold()
    return _SPACES.sub(" ", text).strip()


def units(text: str) -> int:
    """Length of `text` in UTF-16 code units after NFC, as a browser's `maxlength` counts it (HTML Standard)."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    return len(text.encode("utf-16-le")) // 2
