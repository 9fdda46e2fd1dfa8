"""The fields a note template may use: what each means, and their values for one message."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from outreach.model import Fact, Mutual, Person
from outreach.notes import phrases, salutation, variety
from outreach.notes.specifics import Sender
from outreach.text import clean
from outreach.who import names

# name: (what it is, how particular it is to the receiver). A shape is used only where all it needs is known.
KNOWN: Mapping[str, tuple[str, int]] = {
    "hello": ("the greeting with the first name, or without one where it is unknown", 0),
    "first": ("the receiver's first name", 0),
    "name": ("the receiver's full name", 0),
    "mutual": ("the mutual connection who may be named", 0),
    "mutual_first": ("the same by first name", 0),
    "via": ("the mutual connection, with how I know them in brackets where that is known", 2),
    "how": ("how I know them, in my words, for after a colon", 2),
    "how_we": ("the same for after “X and I”: “met at a fair”", 3),
    "how_mine": ("the same for after their name and a comma: “my old flatmate”", 3),
    "how_is": ("the same for after their name: “is my old flatmate”", 3),
    "how_from": ("the same for after “I know X”: “from the choir”", 3),
    "role": ("their job title for after “as” or “you are”, with its article: “a curator”, “head of sales”", 3),
    "title": ("the same without article, for brackets", 3),
    "company": ("where they work, as a person would write it", 2),
    "place": ("the town we share", 1),
    "value": ("my value that they show", 2),
    "value_words": ("their words that show it", 5),
    "shared_group": ("a group we share", 6),
    "shared_school": ("a school we share", 6),
    "shared_employer": ("their employer, where I have worked too", 6),
    "shared_past": ("a former employer we share", 6),
    "sender": ("my name", 0),
    "sender_first": ("my first name", 0),
    "sender_is": ("what I am, with its article: “a freelance translator”", 0),
    "sender_place": ("my town", 0),
    "target": ("in a request to a mutual: whom I would like to meet", 0),
    "target_first": ("the same by first name", 0),
    "aim": ("what I want of my network, after “I would like to”", 1),
    "new_role": ("their new job title, with its article", 4),
    "new_title": ("the same without article", 4),
    "new_company": ("where they work now", 3),
    "menu": ("where LinkedIn hands out one's own data, in the words of its menu", 0),
    "need": ("what they ask for on their profile, in their words, for quotation marks", 4),
    "noted": ("what they need, in my own words, for after a colon", 4),
    "give": ("the one thing I offer", 4),
}
_GREETINGS: Mapping[str, tuple[str, str, str, str]] = {  # by first name, without a name; formal: by full name, without
    "en": ("Hi {},", "Hello,", "Dear {},", "Hello,"),
    "de": ("Hallo {},", "Hallo,", "Guten Tag {},", "Guten Tag,"),
    "fr": ("Bonjour {},", "Bonjour,", "Bonjour {},", "Bonjour,"),
    "es": ("Hola, {}:", "Hola:", "Buenos días, {}:", "Buenos días:"),
    "pt": ("Olá, {},", "Olá,", "Bom dia, {},", "Bom dia,"),
}
_QUOTES: Mapping[str, tuple[str, str]] = {
    "de": ("„", "“"),
    "fr": ("« ", " »"),
    "es": ("«", "»"),
}
_INNER_QUOTES: Mapping[str, tuple[str, str]] = {"en": ("‘", "’"), "de": ("‚", "‘"), "pt": ("‘", "’")}
_MENU: Mapping[str, str] = {
    "en": "Settings, Data privacy, Get a copy of your data",
    "de": "Einstellungen, Datenschutz, Kopie Ihrer Daten anfordern",
    "fr": "Préférences, Confidentialité des données, Obtenir une copie de vos données",
    "es": "Ajustes, Privacidad de datos, Obtener una copia de tus datos",
    "pt": "Configurações, Privacidade dos dados, Obter uma cópia dos seus dados",
}


@dataclass(slots=True)
class Fields:
    """The values of one message: marked texts by name, and the fact behind each mark."""

    values: dict[str, str] = field(default_factory=lambda: dict.fromkeys(KNOWN, ""))
    facts: list[Fact] = field(default_factory=list)

    def put(self, name: str, text: str, source: str, before: str = "", after: str = "") -> None:
        """Set field `name` to `text` from `source`, with words of our own around it; nothing where `text` is empty."""
        if text:
            self.values[name] = before + self.mark(Fact(name, text, source)) + after

    def mark(self, fact: Fact) -> str:
        """Return the text of `fact` marked as a value."""
        self.facts.append(fact)
        return variety.marked(len(self.facts) - 1, fact.text)

    def nameless(self, language: str, tone: str) -> Fields:
        """The same fields, the receiver greeted without a name."""
        return Fields({**self.values, "first": "", "hello": _greetings(language, tone)[1]}, self.facts)

    def without_how(self) -> Fields:
        """The same fields, without how I know the mutual connection."""
        silent = dict.fromkeys(("how", "how_we", "how_mine", "how_is", "how_from"), "")
        return Fields({**self.values, **silent, "via": self.values["mutual"]}, self.facts)

    def known(self) -> set[str]:
        """The names of the fields that have a value."""
        return {name for name, value in self.values.items() if value}


def anybody(language: str, tone: str) -> Iterator[Fields]:
    """Yield fields of which everything is known, with every word of ours that may stand before a value."""
    for name in ("Kim Berge", ""):
        for article in ("a ", "an ", "") if language == "en" else ("",):
            my = "my " if article else ""
            ours = {"role": article, "new_role": article, "sender_is": article, "how_mine": my, "how_is": f"is {my}"}
            fields = Fields()
            greet(fields, Person("", name), language, tone)
            for one in sorted(KNOWN.keys() - fields.known()):
                fields.put(one, one, "", ours.get(one, ""))
            yield fields


def greet(fields: Fields, person: Person, language: str, tone: str) -> None:
    """Put the greeting and the names of the receiver."""
    named, nameless = _greetings(language, tone)
    fields.put("first", salutation.first(person.name, person.company), f"name of {person.id}")
    fields.put("name", salutation.whole(person.name, person.company), f"name of {person.id}")
    words = fields.values["name" if tone == "formal" else "first"]
    fields.values["hello"] = named.format(words) if words else nameless


def _greetings(language: str, tone: str) -> tuple[str, ...]:
    """The greetings with a name and without, in one register: who is greeted stiffly is not addressed as a friend."""
    greetings = _GREETINGS.get(language, _GREETINGS["en"])
    return greetings[2:] if tone == "formal" else greetings[:2]


def introduce(fields: Fields, mutual: Mutual, language: str) -> None:
    """Put the mutual connection and how I know them; what is in another language than the note stays out."""
    source = f"name of {mutual.person.id}"
    name = names.display(mutual.person.name, "")
    fields.put("mutual", name, source)
    fields.put("via", name, source)
    fields.put("mutual_first", salutation.first(mutual.person.name) or name, source)
    how = phrases.how(mutual.how, language)
    if how.language in ("", language):
        told = f"outreach.toml [[best]] how of {mutual.person.id}"
        fields.put("how", how.raw, told)
        fields.put("how_we", how.we, told)
        if how.mine:
            possessive = how.mine[: -len(how.raw)]
            fields.put("how_mine", how.raw, told, possessive)
            fields.put("how_is", how.raw, told, f"{'has been' if ' since ' in how.raw else 'is'} {possessive}")
        fields.put("how_from", how.origin, told)
        if how.aside:
            fields.values["via"] += f" ({fields.mark(Fact('how', how.aside, told))})"


def target(fields: Fields, person: Person) -> None:
    """Put the names of the person a request to a mutual is about."""
    name = names.display(person.name, "")
    fields.put("target", name, f"name of {person.id}")
    fields.put("target_first", salutation.first(person.name) or name, f"name of {person.id}")


def mention(fields: Fields, facts: Iterable[Fact], language: str, within: bool = False) -> None:
    """Put what may be said about somebody, as `specifics.find` and `specifics.news` give it.

    `within` says that the note itself stands in quotation marks, and needs the inner ones.
    """
    quotes = (_INNER_QUOTES if within else _QUOTES).get(language, ("“", "”"))
    for fact in facts:
        if fact.name in ("role", "new_role"):
            article = phrases.article(fact.text) if language == "en" else ""
            fields.put(fact.name, fact.text, fact.source, article)
            fields.put(fact.name.replace("role", "title"), fact.text, fact.source)
        elif fact.name == "value_words" and not (language == "en" and phrases.is_noun(fact.text)):
            fields.put(fact.name, fact.text, fact.source, *quotes)
        else:
            fields.put(fact.name, fact.text, fact.source)


def present(fields: Fields, sender: Sender, language: str) -> None:
    """Put what is known of the sender."""
    fields.put("menu", _MENU.get(language, _MENU["en"]), "LinkedIn's settings")
    fields.put("sender", clean(sender.name), "outreach.toml [me] name")
    fields.put(
        "sender_first", clean(sender.first or names.first_name(sender.name) or sender.name), "outreach.toml [me] name"
    )
    if noun := phrases.self_description(sender.headline, language):
        article = phrases.article(noun) if language == "en" else ""
        fields.put("sender_is", noun, "outreach.toml [me] headline", article)
    fields.put("sender_place", clean(re.split(r"[,(]", sender.location)[0]), "outreach.toml [me] location")
    fields.put("aim", phrases.aim(sender.statement, language), "outreach.toml [goal] statement")
