from __future__ import annotations

import pytest

from outreach.tending.safety import danger

HARM = {
    "fraud": [
        "I hold an unclaimed inheritance of 4.5 million USD. Kindly send your bank details to proceed.",
        "My uncle taught me to trade bitcoin and I made 30% last month, it is risk-free. Do you have Telegram?",
        "Hi, earn $300 a day from home, no experience needed, text me on Telegram",
        "Ihre Erbschaft über 3 Millionen Euro: bitte senden Sie Ihre Bankdaten",
        "Bonjour, gagnez 200 euros par jour depuis chez vous, contactez-moi sur WhatsApp",
        "Soy abogado, hay una herencia no reclamada a su nombre; envíe sus datos bancarios",
        "Trabalhe de casa, ganhe 300 reais por dia, me chama no WhatsApp",
        "Ｇｕａｒａｎｔｅｅｄ profit every week, bitcoin mining contract, start with a small deposit",
    ],
    "advances": [
        "Hello dear, I saw your photo and you are very beautiful.",
        "you have the most stunning eyes, are you single?",
        "Sie sind sehr hübsch, darf ich Sie näher kennenlernen?",
        "Salut ma belle, tu es célibataire ?",
        "Hola preciosa, me encantan tus ojos",
        "Olá linda, gostei da sua foto, me passa seu número",
    ],
    "harassment": [
        "I have compromising videos of you, pay 2000 USD or I publish them",
        "You will regret this. I know where you live.",
        "Du wirst das noch bereuen, ich weiß wo du wohnst",
    ],
}
HARMLESS = [
    "My late father rode a delivery trike with your bell on it.",
    "I work in crypto compliance, we met at the forum.",
    "I'm a barrister; my late client left his library of two million pages to the museum.",
    "We make 40 euros a day selling soup for the shelter, join our WhatsApp group.",
    "Send me your bank details and I'll pay the invoice today.",
    "Your photos of the harbour are beautiful.",
    "I am a widow and I'd like to learn bookbinding, saw your workshop.",
    "I will find you at the fair.",
    "You will regret nothing but the second portion.",
    "Je suis seule à gérer l'atelier et je cherche une relation fournisseur sérieuse.",
    "Mein Mann und ich suchen eine ernsthafte Zusammenarbeit mit einem Verlag.",
    "Te extraño en el coro.",
    "Bom dia querida, a reunião é amanhã.",
    "",
]


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in HARM.items() for text in texts])
def test_harm_is_named_with_the_words_that_show_it(kind: str, text: str) -> None:
    found = danger(text)
    assert found.kind == kind
    assert found.words


@pytest.mark.parametrize("text", HARMLESS)
def test_honest_words_that_swindlers_use_too_are_harmless(text: str) -> None:
    assert danger(text).kind == ""


def test_only_harassment_and_fraud_are_for_the_report_button() -> None:
    assert {kind for kind, texts in HARM.items() if danger(texts[0]).report} == {"fraud", "harassment"}
