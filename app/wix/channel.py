"""The line to the site: one HTTP client for its life, braked, timed and logged without contents."""

from __future__ import annotations

import json
import logging
import ssl
import time
from collections.abc import Callable
from datetime import datetime
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Final

import httpx

from app import __version__
from app.domain.errors import NotSent
from app.domain.site import DateSeen, Line
from app.wix.auth import Auth
from app.wix.connection import Connection, fits_a_header
from app.wix.exchange import Answer, Call, json_object
from app.wix.translate import app_refused, lost, verdict

LOG = logging.getLogger("turnout.wix")
# These two would write the same request again, with its whole address and its headers.
logging.getLogger("httpx").setLevel(logging.WARNING)
logging.getLogger("httpcore").setLevel(logging.WARNING)

TIMEOUT: Final = httpx.Timeout(10.0, connect=2.5, pool=2.5)
ANSWER_MOST_BYTES: Final = 32_000_000
ANSWER_MOST_S: Final = 30.0
"""httpx counts its ten seconds from byte to byte; a trickle must end too."""


class Channel:
    """Asks, and gives back a JSON object or raises the SiteError that stands for what came."""

    def __init__(
        self,
        connection: Connection,
        auth: Auth,
        *,
        gate: Callable[[], None],
        now: Callable[[], datetime],
    ) -> None:
        self.clock_off_s: float | None = None
        self.line = Line()
        self._connection = connection
        self._auth = auth
        self._gate = gate
        self._now = now
        self._consistent = ""
        self._http: httpx.Client | None = None

    def ask(self, call: Call) -> tuple[dict[str, object], str]:
        """The document of a 200 and Wix's id of the request."""
        answer = self.answer(call)
        if failed := verdict(answer):
            raise failed
        return answer.document or {}, answer.request_id

    def answer(self, call: Call) -> Answer:
        """Whatever came back. A 401 was not applied, so it may be tried with a new token."""
        answer = self._send(call, self._auth.headers(self._send_bare))
        if answer.status == 401 and self._auth.renew():
            answer = self._send(call, self._auth.headers(self._send_bare))
            if answer.status == 401:
                raise app_refused(answer)
        return answer

    def open(self) -> httpx.Client:
        """The line, made where there is none yet; nothing goes out. Raises `NotSent`."""
        if self._http is None:
            self._http = open_line(self._connection)
        return self._http

    def close(self) -> None:
        """Hang up. A later question would open a new line."""
        if self._http is not None:
            self._http.close()
            self._http = None

    def _send_bare(self, call: Call) -> Answer:
        return self._send(call, {})

    def _send(self, call: Call, headers: dict[str, str]) -> Answer:
        self._gate()
        if self._consistent:
            headers["X-Wix-Consistent"] = self._consistent
        content = None
        if call.body is not None:
            headers["Content-Type"] = "application/json"
            content = json.dumps(call.body).encode()
        began, began_s = self._now(), time.monotonic()
        try:
            answer = self._exchange(call, content, headers)
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as failure:
            error = lost(failure)
            _log(call, error.code, began_s, "")
            raise error from failure
        _log(call, str(answer.status), began_s, answer.request_id)
        self._learn(answer, began)
        return answer

    def _exchange(self, call: Call, content: bytes | None, headers: dict[str, str]) -> Answer:
        http = self.open()
        most_s = self.line.deadline_s
        until_s = time.monotonic() + (ANSWER_MOST_S if most_s is None else most_s)
        body = bytearray()
        with http.stream(
            call.method,
            call.path,
            content=content,
            headers=headers,
            params=call.params,
            timeout=TIMEOUT if most_s is None else httpx.Timeout(most_s),
        ) as response:
            for piece in response.iter_bytes():
                body += piece
                if len(body) > ANSWER_MOST_BYTES or time.monotonic() > until_s:
                    raise httpx.ReadTimeout("the answer does not end")
        document, by_app = json_object(bytes(body)), self._auth.by_app
        return Answer(response.status_code, self._now(), document, response.headers, by_app)

    def _learn(self, answer: Answer, began: datetime) -> None:
        """The clock and the read-your-writes token. A captive portal's clock is not the site's."""
        token = answer.headers.get("x-wix-consistent", "")
        if token and fits_a_header(token):
            self._consistent = token
        if answer.document is not None and (server := answer.server_time):
            middle = began + (answer.at - began) / 2
            self.clock_off_s = (server - middle).total_seconds()
            self.line.dates.append(DateSeen(server, began, answer.at))


def open_line(connection: Connection) -> httpx.Client:
    """The client with the proxy that was typed, else the environment's, else the system's.

    Broken settings are our NotSent.
    """
    jar = CookieJar(DefaultCookiePolicy(allowed_domains=[]))  # nothing is to tie requests together
    local = connection.is_this_machine
    try:
        return httpx.Client(
            base_url=connection.base_url,
            headers={
                "Accept": "application/json",
                # Wix's edge answers 403 to some programs that do not name themselves.
                "User-Agent": f"turnout/{__version__} (+check-in desk)",
            },
            timeout=TIMEOUT,
            follow_redirects=False,
            trust_env=not local,
            proxy=None if local else connection.network.proxy or None,
            verify=False if local else _trusted(connection.network.ca_file),
            cookies=jar,
        )
    except (ValueError, ImportError, OSError) as broken:
        text = "The proxy or certificate settings of this computer cannot be used."
        raise NotSent(text, code=type(broken).__name__) from broken


def _trusted(ca_file: str) -> ssl.SSLContext:
    """The usual authorities and this computer's own: offices add theirs to look into TLS."""
    context = httpx.create_ssl_context()
    context.load_default_certs()
    if ca_file:
        context.load_verify_locations(ca_file)
    return context


def _log(call: Call, status: str, began_s: float, request_id: str) -> None:
    ms = round((time.monotonic() - began_s) * 1000)
    LOG.info("%s %s %d ms %s", call.operation, status, ms, request_id or "-")
