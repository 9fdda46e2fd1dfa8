"""The local web application: which address shows what, and the server under it."""

from __future__ import annotations

import socket
import sys
import webbrowser

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from outreach.errors import NothingToReadError, OutreachError
from outreach.serve import doing, giving, keeping, looking, page, settings, showing
from outreach.serve.desk import Desk, Working
from outreach.serve.guards import Guard, Keys, TooLargeError
from outreach.workspace import Workspace

HOST = "127.0.0.1"


def application(workspace: Workspace, keys: Keys) -> Starlette:
    """Return the application for one workspace, behind all guards."""
    show, do = ["GET"], ["POST"]
    routes = [
        Route("/", showing.week, methods=show),
        Route("/list/{name}", showing.listing, methods=show),
        Route("/why/{person:path}", showing.why, methods=show),
        Route("/write/{person:path}", showing.write, methods=show),
        Route("/network", showing.network, methods=show),
        Route("/path", looking.path, methods=show),
        Route("/scout", looking.scout, methods=show),
        Route("/about/{person:path}", looking.about, methods=show),
        Route("/network/{kind}", giving.graph, methods=show),
        Route("/calendar", giving.calendar, methods=show),
        Route("/share", giving.friend, methods=show),
        Route("/share/file", giving.friends_file, methods=show),
        Route("/sources", keeping.sources, methods=show),
        Route("/sources/remove", keeping.sure_to_remove, methods=show),
        Route("/forget", keeping.sure_to_forget, methods=show),
        Route("/check", showing.check, methods=show),
        Route("/add", showing.add, methods=show),
        Route("/settings", settings.show, methods=show),
        Route("/pasted/{name}", showing.pasted, methods=show),
        Route("/judge", doing.judge, methods=[*show, *do]),
        Route("/plan", doing.plan_anew, methods=do),
        Route("/mark", doing.mark, methods=do),
        Route("/note", doing.note, methods=do),
        Route("/tone", doing.tone, methods=do),
        Route("/answer", doing.answer, methods=do),
        Route("/sources/remove", keeping.remove, methods=do),
        Route("/forget", keeping.forget, methods=do),
        Route("/add", doing.upload, methods=do),
        Route("/paste", doing.paste, methods=do),
        Route("/pasted/{name}", doing.save_pasted, methods=do),
        Route("/settings", settings.save, methods=do),
    ]
    app = Starlette(
        routes=routes,
        middleware=[Middleware(Guard, keys=keys)],
        exception_handlers={
            NothingToReadError: page.welcome,
            OutreachError: page.failed,
            Working: page.working,
            TooLargeError: _too_large,
            404: page.missing,
        },
    )
    app.state.desk, app.state.keys = Desk(workspace), keys
    return app


def run_server(workspace: Workspace, port: int = 0, open_page: bool = True) -> None:
    """Serve `workspace` on this machine alone until stopped; prints the one link that opens it."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((HOST, port))
            listening.listen()  # a browser that is faster than the server waits instead of being refused
        except OSError as error:
            raise OutreachError(f"port {port} is taken ({error.strerror}); leave --port out for a free one") from error
        keys = Keys(listening.getsockname()[1])
        link = f"http://{HOST}:{keys.port}/?t={keys.launch}"
        sys.stdout.write(f"{link}\n")
        sys.stdout.flush()
        workspace.note("Open this link: it works once, in one browser. Stop with Ctrl-C.")
        if open_page and sys.stdout.isatty():
            webbrowser.open(link)
        serving = uvicorn.Config(
            application(workspace, keys),
            log_level="error",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            lifespan="off",
        )
        uvicorn.Server(serving).run(sockets=[listening])


async def _too_large(request: Request, error: Exception) -> Response:
    return PlainTextResponse("More was sent than is taken here.", 413)
