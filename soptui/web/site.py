"""The pages: one to read, one that opens the door, and what happens as it happens."""

from collections.abc import Awaitable, Callable
from html import escape
from string import Template

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from soptui.resources import resource
from soptui.themes import ThemeFile
from soptui.web.broadcast import Broadcast
from soptui.web.look import stylesheet
from soptui.web.security import ENTER, Doors, Guard
from soptui.wording import Wording

_FILES = {
    "page.css": "text/css",
    "page.js": "text/javascript",
    "drawing.js": "text/javascript",
    "icon.svg": "image/svg+xml",
}


def make_site(doors: Doors, broadcast: Broadcast, wording: Wording, theme: ThemeFile) -> ASGIApp:
    """Return the site; all it serves is read here, so no path can lead to any other file."""
    say = wording.say
    page = Template(_static("index.html")).substitute(
        language=escape(wording.language), script_off=escape(say("web.script_off"))
    )

    async def enter(request: Request) -> Response:
        is_inside = doors.know(request.headers.get("cookie", ""))
        key = request.query_params.get("key", "")
        known = doors.enter(key) if request.method == "GET" else None
        if known is None and not is_inside:
            return PlainTextResponse(say("web.no_key"), 403)
        response = RedirectResponse("/", 303)
        if known is not None:
            response.set_cookie(doors.cookie, known, httponly=True, samesite="strict")
        return response

    async def events(request: Request) -> Response:
        if request.method != "GET":
            return Response(media_type="text/event-stream")
        if broadcast.is_full:
            return PlainTextResponse(say("web.full"), 503)
        return StreamingResponse(broadcast.follow(), media_type="text/event-stream")

    served = {"/": ("text/html", page), "/theme.css": ("text/css", stylesheet(theme))}
    served |= {f"/{name}": (kind, _static(name)) for name, kind in _FILES.items()}
    routes = [Route(path, _always(*content)) for path, content in served.items()]
    routes += [Route(ENTER, enter), Route("/events", events)]

    async def not_there(_: Request, __: Exception) -> Response:
        return PlainTextResponse(say("web.not_there"), 404)

    async def broken(_: Request, __: Exception) -> Response:
        return PlainTextResponse(say("web.broken"), 500)

    app = Starlette(routes=routes, exception_handlers={HTTPException: not_there, 500: broken})
    app.router.redirect_slashes = False
    return Guard(app, doors, wording)


def _always(kind: str, text: str) -> Callable[[Request], Awaitable[Response]]:
    async def answer(_: Request) -> Response:
        return Response(text, media_type=kind)

    return answer


def _static(name: str) -> str:
    return (resource("web") / "static" / name).read_text(encoding="utf-8")
