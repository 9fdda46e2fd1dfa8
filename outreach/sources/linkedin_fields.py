"""What LinkedIn calls its files and columns in every year, and the one name each has here.

Column names are compared without case, spaces and punctuation. German, French, Spanish, Italian, Portuguese and Dutch
names are guesses for tables somebody translated: genuine archives have English headers whatever the member's language.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from outreach.sources.container import stem

FIRST = ("firstname", "vorname", "prénom", "prenom", "nombre", "nome", "voornaam", "givenname")
LAST = (
    "lastname",
    "nachname",
    "nom",
    "apellidos",
    "apellido",
    "cognome",
    "sobrenome",
    "achternaam",
    "surname",
    "familyname",
)
NAME = ("fullname", "name", "displayname")
URL = (
    "profileurl",
    "linkedinurl",
    "linkedinprofile",
    "publicprofileurl",
    "linkedin",
    "profile",
    "connectionprofileurl",
)
COMPANY = (
    "companyname",
    "organization",
    "organisation",
    "unternehmen",
    "firma",
    "entreprise",
    "empresa",
    "azienda",
    "bedrijf",
)
EMAIL = (
    "emailaddress",
    "emailadresse",
    "mail",
    "adresseemail",
    "correoelectrónico",
    "endereçodeemail",
    "indirizzoemail",
    "emailadres",
)
CONNECTED = (
    "connectedon",
    "dateconnected",
    "datesent",
    "connectiondate",
    "connectedsince",
    "verbundenam",
    "connectéle",
    "conectadoel",
    "conectadoem",
    "collegatoil",
    "verbondenop",
)
POSITION = ("title", "jobtitle", "positiontitle", "role", "poste", "cargo", "puesto", "posizione", "functie")


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """One file of an archive: the stems it may have, its fields with their column names, and what tells its header."""

    name: str
    stems: tuple[str, ...]
    fields: dict[str, tuple[str, ...]]
    needed: tuple[tuple[str, ...], ...]

    def columns(self, keys: tuple[str, ...]) -> tuple[str, ...] | None:
        """Return the field each column of a row holds, "" for none, by the row's header keys; None for no header."""
        return _columns(self, keys)


@lru_cache(maxsize=1024)
def _columns(kind: Kind, keys: tuple[str, ...]) -> tuple[str, ...] | None:
    columns: list[str] = []
    for key in keys:
        field = next((field for field, names in kind.fields.items() if key == field or key in names), "") if key else ""
        columns.append("" if field in columns else field)
    complete = all(any(field in columns for field in group) for group in kind.needed)
    return tuple(columns) if complete else None


