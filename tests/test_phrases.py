"""Other people's words in our sentences, tried on words of many kinds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.notes import phrases


@pytest.mark.parametrize(
    ("told", "form", "fitted"),
    [
        ("old flatmate", "mine", "my old flatmate"),
        ("my former boss at Acme", "mine", "my former boss at Acme"),
        ("Cousin", "mine", "my cousin"),
        ("a friend from the rowing club", "mine", "a friend from the rowing club"),
        ("Editor of my first book", "mine", "the editor of my first book"),
        ("friend of a friend", "mine", "a friend of a friend"),
        ("we ran the book fair stand together", "we", "ran the book fair stand together"),
        ("We've sung together since 2010", "we", "have sung together since 2010"),
        ("we're neighbours", "we", "are neighbours"),
        ("met at FOSDEM", "we", "met at FOSDEM"),
        ("Studied in Lund together", "we", "studied in Lund together"),
        ("from the choir", "origin", "from the choir"),
        ("Through my sister", "origin", "through my sister"),
        ("client since 2021. We talk monthly.", "aside", "client since 2021"),
        ("FOSDEM 2019", "aside", "FOSDEM 2019"),
        ("NEIGHBOUR", "aside", "neighbour"),
        ("neighbour from no. 12. Feeds the cat.", "mine", "my neighbour from no. 12"),
    ],
)
def test_how_i_know_somebody(told: str, form: str, fitted: str) -> None:
    assert getattr(phrases.how(told, "en"), form) == fitted


@pytest.mark.parametrize(
    ("told", "form"),
    [
        ("worked for him", "we"),
        ("taught me Latin", "we"),
        ("met his wife at school", "we"),
        ("he taught me Latin", "mine"),
        ("he was my first boss", "mine"),
        ("knows my mother", "mine"),
        ("sold me the neighbour's house, a friend", "mine"),
        ("colleagues at Acme", "mine"),
        ("choir", "mine"),
        ("the tall one", "mine"),
        ("client since 2021", "mine"),
        ("at university", "origin"),
        ("choir (alto)", "aside"),
    ],
)
def test_what_would_not_read_well_is_left_out(told: str, form: str) -> None:
    assert getattr(phrases.how(told, "en"), form) == ""
    assert phrases.how(told, "en").raw


@pytest.mark.parametrize(
    ("language", "told", "we"),
    [
        ("de", "Wir kennen uns vom Chor", "kennen uns vom Chor"),
        ("fr", "nous avons tenu un stand ensemble", "avons tenu un stand ensemble"),
        ("es", "nos conocimos en la feria", "nos conocimos en la feria"),
        ("pt", "trabalhamos juntos na feira", "trabalhamos juntos na feira"),
    ],
)
def test_we_in_other_languages(language: str, told: str, we: str) -> None:
    assert phrases.how(told, language).we == we


@pytest.mark.parametrize(
    "told", ["", "…", "see https://example.example/me", "<b>boss</b>", "{{ first }}", "me@x.example"]
)
def test_addresses_and_markup_are_not_how_one_knows_somebody(told: str) -> None:
    assert phrases.how(told, "en") == phrases.How()


@given(st.text(max_size=60), st.sampled_from(phrases.LANGUAGES))
def test_any_words_give_every_form_or_nothing(told: str, language: str) -> None:
    how = phrases.how(told, language)
    assert all(isinstance(form, str) and "\n" not in form for form in (how.raw, how.aside, how.we, how.mine))
    assert how.raw or not (how.aside or how.we or how.mine or how.origin)


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Curator", "curator"),
        ("Head of Publishing at Fjordheim", "head of publishing"),
        ("FOUNDER & CEO", "founder & CEO"),
        ("UX designer", "UX designer"),
        ("Curator | Speaker | Mum of two", "curator"),
        ("Senior Software Engineer 🚀", "senior software engineer"),
        ("Freelance translator for museums and many publishers", "freelance translator"),
        ("Marketing", ""),
        ("Data Center", ""),
        ("Helping founders scale", ""),
        ("Looking for new opportunities", ""),
        ("Former librarian", ""),
        ("Kuratorin", ""),
        ("100% human", ""),
        ("", ""),
    ],
)
def test_titles_become_roles_or_nothing(title: str, role: str) -> None:
    assert phrases.role(title, "en") == role


@pytest.mark.parametrize(
    ("language", "title", "role"),
    [
        ("de", "Kuratorin | Museum Lindenhof", "Kuratorin"),
        ("de", "Freie Übersetzerin", "freie Übersetzerin"),
        ("fr", "Responsable éditoriale chez Lac", "responsable éditoriale"),
        ("fr", "Cherche une relectrice", ""),
        ("es", "Directora editorial", "directora editorial"),
        ("pt", "Tradutora", "tradutora"),
    ],
)
def test_roles_in_other_languages(language: str, title: str, role: str) -> None:
    assert phrases.role(title, language) == role


@pytest.mark.parametrize(
    ("title", "article"),
    [
        ("curator", "a "),
        ("editor", "an "),
        ("HR manager", "an "),
        ("UX designer", "a "),
        ("university lecturer", "a "),
        ("user researcher", "a "),
        ("hourly worker", "an "),
        ("unusual editor", "an "),
        ("honorary fellow", "an "),
        ("one-man orchestra", "a "),
        ("European director of sales", ""),
        ("head of publishing", ""),
        ("manager of operations", ""),
        ("professor of law", "a "),
        ("CEO", ""),
    ],
)
def test_articles(title: str, article: str) -> None:
    assert phrases.article(title) == article


@pytest.mark.parametrize(
    ("statement", "aim"),
    [
        ("Get to know the people who make exhibitions.", "get to know the people who make exhibitions"),
        ("I want to meet bookbinders", "meet bookbinders"),
        ("Find twenty new customers", ""),
        ("Museums", ""),
        ("Grow. Fast.", ""),
        ("Conocer a quienes hacen exposiciones", ""),
    ],
)
def test_only_an_aim_without_gain_is_quoted(statement: str, aim: str) -> None:
    assert phrases.aim(statement, "en") == aim


@pytest.mark.parametrize(
    ("language", "statement", "aim"),
    [
        ("de", "Menschen kennenlernen, die Ausstellungen machen", "Menschen kennenlernen, die Ausstellungen machen"),
        ("de", "Ich möchte Mehr über Einbände erfahren.", "mehr über Einbände erfahren"),
        ("de", "Wir treffen Leute", ""),
        ("de", "Leute zu finden, die helfen", ""),
        ("de", "Mehr Kunden finden", ""),
        ("fr", "Rencontrer celles et ceux qui exposent", "rencontrer celles et ceux qui exposent"),
        ("fr", "J’aimerais comprendre ce métier", "comprendre ce métier"),
        ("fr", "Trouver des clients", ""),
        ("es", "Conocer a quienes hacen exposiciones", "conocer a quienes hacen exposiciones"),
        ("es", "Conocemos a mucha gente", ""),
        ("pt", "Gostaria de conhecer quem faz exposições", "conhecer quem faz exposições"),
        ("pt", "Encontrar investidores", ""),
    ],
)
def test_an_aim_follows_the_verb_of_wishing_in_every_language(language: str, statement: str, aim: str) -> None:
    assert phrases.aim(statement, language) == aim


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Head of the archive in Lund", "en"),
        ("Leiterin der Bibliothek für Gestaltung", "de"),
        ("Responsable des publications pour le musée", "fr"),
        ("Directora de la editorial y del archivo", "es"),
        ("Diretora do arquivo e da editora", "pt"),
        ("Xkcd", ""),
        ("apprentissage ensemble en 2009", "fr"),
        ("trabajamos juntos en Madrid", "es"),
        ("trabalhamos juntos em Coimbra", "pt"),
        ("Responsable de", ""),
    ],
)
def test_the_language_somebody_writes(text: str, language: str) -> None:
    assert phrases.language_of(text) == language


def test_the_language_of_a_country() -> None:
    assert phrases.language_at("Hamburg, Germany") == "de"
    assert phrases.language_at("São Paulo, Brasil") == "pt"
    assert phrases.language_at("Munich") == "de"
    assert phrases.language_at("Zürich, Switzerland") == ""
    assert phrases.language_at("Leeds / Glasgow") == "en"
    assert phrases.language_at("Berlin / Paris") == ""
    assert phrases.language_at("somewhere nice") == ""
    assert phrases.language_at("") == ""
