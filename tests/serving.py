"""A browser of the server's pages without a browser, and a small workspace in which a name tries to break out."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

from starlette.testclient import TestClient

from outreach.serve.app import application
from outreach.serve.guards import Keys
from outreach.workspace import Workspace

HERE = "http://127.0.0.1:4321"
HOSTILE = "</script><img src=x onerror=alert(1)>"
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
CONNECTIONS = HEADER + "Jonas,Ekberg,https://www.linkedin.com/in/jonas-ekberg,,Brennholm Books,Publisher,03 Nov 2021\n"
MINE = CONNECTIONS + (
    "Léa,Moreau,https://www.linkedin.com/in/lea-moreau,,Olmo Theatre,Producer,05 Jan 2020\n"
    f"{HOSTILE},Stone,https://www.linkedin.com/in/stone,,{HOSTILE},{HOSTILE},05 Jan 2020\n"
)
PROFILE = "First Name,Last Name,Headline,Geo Location\nMara,Lindgren,Translator,Gothenburg\n"
FRIENDS = HEADER + (
    "Mara,Lindgren,https://www.linkedin.com/in/mara-lindgren,,,Translator,03 Nov 2021\n"
    "Aino,Berge,https://www.linkedin.com/in/aino-berge,,Fjordlys Museum,Exhibition Manager,04 Nov 2021\n"
    "Chidi,Okafor,https://www.linkedin.com/in/chidi-okafor,,Brennholm Museum,Curator,04 Mar 2022\n"
    f"{HOSTILE},Haas,https://www.linkedin.com/in/haas,,{HOSTILE},Editor,04 Mar 2022\n"
)
SETTINGS = """\
[me]
name = "Mara Lindgren"
url = "https://www.linkedin.com/in/mara-lindgren"

[goal]
values = ["<img src=x onerror=alert(2)>"]

[target]
roles = ["harpsichord maker", "<img src=x onerror=alert(3)>"]
"""


class Browser(TestClient):
    """A browser that opened the link and sends forms as our own pages do."""

    def __init__(self, folder: Path) -> None:
        keys = Keys(4321)
        super().__init__(
            application(Workspace(folder, date(2026, 11, 22)), keys),
            base_url=HERE,
            headers={"origin": HERE, "sec-fetch-site": "same-origin"},
            follow_redirects=False,
        )
        self.get("/", params={"t": keys.launch})
        self.token = keys.form

    def submit(self, path: str, files: object = None, **data: str):
        """Send a form with its token."""
        return self.post(path, data={"csrf": self.token, **data}, files=files)

    def said(self, answer) -> str:
        """What the page after a form says."""
        assert answer.status_code == 303, answer.text
        name = answer.headers["location"].split("said=")[1]
        return self.app.state.desk.kept(name)[0]

    def page(self, path: str, status: int = 200, **query: str) -> str:
        """The text of a page once it is made."""
        answer = self.get(path, params=query or None)
        while 'http-equiv="refresh"' in answer.text:
            answer = self.get(path, params=query or None)
        assert answer.status_code == status, answer.text.partition("<main")[2]
        return answer.text


def archive(**members: str) -> bytes:
    """A zip with these texts as CSV files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in members.items():
            made.writestr(f"{name}.csv", text)
    return out.getvalue()


def small_world(folder: Path) -> Path:
    """Write the workspace of Mara, who knows three people and has the list of one, and return its folder."""
    files = {
        "outreach.toml": SETTINGS.encode(),
        "exports/me/mine.zip": archive(Connections=MINE, Profile=PROFILE),
        "exports/shared/Jonas Ekberg.csv": FRIENDS.encode(),
        "exports/shared/<img src=x onerror=alert(4)>.csv": FRIENDS.encode(),
        "exports/seen/people.csv": f"name,headline,via\nIris Novak,{HOSTILE},Léa Moreau\n".encode(),
    }
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a workspace but what is worked out anew."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".cache" not in path.parts
    }
