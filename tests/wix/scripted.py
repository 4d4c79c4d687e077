"""A site of a few lines that says just what a test tells it to, over real sockets."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

FIXTURES = Path(__file__).parent / "fixtures"
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@dataclass
class Asked:
    """One request as it arrived."""

    method: str
    path: str
    params: dict[str, list[str]]
    headers: dict[str, str]
    body: dict | None


@dataclass
class Reply:
    """One answer. `raw` is sent instead of anything else, and then the line is cut."""

    document: object = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None
    raw: bytes | None = None


class Script:
    """The replies in order; the last one repeats. Remembers what was asked."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.asked: list[Asked] = []
        self.replies: list[Reply | Callable[[Asked], Reply]] = []

    def says(self, *replies: object, **one) -> None:
        """Plain values are documents of a 200."""
        given = replies or (Reply(**one),)
        self.replies = [
            each if isinstance(each, Reply) or callable(each) else Reply(each) for each in given
        ]

    def answer(self, asked: Asked) -> Reply:
        self.asked.append(asked)
        reply = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
        return reply(asked) if callable(reply) else reply


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body leave in one piece: nothing waits for an acknowledgement
    script: Script

    def log_message(self, *_args) -> None:
        pass

    def respond(self) -> None:
        length = int(self.headers.get("content-length") or 0)
        body = self.rfile.read(length)
        parts = urlsplit(self.path)
        reply = self.script.answer(
            Asked(
                self.command,
                parts.path,
                parse_qs(parts.query),
                {name.lower(): value for name, value in self.headers.items()},
                json.loads(body) if body else None,
            )
        )
        if reply.raw is not None:
            self.close_connection = True
            self.wfile.write(reply.raw)
            return
        content = reply.body if reply.body is not None else json.dumps(reply.document).encode()
        self.send_response_only(reply.status)
        headers = {"Content-Type": "application/json", "x-wix-request-id": "req.1"}
        for name, value in {**headers, **reply.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_DELETE = do_CONNECT = respond  # noqa: N815 - the names http.server asks for


class Server(ThreadingHTTPServer):
    daemon_threads = False

    def handle_error(self, *_args) -> None:
        """A client that hangs up is part of the test."""


class Clock:
    """A clock that goes on by the given seconds each time it is read."""

    def __init__(self, step_s: float = 0.0) -> None:
        self.time = NOON
        self.step = timedelta(seconds=step_s)

    def __call__(self) -> datetime:
        self.time += self.step
        return self.time


def fixture(name: str) -> dict:
    return json.loads((FIXTURES / name).read_text(encoding="utf-8"))
