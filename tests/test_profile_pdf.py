from __future__ import annotations

import io
import sys

import pytest

from outreach.sources import profile_pdf
from outreach.sources.base import Input, Reading


def pdf(*runs: tuple[float, float, float, str]) -> bytes:
    """Make a PDF of one page from (x, y, size, text)."""
    pytest.importorskip("pypdf")
    from pypdf import PdfWriter
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = PdfWriter()
    page = writer.add_blank_page(612, 792)
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
            NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
        }
    )
    fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    stream = DecodedStreamObject()
    lines = [f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET" for x, y, size, text in runs]
    stream.set_data("\n".join(lines).encode("cp1252"))
    page[NameObject("/Contents")] = writer._add_object(stream)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def given(data: bytes) -> Reading:
    return profile_pdf.read(Input("exports/seen/2026-11-03 Profile.pdf", lambda: io.BytesIO(data)))


PROFILE = (
    (22, 740, 13, "Contact"),
    (22, 720, 10.5, "www.linkedin.com/in/tove-aasen-"),
    (22, 706, 10.5, "123b45 \\(LinkedIn\\)"),
    (22, 680, 13, "Top Skills"),
    (22, 660, 10.5, "Curating"),
    (223, 735, 26, "Tove Aasen"),
    (223, 712, 12, "Exhibition manager at Fjordmuseet | plain"),
    (223, 698, 12, "language"),
    (223, 680, 12, "Bergen, Vestland, Norway"),
    (223, 650, 15.75, "Summary"),
    (223, 630, 12, "I make exhibitions that"),
    (223, 616, 12, "everyone can enter."),
    (223, 590, 15.75, "Experience"),
    (223, 570, 12, "Fjordmuseet"),
    (223, 556, 11.5, "Exhibition manager"),
    (223, 542, 10.5, "2019 - Present"),
    (223, 500, 15.75, "Education"),
    (223, 480, 12, "University of Bergen"),
    (270, 20, 9, "Page 1 of 1"),
)


def test_a_profile_saved_as_pdf() -> None:
    mention = given(pdf(*PROFILE)).mentions[0]
    assert (mention.name, mention.location) == ("Tove Aasen", "Bergen, Vestland, Norway")
    assert mention.headline == "Exhibition manager at Fjordmuseet | plain language"
    assert mention.about == "I make exhibitions that\neveryone can enter."
    assert (mention.company, mention.position) == ("Fjordmuseet", "Exhibition manager")
    assert mention.url == "https://www.linkedin.com/in/tove-aasen-123b45"
    assert str(mention.seen_on) == "2026-11-03"


def test_a_profile_without_most_of_it() -> None:
    mention = given(pdf((223, 735, 26, "Odd Vik"), (223, 700, 15.75, "Experience"))).mentions[0]
    assert (mention.name, mention.headline, mention.company, mention.url) == ("Odd Vik", "", "", "")


@pytest.mark.parametrize("data", [b"%PDF-1.7 nothing", b"%PDF", b"%PDF-1.4\n" + b"1 0 obj<</Length 99>>stream\n" * 50])
def test_a_damaged_pdf_costs_itself(data: bytes) -> None:
    pytest.importorskip("pypdf")
    reading = given(data)
    assert reading.mentions == []
    assert len(reading.problems) == 1


def test_another_pdf_is_no_person() -> None:
    assert "not a profile" in given(pdf((50, 700, 11, "Dear Mara,"), (50, 680, 11, "thank you"))).problems[0].text
    assert given(pdf((50, 700, 30, "Annual report 2026!"))).mentions == []


def test_without_the_extra_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    assert "outreach[pdf]" in given(b"%PDF-1.7").problems[0].text
