"""Invented exports of any size: a list of mine and many friends', of heavy-tailed sizes, overlapping, in several forms.

A tenth of a percent or more of everything awkward that real lists hold: percent escapes, addresses written otherwise,
rows without an address, semicolons, CRLF, a missing preamble. Each person's work is the same wherever they are listed.
"""

from __future__ import annotations

import random
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import numpy as np

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
NOTES = (
    'Notes:\n"When exporting your connection data, you may notice that some of the email addresses are missing."\n\n'
)
_GIVEN = "anna,josé,zoë,peter,olga,lina,chen,amir,fatou,björn,sofia,marek,ines,tomas,yara,piotr,hanna,émile,nina,omar"
_ENDS = "berg,son,ström,müller,ova,czyk,field,ler,gård,lund,ski,ton,well,hoff,ez,ini,sen,mann,dottir,ev"
_ROLES = "Engineer,Curator,Analyst,Director of Museums,Baker,Teacher,Editor,Nurse,Founder,Clerk,Head of Publishing"
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
ME = 0


@dataclass(frozen=True, slots=True)
class Shape:
    """How many friends give a list for so many ties in all, and out of how many people."""

    ties: int

    @property
    def friends(self) -> int:
        """Number of friends' lists: 823 at a million ties."""
        return max(5, round(823 * (self.ties / 1e6) ** 0.75))

    @property
    def people(self) -> int:
        """Number of people who may be listed."""
        return max(400, round(0.4 * self.ties))


def generate(folder: Path, ties: int, seed: int = 1) -> None:
    """Write `me.csv` and `friends/*.csv` with about so many rows into `folder`."""
    shape = Shape(ties)
    dice = np.random.default_rng(seed)
    words = random.Random(seed)
    people = [_person(number, words) for number in range(shape.people)]
    popular = 1 / (np.arange(shape.people) + 50) ** 0.35
    popular[: shape.friends + 1] = 0
    popular = np.cumsum(popular / popular.sum())
    sizes = dice.pareto(1.6, shape.friends) + 0.4
    sizes = np.maximum(10, sizes / sizes.sum() * ties * 0.998).astype(int)
    (folder / "friends").mkdir(parents=True)
    own = np.unique(np.searchsorted(popular, dice.random(min(800, shape.people // 4))))
    mine = [*range(1, shape.friends + 1), *own.tolist()]
    _write(folder / "me.csv", mine, people, words, form=0)
    for friend in range(1, shape.friends + 1):
        drawn = np.searchsorted(popular, dice.random(int(sizes[friend - 1])))
        known = dice.integers(1, shape.friends + 1, max(1, shape.friends // 20))
        listed = sorted({ME, *drawn.tolist(), *known.tolist()} - {friend})
        words.shuffle(listed)
        _write(folder / "friends" / f"{friend:05d}.csv", listed, people, words, form=friend % 12)
    (folder / "owners.txt").write_text("\n".join(slug for _, _, slug, _, _ in people[: shape.friends + 1]), "utf-8")


def zip_lists(folder: Path) -> None:
    """Put every friend's list into a zip of its own, in `zips`."""
    (folder / "zips").mkdir()
    for path in sorted((folder / "friends").iterdir()):
        with zipfile.ZipFile(folder / "zips" / f"{path.stem}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(path, "Connections.csv")


SETTINGS = """
[me]
url = "https://www.linkedin.com/in/{me}"
languages = ["en"]

[goal]
kind = "learning"
statement = "Meet people who make exhibitions"
values = ["open access", "patience"]

[target]
roles = ["curator", "editor", "director of museums", "head of publishing"]
industries = ["museums", "publishing"]
"""


def lay_out_workspace(folder: Path) -> None:
    """Make a workspace of the lists, in `workspace`, every one named in its settings."""
    made = folder / "workspace"
    (made / "exports" / "me").mkdir(parents=True)
    shutil.copy(folder / "me.csv", made / "exports" / "me" / "Connections.csv")
    shutil.copytree(folder / "friends", made / "exports" / "shared")
    slugs = [quote(slug) for slug in (folder / "owners.txt").read_text("utf-8").split("\n")]
    settings = [SETTINGS.format(me=slugs[0])]
    for path in sorted((folder / "friends").iterdir()):
        owner = f"https://www.linkedin.com/in/{slugs[int(path.stem)]}"
        settings.append(f'[[shared]]\nfile = "exports/shared/{path.name}"\nowner = "{owner}"\n')
    (made / "outreach.toml").write_text("\n".join(settings), encoding="utf-8")


Person = tuple[str, str, str, str, str]


def _person(number: int, words: random.Random) -> Person:
    """First name, last name, slug, company, position."""
    first = words.choice(_GIVEN.split(","))
    last = f"{words.choice('abdefghklmnprstvw')}{words.choice('aeiou')}{words.choice(_ENDS.split(','))}"
    firm = f"Firm {int(words.paretovariate(0.8)) % 30000} {words.choice(('GmbH', 'Ltd', 'AB', 'Inc.'))}"
    role = f"{words.choice(_ROLES.split(','))} {int(words.paretovariate(1)) % 200}"
    return first.title(), last.title(), f"{first}-{last}-{number:x}", firm, role


def _write(path: Path, listed: list[int], people: list[Person], words: random.Random, form: int) -> None:
    """Write one list: every twelfth as a spreadsheet program saves it, some without the preamble."""
    rows = [_row(people[number], words, raw=form == 1) for number in listed]
    text = "\n".join((HEADER, *rows))
    if form == 1:
        text = "\ufeff" + text.replace(",", ";").replace("\n", "\r\n")
    elif form != 2:
        text = NOTES + text
    path.write_text(text, encoding="utf-8", newline="")


def _row(person: Person, words: random.Random, raw: bool) -> str:
    first, last, slug, firm, role = person
    kind = words.random()
    day = f"{words.randrange(1, 29):02d} {words.choice(MONTHS)} {words.randrange(2008, 2026)}"
    if kind < 0.02:
        return f",,,,,,{day}"
    if kind < 0.03:
        return f"{_letters(words)},{_letters(words)},,,,,{day}"
    address = f"https://www.linkedin.com/in/{slug if raw else quote(slug)}"
    if kind < 0.04:
        address = words.choice(
            (address + "/", address.removeprefix("https://"), address.upper().replace("HTTPS", "https"))
        )
    return f"{first},{last},{address},,{firm},{role},{day}"


def _letters(words: random.Random) -> str:
    return "".join(words.choices("abcdefghijklmnopqrstuvwxyz", k=9)).capitalize()
