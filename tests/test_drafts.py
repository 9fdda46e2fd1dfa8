"""One message: to whom, in which language, with which facts, and when there is none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from outreach.errors import TemplateError
from outreach.model import Draft, Fact, Mutual, Person, Suggestion
from outreach.notes import drafts
from outreach.notes.drafts import Sender, Writer
from outreach.text import units

ME = Sender(name="Mara Lindgren", first="Mara", headline="Freelance translator for museums", languages=("en", "de"))
AINO = Person("aino", "Aino Berge", position="Curator", company="NORDLYS MUSEUM AB")
JONAS = Mutual(Person("jonas", "Jonas Ekberg"), 0.9, how="we ran the book fair stand together")
PETRA = Mutual(Person("petra", "Petra Holm"), 0.8, may_name=False)


def written(kind: str = "connect", person: Person = AINO, via: tuple[Mutual, ...] = (JONAS,), tone: str = "") -> Draft:
    draft = Writer(ME).write(kind, Suggestion(person, kind, via=via), tone=tone or "plain")
    assert draft is not None
    return draft


def test_a_connection_note_names_the_mutual_how_i_know_them_and_one_specific() -> None:
    draft = written()
    assert draft.text.startswith("Hi Aino, ")
    assert "Jonas Ekberg and I ran the book fair stand together" in draft.text
    assert "Nordlys Museum" in draft.text
    assert "NORDLYS" not in draft.text
    assert "?" not in draft.text
    assert (draft.limit, draft.language, draft.tone, draft.findings) == (200, "en", "plain", ())
    assert draft.length == units(draft.text) <= 195


@pytest.mark.parametrize(
    "how",
    [
        "client since 2021",
        "old flatmate",
        "met at FOSDEM",
        "from the choir",
        "my former boss at Acme",
        "taught me Latin",
        "FOSDEM 2019",
        "colleagues at the archive",
        "Neighbour.",
    ],
)
def test_the_users_words_are_worked_in_whatever_they_are(how: str) -> None:
    draft = written(via=(replace(JONAS, how=how),))
    assert how.rstrip(".").casefold() in draft.text.casefold()
    assert not draft.findings


def test_who_may_not_be_named_is_not_named() -> None:
    assert "Petra" not in written(via=(PETRA, JONAS)).text
    writer, suggestion = Writer(ME), Suggestion(AINO, "connect", via=(PETRA,))
    assert writer.write("connect", suggestion) is None
    assert "no mutual connection of Aino Berge may be named" in writer.silence("connect", suggestion)
    assert writer.silence("connect", Suggestion(AINO, "connect", via=(JONAS,))) == ""


def test_a_request_goes_to_the_mutual_with_lines_to_forward() -> None:
    draft = written("ask", via=(PETRA,))
    personal, blurb = draft.text.split("\n\n")
    assert personal.startswith("Hi Petra, ")
    assert "Aino Berge" in personal
    assert "?" in personal
    assert (blurb[0], blurb[-1]) == ("“", "”")
    assert "Aino" in blurb
    assert "Mara Lindgren" in blurb
    assert max(units(personal), units(blurb)) <= 450
    assert draft.limit == 900


@pytest.mark.parametrize("kind", drafts.KINDS)
@pytest.mark.parametrize("tone", drafts.TONES)
def test_every_kind_in_every_tone_keeps_its_limit(kind: str, tone: str) -> None:
    draft = written(kind, tone=tone)
    assert draft.length <= draft.limit - 5
    assert draft.limit == drafts.limit(kind)


def test_a_premium_account_has_more_room() -> None:
    draft = Writer(replace(ME, account="premium")).write("connect", Suggestion(AINO, "connect", via=(JONAS,)))
    assert draft is not None
    assert draft.limit == 300


def test_the_language_follows_the_receiver_where_i_speak_it() -> None:
    german = replace(AINO, headline="Leiterin der Sammlung für Grafik")
    assert written(person=german).language == "de"
    assert written(person=replace(AINO, location="Hamburg, Germany")).language == "de"
    assert written(person=replace(AINO, headline="Responsable des publications pour le musée")).language == "en"
    assert written("ask", person=german).language == "en"
    draft = Writer(ME).write("connect", Suggestion(AINO, "connect", via=(JONAS,)), language="fr")
    assert draft is not None
    assert draft.language == "fr"


def test_a_language_without_templates_gives_way_to_the_next_i_speak() -> None:
    writer = Writer(replace(ME, languages=("nl", "de", "en")))
    draft = writer.write("connect", Suggestion(AINO, "connect", via=(JONAS,)))
    assert draft is not None
    assert (draft.language, draft.text[:12]) == ("de", "Hallo Aino, ")


def test_how_in_another_language_is_left_out_and_told() -> None:
    draft = Writer(ME).write("connect", Suggestion(AINO, "connect", via=(JONAS,)), language="de")
    assert draft is not None
    assert "book fair" not in draft.text
    assert draft.findings == ("how you know Jonas Ekberg is left out: it is not in the note's language",)


def test_german_formal_greets_without_guessing_a_gender() -> None:
    draft = Writer(ME).write("connect", Suggestion(AINO, "connect", via=(JONAS,)), language="de", tone="formal")
    assert draft is not None
    assert draft.text.startswith("Guten Tag Aino Berge, ")
    assert not {"Herr", "Frau", "du", "dein", "dich"} & set(draft.text.replace(",", "").split())


@pytest.mark.parametrize(
    ("name", "greeting"),
    [
        ("A. Berge", "Hello, "),
        ("Dr. Aino Berge, PhD 🌿", "Hi Aino, "),
        ("Madonna", "Hi Madonna, "),
        ("AINO BERGE", "Hi Aino, "),
        ("محمد الأمين", "Hi محمد, "),
        ("Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaft", "H"),
    ],
)
def test_greetings_for_every_name(name: str, greeting: str) -> None:
    draft = written(person=replace(AINO, name=name))
    assert draft.text.startswith(greeting)
    assert "Hi ," not in draft.text
    assert draft.length <= 195


def test_a_long_mutual_gets_a_shorter_note_never_a_cut_one() -> None:
    name = "Maximiliane-Alexandra Freifrau von Hohenstein-Wolkenburg-Lichtenau"
    how = "we spent eleven long and happy summers restoring the old wooden ferry in the harbour of Marstrand"
    draft = written(via=(Mutual(Person("max", name), 0.9, how=how),))
    assert name in draft.text
    assert draft.length <= 195
    assert draft.text[-1] not in ",:"


def test_nothing_known_is_told() -> None:
    draft = written(person=Person("kim", "Kim Berge"))
    assert draft.findings == ("nothing particular is known about Kim Berge: a plain short note",)


def test_facts_name_their_fields() -> None:
    facts = {fact.name: fact for fact in written().facts}
    assert facts["first"] == Fact("first", "Aino", "name of aino")
    assert facts["company"].source == "company of aino"
    assert facts["how_we"].source == "outreach.toml [[best]] how of jonas"


def test_congratulations_on_what_is_new_or_with_a_warning() -> None:
    suggestion = Suggestion(AINO, "")
    news = (Fact("new_role", "Head of Collections", "news"), Fact("new_company", "Fjord House", "news"))
    told = Writer(ME).write("congratulate", suggestion, facts=news)
    assert told is not None
    assert "Fjord House" in told.text or "head of collections" in told.text
    assert told.findings == ()
    guessed = Writer(ME).write("congratulate", suggestion)
    assert guessed is not None
    assert guessed.findings[0].startswith("your exports show no job change of Aino Berge")
    assert Writer(ME).write("congratulate", Suggestion(Person("kim", "Kim Berge"), "")) is None


def test_the_same_input_gives_the_same_note() -> None:
    assert written() == written()


def test_a_week_shares_no_wording_with_itself_or_with_notes_sent() -> None:
    people = [Suggestion(replace(AINO, id=f"p{n}"), "connect", via=(replace(JONAS, how=""),)) for n in range(10)]
    first = Writer(ME).batch("connect", people[:5])
    sent = [draft.text for draft in first if draft]
    second = Writer(ME, sent=sent).batch("connect", people[5:])
    texts = [draft.text for draft in (*first, *second) if draft]
    assert len(set(texts)) == 10
    assert not [draft.findings for draft in (*first, *second) if draft and draft.findings]


def user_template(folder: Path, text: str, name: str = "connect.plain.txt") -> Writer:
    path = folder / "notes" / "en" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return Writer(ME, templates=folder)


def test_my_own_template_replaces_ours_for_its_kind_only(tmp_path: Path) -> None:
    writer = user_template(tmp_path, "Ahoy {{ first }}, {{ mutual }} says you sail.\n")
    suggestion = Suggestion(AINO, "connect", via=(JONAS,))
    mine, ours = writer.write("connect", suggestion), writer.write("ask", suggestion)
    assert mine is not None
    assert mine.text == "Ahoy Aino, Jonas Ekberg says you sail."
    assert ours is not None
    assert "Ahoy" not in ours.text


def test_my_own_template_that_needs_what_is_unknown_is_silent(tmp_path: Path) -> None:
    writer = user_template(tmp_path, "Hi {{ first }}, hello to {{ shared_school }}.\n")
    suggestion = Suggestion(AINO, "connect", via=(JONAS,))
    assert writer.write("connect", suggestion) is None
    assert "no connect note in the templates suits" in writer.silence("connect", suggestion)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Hi {{ frist }}", "templates/notes/en/connect.plain.txt:1: unknown field “frist”"),
        ("Hi\n{% for x in first %}{% endfor %}", "templates/notes/en/connect.plain.txt:2: "),
        (
            "Hi {{ first }}!\nBook a free 15-minute demo of our platform at https://cal.com/x and save 30%.",
            "templates/notes/en/connect.plain.txt:2: this would not read as a friendly note",
        ),
    ],
)
def test_a_template_is_refused_with_file_and_line(tmp_path: Path, text: str, told: str) -> None:
    writer = user_template(tmp_path, text)
    with pytest.raises(TemplateError) as error:
        writer.write("connect", Suggestion(AINO, "connect", via=(JONAS,)))
    assert told in str(error.value)


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(TemplateError, match="known are connect, ask"):
        Writer(ME).write("sell", Suggestion(AINO, "sell", via=(JONAS,)))
