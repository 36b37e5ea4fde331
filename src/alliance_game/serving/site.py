"""The site: a page to join by, the page of the game, and the wire between that page and its process."""

import asyncio
import re
import sys
from collections.abc import Awaitable, Callable, Sequence
from contextlib import ExitStack, redirect_stdout
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from socket import socket as Socket
from typing import Any

import textual_serve
from aiohttp import web

from ..errors import AllianceError
from ..faults import one_line, write_report
from ..wording import say
from . import html
from .browsers import SETTINGS, Browsers
from .joining import Door
from .sessions import Places, Program, Session, Why, environment_of, size_of

COOKIE_DAYS = 60
_BIGGEST, _BIGGEST_MESSAGE, _PULSE, _GOODBYE = 4096, 65536, 15.0, 2.0
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
_HOST = re.compile(r"[\w.:\[\]-]{1,255}")
_OWN_FILES = Path(__file__).parent / "static"
_THEIR_FILES = Path(textual_serve.__file__).parent / "static"


@dataclass(frozen=True, slots=True)
class Service:
    """What is served."""

    line: Sequence[str]
    """The program and its arguments that plays for one browser."""
    folder: Path
    """Where each browser gets a folder for its games."""
    code: str
    """The join code; empty if there is none."""
    most: int
    """How many may play at once."""
    port: int
    tell: Callable[[str], None]
    """Says a line to whoever serves."""


def serve(service: Service, listening: Socket, announce: Callable[[], None]) -> None:
    """Serve until Ctrl+C or until the system asks to stop; every process is gone afterwards.

    ``announce`` is called when it can be stopped so: whoever was told an address may want to end it at once.
    """
    with ExitStack() as until_end:

        async def begin(app: web.Application) -> None:
            announce()
            # What a process complains of on its way out is talk, not data.
            until_end.enter_context(redirect_stdout(sys.stderr))

        app = Site(service).app()
        app.on_startup.append(begin)
        web.run_app(app, sock=listening, access_log=None, print=lambda *_: None, shutdown_timeout=_GOODBYE)


class Site:
    """Answers browsers."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.browsers = Browsers(service.folder)
        self.door = Door(service.code)
        self.places = Places(service.most, service.tell)
        self.joined: set[str] = set()
        """The browsers that gave the code since this server runs."""
        # Cookies are shared by all ports of a machine.
        self.cookie = f"alliance-game-{service.port}"

    def app(self) -> web.Application:
        """The site as a web server runs it."""
        app = web.Application(client_max_size=_BIGGEST, middlewares=[self._guarded])
        app.add_routes(
            [
                web.get("/", self.show_game),
                web.post("/", self.join),
                web.get("/ws", self.connect),
                web.static("/own", _OWN_FILES),
                web.static("/terminal", _THEIR_FILES),
            ]
        )
        app.on_response_prepare.append(careful)
        app.on_startup.append(self._hear_strays)
        app.on_shutdown.append(self._close)
        return app

    @web.middleware
    async def _guarded(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """What fails is reported in a line, and the others play on."""
        try:
            return await handler(request)
        except web.HTTPException:
            raise
        except Exception as error:
            self._report(error)
            return web.Response(text=say("The program has failed."), status=500)

    async def _hear_strays(self, app: web.Application) -> None:
        """Faults that nobody waits for are reported as well."""
        asyncio.get_running_loop().set_exception_handler(lambda loop, context: self._stray(context))

    def _stray(self, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if isinstance(error, Exception):
            self._report(error)

    def _report(self, error: Exception) -> None:
        """Say that the server has failed at something, and where the report is; it goes on."""
        self.service.tell(one_line("", write_report(error, self.service.folder)))

    async def _close(self, app: web.Application) -> None:
        await self.places.close()

    def browser(self, request: web.Request) -> str | None:
        """The browser that asks, if it has been here before."""
        return self.browsers.known(request.cookies.get(self.cookie, ""))

    async def show_game(self, request: web.Request) -> web.Response:
        """The page of the game; for whoever has not joined, the page to join by."""
        size = html.font_size(request.query.get("fontsize", ""))
        browser = self.browser(request)
        if self.service.code and browser not in self.joined:
            return page(html.join_page(size))
        if not self.places.is_free_for(browser or ""):
            return page(html.full_page(size, self.places.most), 503)
        return self._let_in(browser, page(html.game_page(size)))

    async def join(self, request: web.Request) -> web.Response:
        """Check a join code."""
        if not from_here(request):
            raise web.HTTPForbidden
        told = await request.post()
        size = html.font_size(str(told.get("fontsize", "")))
        address = request.remote or ""
        if self.door.opens(address, str(told.get("code", ""))):
            return self._let_in(
                self.browser(request), web.Response(status=303, headers={"Location": f"/?fontsize={size}"})
            )
        self.service.tell(say("A wrong join code from {address}.", address=address))
        return page(html.join_page(size, wrong=True, wait=ceil(self.door.wait(address))), 403)

    def _let_in(self, browser: str | None, answer: web.Response) -> web.Response:
        """Remember that a browser has joined; one that was never here gets its cookie."""
        if browser is None:
            browser, token = self.browsers.new()
            answer.set_cookie(self.cookie, token, max_age=COOKIE_DAYS * 86400, httponly=True, samesite="Strict")
        self.joined.add(browser)
        return answer

    async def connect(self, request: web.Request) -> web.WebSocketResponse:
        """The wire of one page: a process plays for it until one of them leaves."""
        if not from_here(request):
            raise web.HTTPForbidden
        socket = web.WebSocketResponse(heartbeat=_PULSE, timeout=_GOODBYE, max_msg_size=_BIGGEST_MESSAGE)
        await socket.prepare(request)
        browser = self.browser(request)
        if browser is None or browser not in self.joined:
            await socket.close(code=Why.STRANGER)
            return socket
        await socket.close(code=await self._play(browser, socket, request))
        return socket

    async def _play(self, browser: str, socket: web.WebSocketResponse, request: web.Request) -> Why:
        """Play until it is over; what the system refuses is told to whoever serves."""
        try:
            folder = self.browsers.settle(browser)
            program = Program(self.service.line, environment_of(folder, folder / SETTINGS), socket)
            return await self.places.play(browser, Session(program, socket), size_of(request.query))
        except AllianceError as error:
            self.service.tell(str(error))
        except OSError as error:
            self.service.tell(say("No process can be started: {error}.", error=error.strerror))
        except Exception as error:
            self._report(error)
        return Why.FAILED


def page(text: str, status: int = 200) -> web.Response:
    """A page that no browser keeps."""
    return web.Response(text=text, status=status, content_type="text/html", headers={"Cache-Control": "no-store"})


def from_here(request: web.Request) -> bool:
    """Whether a page of this site asks, not another that is open in the same browser."""
    origin = request.headers.get("Origin")
    return origin is None or origin.partition("://")[2] == request.host


async def careful(request: web.Request, response: web.StreamResponse) -> None:
    """Tell the browser to ask nobody else for anything, and to show these pages nowhere else."""
    host = request.host if _HOST.fullmatch(request.host) else "localhost"
    response.headers["Content-Security-Policy"] = (
        f"default-src 'self'; connect-src 'self' ws://{host} wss://{host}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Content-Type-Options"] = "nosniff"
