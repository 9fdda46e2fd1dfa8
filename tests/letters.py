"""Invented people for the tests of notes: every awkward name and every way to say how one knows somebody.

`python -m tests.letters [language] [kind] [tone]` prints a page of drafts for reading.
"""

from __future__ import annotations

import sys
from itertools import cycle, islice
from random import Random

from outreach.model import Fact, Mutual, Person, Reason, Suggestion
from outreach.notes.drafts import KINDS, TONES, Sender, Writer

LANGUAGES = ("en", "de", "fr", "es", "pt")
NAMES = (
    "Aino Berge",
    "Karl-Otto von der Leyenbach",
    "Kim",
    "Wanjirũ Kamau",
    "José Núñez y Prado",
    "Lena Vik 🌿",
    "Dr. Tove Strand, PhD",
    "J. Smithers",
    "王小明",
    "محمد الأمين",
    "יעל כהן",
    "Ξένια Παππά",
    "Maximiliane-Alexandra Freifrau von Hohenstein-Wolkenburg III",
    "ANNA KOWALSKA",
    "Samuel Osei Jr.",
    "D'Arcy O'Neill",
    "bell harrow",
    "Ngũgĩ",
    "Nguyễn Thị Ánh",
    "Ana",
)
WORK = {
    "en": (("Curator", "NORDLYS MUSEUM AB"), ("Head of Publishing", "Fjordheim & Daughters Ltd."), ("UX designer", "")),
    "de": (("Kuratorin", "Museum Lindenhof gGmbH"), ("Leiter Vertrieb", "BRANDT & SÖHNE KG"), ("Lektorin", "")),
    "fr": (("Responsable éditoriale", "ÉDITIONS DU LAC SARL"), ("Conservateur", "Musée des Marais"), ("Libraire", "")),
    "es": (("Directora editorial", "EDITORIAL LA NORIA S.L."), ("Comisario", "Museo del Faro"), ("Traductora", "")),
    "pt": (("Diretora editorial", "EDITORA MARÉ LTDA."), ("Curador", "Museu da Serra"), ("Tradutora", "")),
}
HOWS = {
    "en": (
        "client since 2021",
        "we ran the book fair stand together",
        "old flatmate",
        "met at FOSDEM",
        "my former boss at Acme",
        "from the choir",
        "taught me Latin",
        "choir",
        "",
        "colleagues at the archive, 2015–2018",
        "Neighbour.",
        "she hired me once",
        "we've known each other since school",
    ),
    "de": ("Kundin seit 2021", "wir kennen uns vom Chor", "aus dem Studium", "früherer Chef", "Messe Leipzig", ""),
    "fr": ("cliente depuis 2021", "nous avons tenu un stand ensemble", "ancienne collègue", "salon du livre", ""),
    "es": ("clienta desde 2021", "nos conocimos en la feria", "antiguo jefe", "feria del libro", ""),
    "pt": ("cliente desde 2021", "trabalhamos juntos na feira", "antiga chefe", "feira do livro", ""),
}
VALUES = {
    "en": ("patience", "open access", "open access"),
    "de": ("Geduld", "Barrierefreiheit", "Barrierefreiheit"),
    "fr": ("patience", "accessibilité", "accès pour tous"),
    "es": ("paciencia", "accesibilidad", "acceso para todos"),
    "pt": ("paciência", "acessibilidade", "acesso para todos"),
}
HEADLINES = {
    "en": "Freelance translator for museums and publishers",
    "de": "Freie Übersetzerin für Museen",
    "fr": "Traductrice pour les musées",
    "es": "Traductora para museos",
    "pt": "Tradutora para museus",
}
WISHES = {
    "en": "looking for a proofreader of old Norse",
    "de": "suche eine Korrektorin für Altnordisch",
    "fr": "cherche une relectrice",
    "es": "busco correctora",
    "pt": "procuro revisora",
}


def sender(language: str, account: str = "free") -> Sender:
    """Somebody who writes in one language and has a value that others show."""
    first, word, value = VALUES[language]
    return Sender(
        name="Mara Lindgren",
        first="Mara",
        headline=HEADLINES[language],
        account=account,
        languages=(language,),
        offers=("proofreading",) if language == "en" else (),
        values=(first, value),
        value_words=((value, word),),
        statement="Get to know the people who make exhibitions" if language == "en" else "",
        location="Gothenburg, Sweden",
        employers=("Sjöbo Archive",),
    )


def suggestions(language: str, count: int, seed: int = 1) -> list[Suggestion]:
    """`count` people with names, work and mutual connections in every combination that comes up."""
    random = Random(seed)
    made = []
    for number, name in enumerate(islice(cycle(NAMES), count)):
        position, company = random.choice((*WORK[language], ("", "")))
        value = VALUES[language][1] if random.random() < 0.3 else ""
        headline = " | ".join(part for part in (position, value, random.choice(("", WISHES[language]))) if part)
        location = random.choice(("", "Gothenburg, Sweden", "Oslo"))
        company = random.choice((company, company, "Sjöbo Archive")) if language == "en" else company
        person = Person(f"p{number}", name, position=position, company=company, headline=headline, location=location)
        friend = Person(f"m{number % 7}", random.choice([other for other in NAMES if other != name]))
        via = (Mutual(friend, 0.9, how=random.choice(HOWS[language])),)
        made.append(Suggestion(person, "connect", (Reason("path", 0.3, "a strong tie"),), via))
    return made


def news(language: str, kind: str) -> tuple[Fact, ...]:
    """What a congratulation or an offer is about."""
    role, company = WORK[language][0]
    told = {
        "congratulate": (Fact("new_role", role, "news"), Fact("new_company", company, "news")),
        "offer": (Fact("need", WISHES[language], "opportunity"),),
    }
    return told.get(kind, ())


def page(language: str, kind: str, tone: str, count: int = 10) -> str:
    """A page of drafts as they would be sent, each with its length and findings."""
    writer = Writer(sender(language))
    drafts = writer.batch(kind, suggestions(language, count, seed=len(kind + tone)), tone=tone)
    return "\n".join(
        f"[{draft.length}] {draft.text} {list(draft.findings) or ''}" if draft else "-" for draft in drafts
    )


if __name__ == "__main__":
    wanted = sys.argv[1:]
    for language in LANGUAGES:
        for kind in KINDS:
            for tone in TONES if language == "en" else TONES[::2]:
                if all(word in (language, kind, tone) for word in wanted):
                    print(f"\n== {language} {kind} {tone}\n{page(language, kind, tone)}")