CONNECTIONS = Kind(
    "connections",
    ("connections", "linkedinconnectionsexportmicrosoftoutlook", "linkedinconnectionsexportoutlookexpress"),
    {
        "first": FIRST,
        "last": LAST,
        "name": NAME,
        "url": URL,
        "email": EMAIL,
        "company": COMPANY,
        "position": POSITION,
        "connected": CONNECTED,
    },
    (("first", "last", "name"), ("connected", "url", "company")),
)
MESSAGES = Kind(
    "messages",
    ("messages",),
    {
        "conversation": ("conversationid",),
        "title": ("conversationtitle",),
        "sender": ("from",),
        "sender_url": ("senderprofileurl",),
        "to": ("to",),
        "to_urls": ("recipientprofileurls", "recipientprofileurl"),
        "date": ("date", "sentat"),
        "subject": ("subject",),
        "content": ("content", "body"),
        "direction": ("direction",),
        "folder": ("folder",),
        "message_draft": ("ismessagedraft",),
        "conversation_draft": ("isconversationdraft",),
    },
    (("sender",), ("to",), ("date",), ("content", "folder", "conversation")),
)
INVITATIONS = Kind(
    "invitations",
    ("invitations",),
    {
        "sender": ("from",),
        "to": ("to",),
        "sent": ("sentat", "datesent", "date"),
        "message": ("message", "note"),
        "direction": ("direction",),
        "inviter_url": ("inviterprofileurl",),
        "invitee_url": ("inviteeprofileurl",),
        "inviter_urn": ("inviterprofileurn",),
        "invitee_urn": ("inviteeprofileurn",),
    },
    (("sender",), ("to",), ("direction", "inviter_url", "inviter_urn")),
)
_ENDORSEMENT = {
    "date": ("endorsementdate",),
    "skill": ("skillname",),
    "first": ("endorserfirstname", "endorseefirstname"),
    "last": ("endorserlastname", "endorseelastname"),
    "url": ("endorserpublicurl", "endorseepublicurl"),
    "status": ("endorsementstatus",),
}
_RECOMMENDATION = {
    "first": FIRST,
    "last": LAST,
    "company": COMPANY,
    "position": POSITION,
    "text": ("text", "recommendation"),
    "date": ("creationdate",),
    "status": ("status",),
}
_ENDORSED = (("first", "last"), ("skill",))
_RECOMMENDED = (("first", "last"), ("text", "date"))
PROFILE = Kind(
    "profile",
    ("profile",),
    {
        "first": FIRST,
        "last": LAST,
        "maiden": ("maidenname",),
        "headline": ("headline",),
        "summary": ("summary",),
        "industry": ("industry",),
        "location": ("geolocation",),
        "country": ("country",),
    },
    (("first", "last"), ("headline", "summary", "industry")),
)
OTHERS = (
    Kind("endorsements_received", ("endorsementreceivedinfo", "endorsementsreceived"), _ENDORSEMENT, _ENDORSED),
    Kind("endorsements_given", ("endorsementgiveninfo", "endorsementsgiven"), _ENDORSEMENT, _ENDORSED),
    Kind("recommendations_received", ("recommendationsreceived",), _RECOMMENDATION, _RECOMMENDED),
    Kind("recommendations_given", ("recommendationsgiven",), _RECOMMENDATION, _RECOMMENDED),
    Kind(
        "notes",
        ("notes",),
        {
            "first": ("connectionfirstname", *FIRST),
            "last": ("connectionlastname", *LAST),
            "url": URL,
            "note": ("note",),
            "date": ("createdon",),
            "edited": ("editedon",),
        },
        (("first", "last", "url"), ("note",)),
    ),
    Kind(
        "positions",
        ("positions",),
        {
            "company": COMPANY,
            "title": POSITION,
            "description": ("description",),
            "location": ("location",),
            "start": ("startedon", "startdate"),
            "end": ("finishedon", "enddate"),
        },
        (("company",), ("title", "start")),
    ),
    Kind(
        "education",
        ("education",),
        {
            "school": ("schoolname",),
            "start": ("startdate",),
            "end": ("enddate",),
            "degree": ("degreename",),
            "notes": ("notes",),
        },
        (("school",),),
    ),
    Kind("skills", ("skills",), {"name": ("skillname",)}, (("name",),)),
    Kind("groups", ("groups",), {"name": ("groupname",)}, (("name",),)),
    Kind("organizations", ("organizations",), {"name": ("organizationname",)}, (("name",),)),
    PROFILE,
    Kind(
        "emails",
        ("emailaddresses",),
        {"email": ("emailaddress",), "confirmed": ("confirmed",)},
        (("email",), ("confirmed",)),
    ),
)
KINDS = (MESSAGES, INVITATIONS, CONNECTIONS, *OTHERS)
BOTS = ("guidemessages", "coachmessages", "learningcoachmessages", "learningroleplaymessages")


def kind_of(name: str) -> Kind | None:
    """Return the kind of table a file's name says it is, None for a name LinkedIn does not use or we do not read."""
    wanted = stem(name)
    return next((kind for kind in KINDS if wanted in kind.stems), None)


def is_bot(name: str) -> bool:
    """Tell whether a file holds talks with LinkedIn's own assistants, which nobody wrote."""
    return stem(name) in BOTS
