"""Every setting as a field of the form: what it is called there, what it does, and what may be put in."""

from __future__ import annotations

from dataclasses import dataclass

from outreach.setup import GOALS

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Field:
    """One setting: its key, its label, what may be typed (text, lines, number, choice), and what it does."""

    key: str
    label: str
    hint: str = ""
    kind: str = "text"
    choices: Choices = ()


@dataclass(frozen=True, slots=True)
class Group:
    """One table of the file; `one` names an entry where there may be many of it, `by` is what entries are known by."""

    table: str
    title: str
    text: str
    fields: tuple[Field, ...]
    one: str = ""
    by: tuple[str, ...] = ("name",)


ME = Group(
    "me",
    "You",
    "Who you are. What is left empty is taken from your own archive where it tells.",
    (
        Field("name", "Your name"),
        Field("url", "Your profile address", "Such as https://www.linkedin.com/in/your-name."),
        Field("headline", "What you do", "In your own words."),
        Field("location", "Where you are", "Such as Gothenburg, Sweden."),
        Field(
            "account",
            "Your account",
            "It decides how long a note may be.",
            "choice",
            (("free", "Free: notes of 200 characters"), ("premium", "Premium: notes of 300 characters")),
        ),
        Field(
            "policy",
            "Requests that do not pitch",
            "A pitch is ignored in any case.",
            "choice",
            (("selective", "Accept those that fit, look at the rest"), ("open", "Accept them")),
        ),
        Field(
            "languages",
            "Your languages",
            "Notes can be in en, de, fr, es and pt; the first is used where theirs is unknown.",
            "lines",
        ),
    ),
)
GOAL = Group(
    "goal",
    "What you want",
    "What you want from your network, what you stand for and what you can give. Notes say it only where it is true.",
    (
        Field("kind", "What you look for", "", "choice", tuple((kind, kind.capitalize()) for kind in GOALS)),
        Field("statement", "The same in a sentence of yours"),
        Field("values", "What you stand for", "Such as access for everyone.", "lines"),
        Field("offers", "What you can give", "Such as introductions to good editors.", "lines"),
        Field("seeks", "What you need yourself", "Such as freelancers with skills you lack.", "lines"),
    ),
)
VALUES = Group(
    "values",
    "Words that show a value",
    "Somebody shares a value when their own words show it. Say which words do; without any, close words are proposed.",
    (Field("words", "Words", "", "lines"),),
    "a value",
)
TARGET = Group(
    "target",
    "Whom you would like to know",
    "The nearer somebody is to this, the higher they stand.",
    (
        Field("roles", "Job titles", "Such as curator.", "lines"),
        Field("industries", "Fields", "Such as museums.", "lines"),
        Field("locations", "Places", "Towns, regions or countries.", "lines"),
        Field(
            "location",
            "The place is",
            "",
            "choice",
            (
                ("required", "Required: nobody from elsewhere"),
                ("preferred", "Preferred: it counts"),
                ("ignored", "Ignored"),
            ),
        ),
        Field(
            "location_except",
            "Words that lift the place",
            "Somebody elsewhere whose words say so is kept, such as moving to.",
            "lines",
        ),
    ),
)
COMPETITORS = Group(
    "competitors",
    "Who does what you do",
    "They are left out of suggestions and their requests are looked at closely, unless something below lifts that.",
    (
        Field("terms", "What they do", "As they would call it, such as translation agency.", "lines"),
        Field("serving", "Only if they work for", "Your audience; empty: whomever they work for.", "lines"),
        Field("within", "Only if they work in", "Your places; empty: wherever they are.", "lines"),
        Field("except", "Welcome all the same", "What completes yours, or a skill you could hire.", "lines"),
    ),
)
BEST = Group(
    "best",
    "Your best connections",
    "People are looked for among whom these know. Without any, those with the strongest evidence are used.",
    (
        Field("name", "Name"),
        Field("url", "Profile address"),
        Field("closeness", "How close, 1 to 5", "5 is closest. It replaces what the files show.", "number"),
        Field(
            "may_name",
            "In a note",
            "",
            "choice",
            (("true", "May be named"), ("false", "Is not to be named")),
        ),
        Field("how", "How you know them", "In your words, such as client since 2021; notes may say it."),
    ),
    "a best connection",
    ("name", "url"),
)
NEVER = Group(
    "never",
    "Not to be contacted",
    "Somebody, or a whole firm, who is never suggested. A name protects even where the firm has changed.",
    (
        Field("name", "Name"),
        Field("url", "Profile address"),
        Field("company", "Firm", "Alone, it stands for everybody in it."),
        Field("reason", "Why", "For you alone."),
    ),
    "somebody",
    ("name", "company", "url"),
)
SHARED = Group(
    "shared",
    "Whose a friend's file is",
    "Only where the file does not say it itself.",
    (
        Field("file", "File", "Such as exports/shared/jonas.zip."),
        Field("owner", "Whose it is", "A profile address or a name."),
    ),
    "a file",
    ("file",),
)
LIMITS = Group(
    "limits",
    "How much is enough",
    "Few and well chosen. What is left empty is as shown in grey.",
    (
        Field("per_week", "People a week", "", "number"),
        Field("notes_per_month", "Notes a month", "What a free account may send.", "number"),
        Field(
            "asks_per_connector",
            "People asked of one contact a week",
            "Empty: as many as the week needs, spread evenly.",
            "number",
        ),
        Field("asks_per_connector_year", "Introductions asked of one contact a year", "", "number"),
        Field(
            "cooldown_days", "Days before somebody may come back", "Whom you skipped, or who did not answer.", "number"
        ),
        Field("withdraw_after_days", "Days before a request is better taken back", "", "number"),
        Field("audit_every_months", "Months between looks through your connections", "", "number"),
    ),
)
GROUPS = (ME, GOAL, VALUES, TARGET, COMPETITORS, BEST, NEVER, SHARED, LIMITS)
