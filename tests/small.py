"""A workspace small enough to know by heart: Mia, two connections of hers, and whom one of them knows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from outreach.workspace import Workspace

TODAY = date(2026, 11, 22)
IN = "https://www.linkedin.com/in/"
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
MINE = f"""{HEADER}
Jo,Friend,{IN}jo-friend,,Lamps AB,Curator,08 Feb 2021
Sam,Mate,{IN}sam-mate,,Tubes AB,Editor,09 Feb 2024
"""
JOS = f"""{HEADER}
Mia,Own,{IN}mia-own,,Own Words,Translator,08 Feb 2021
Ada,Byron,{IN}ada-byron,,Museum of Light,Curator,10 Mar 2024
Bo,Plum,{IN}bo-plum,,Pipes AB,Plumber,11 Mar 2024
Rita,Vale,{IN}rita-vale,,Vale Words,Translator,12 Mar 2024
"""
SETTINGS = f"""
[me]
name = "Mia Own"
url = "{IN}mia-own"
[target]
roles = ["curator"]
[competitors]
terms = ["translator"]
[[best]]
url = "{IN}jo-friend"
closeness = 4
how = "client since 2021"
[[shared]]
file = "exports/shared/jo.csv"
owner = "{IN}jo-friend"
"""
FILES = {"outreach.toml": SETTINGS, "exports/me/Connections.csv": MINE, "exports/shared/jo.csv": JOS}


def workspace(folder: Path, more: Mapping[str, str] | None = None) -> Workspace:
    """Write the files into `folder`, `more` over or beside them, and return the workspace on `TODAY`."""
    for name, text in {**FILES, **(more or {})}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Workspace(folder, TODAY, cache=False)
