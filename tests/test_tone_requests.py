"""Asking a friend for a favour is no pitch, however politely it is worded; an offer in the same words is one."""

from __future__ import annotations

from random import Random

import pytest

from outreach import render
from outreach.notes.compose import tidy
from outreach.notes.fields import KNOWN
from outreach.tone import judge
from tests import letters

HELLO = {"en": "Hi Aino,", "de": "Hallo Aino,", "fr": "Bonjour Aino,", "es": "Hola, Aino:", "pt": "Olá, Aino,"}
MENU = {
    "en": "Settings, Data privacy, Get a copy of your data",
    "de": "Einstellungen, Datenschutz, Kopie Ihrer Daten anfordern",
    "fr": "Préférences, Confidentialité des données, Obtenir une copie de vos données",
    "es": "Ajustes, Privacidad de datos, Obtener una copia de tus datos",
    "pt": "Configurações, Privacidade dos dados, Obter uma cópia dos seus dados",
}

MOST = 0.10  # of lines nobody has fitted to each other; a hundred draws scatter by a few


def drawn(language: str, kind: str, voice: str, random: Random) -> str:
    """Any lines of a template, one of each choice: nobody has looked whether they suit each other."""
    path = render.shipped("templates") / "notes" / language / f"{kind}.{voice}.txt"
    title, company = letters.WORK[language][0][0].lower(), letters.WORK[language][0][1].title()
    values = {"hello": HELLO[language], "menu": MENU[language], "company": company, "title": title, "role": title}
    values |= {"target": "Lena Vik", "target_first": "Lena", "mutual_first": "Aino", "sender": "Mara Lindgren"}
    paragraphs = []
    for choices in random.choice(render.read_shapes(path, path.name, KNOWN)).paragraphs:
        usable = [[line for line in choice if line and line.needs <= values.keys()] for choice in choices]
        said = [random.choice(lines) for lines in usable if lines]
        paragraphs.append(tidy(" ".join(render.fill(line, dict.fromkeys(KNOWN, "") | values) for line in said)))
    return "\n\n".join(paragraphs)


@pytest.mark.parametrize("kind", ["ask", "export"])
@pytest.mark.parametrize("language", letters.LANGUAGES)
def test_hardly_any_way_to_ask_a_friend_is_taken_for_a_pitch(language: str, kind: str) -> None:
    random = Random(f"{language}{kind}")
    texts = [drawn(language, kind, voice, random) for voice in ("plain", "formal") for _ in range(50)]
    suspected = [text for text in texts if judge(text).verdict != "friendly"]
    assert len(suspected) <= MOST * len(texts), "\n\n".join(suspected)


@pytest.mark.parametrize(
    ("request_", "offer"),
    [
        (
            "May I ask a favour? Would you introduce me to your aunt who binds books? A no is fine.",
            "May I ask a favour? Would you let us show you our payroll software, free for 30 days? A no is fine.",
        ),
        (
            "Dürfte ich Sie um einen Rat bitten? Ich möchte Frau Vik gern schreiben. Kennen Sie sie gut?",
            "Dürfte ich Sie um einen Rat bitten? Unsere Agentur bringt Ihnen mehr Kunden. Passt Ihnen Dienstag?",
        ),
        (
            "Puis-je vous demander un service ? Accepteriez-vous de transmettre ce mot à votre cousine ?",
            "Puis-je vous demander un service ? Auriez-vous 15 minutes pour découvrir notre logiciel de paie ?",
        ),
        (
            "¿Me harías un favor? Quisiera conocer a tu profesora de canto. Si no te parece, lo dejamos.",
            "¿Me harías un favor? Nuestra agencia aumenta las ventas de clínicas. ¿Tienes 15 minutos el martes?",
        ),
        (
            "Posso te pedir um favor? Queria que me apresentasse ao seu tio que conserta rádios.",
            "Posso te pedir um favor? Nossa agência aumenta as vendas de clínicas. Tem 15 minutos na terça?",
        ),
    ],
)
def test_a_favour_asked_is_friendly_and_an_offer_dressed_as_one_is_not(request_: str, offer: str) -> None:
    assert judge(request_).verdict == "friendly"
    assert judge(offer).verdict == "pitch"


def test_the_list_of_the_reader_is_asked_for_by_friends_and_by_sellers() -> None:
    asked = "Would you send me your connections from LinkedIn as a file? I'd like to see whom we both know."
    sold = "Send us your connections as a file and we help your team find more clients in it, at no cost."
    assert judge(asked).verdict == "friendly"
    assert judge(sold).verdict == "pitch"
