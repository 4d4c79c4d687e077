"""How a request shows who asks: an API key, or the token of an app."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final, Protocol

from app.domain.errors import NotAllowed, NotSent, RowRefused, Throttled, Unreachable
from app.wix.connection import Connection, fits_a_header
from app.wix.exchange import Answer, Call
from app.wix.translate import not_from_wix, verdict

TOKEN_LASTS_S: Final = 4 * 3600.0
RENEW_BEFORE: Final = timedelta(minutes=5)

Post = Callable[[Call], Answer]


class Auth(Protocol):
    """Gives the headers of a request; `post` sends one without them, for a token."""

    @property
    def by_app(self) -> bool:
        """Whether an app asks, and not a key."""

    def headers(self, post: Post) -> dict[str, str]: ...

    def renew(self) -> bool:
        """After a 401: whether there is something new to try."""


@dataclass(frozen=True, slots=True)
class ApiKey:
    """The key as it is, without a scheme, and the site it is for."""

    connection: Connection

    @property
    def by_app(self) -> bool:
        return False

    def headers(self, _post: Post) -> dict[str, str]:
        if not self.connection.api_key:
            raise NotAllowed("There is no API key for this site yet.", code="NO_KEY")
        return {
            "Authorization": self.connection.api_key,
            "wix-site-id": self.connection.site_id,
        }

    def renew(self) -> bool:
        return False


@dataclass(slots=True)
class AppCredentials:
    """An app's own credentials, changed for a token that lasts four hours.

    The token names the site, so no site ID goes with it.
    """

    app_id: str
    secret: str = field(repr=False)
    instance_id: str
    now: Callable[[], datetime] = field(repr=False, default=lambda: datetime.now(UTC))
    _token: str = field(init=False, repr=False, default="")
    _until: datetime = field(init=False, repr=False, default=datetime.min.replace(tzinfo=UTC))

    @property
    def by_app(self) -> bool:
        return True

    def headers(self, post: Post) -> dict[str, str]:
        if not self._token or self.now() >= self._until:
            self._fetch(post)
        return {"Authorization": self._token}

    def renew(self) -> bool:
        """Forget the token: the next request asks for another."""
        self._token = ""
        return True

    def _fetch(self, post: Post) -> None:
        try:
            answer = post(self._call())
            if failed := verdict(answer):
                raise failed
            self._keep(answer)
        except (Throttled, NotSent):
            raise
        except Unreachable as failed:
            # Whatever became of the token: what it was wanted for was never sent.
            raise NotSent(str(failed), code=failed.code, request_id=failed.request_id) from failed
        except (RowRefused, NotAllowed) as failed:
            text = "Wix does not accept the app ID, the secret or the instance ID."
            raise NotAllowed(text, code=failed.code, request_id=failed.request_id) from failed

    def _keep(self, answer: Answer) -> None:
        document = answer.document or {}
        token, lasts_s = document.get("access_token"), document.get("expires_in")
        if not isinstance(token, str) or not token or not fits_a_header(token):
            raise not_from_wix(answer.request_id)
        if not isinstance(lasts_s, int | float) or not 0 < lasts_s < TOKEN_LASTS_S:
            lasts_s = TOKEN_LASTS_S
        lasts = timedelta(seconds=lasts_s)
        self._until = self.now() + max(lasts / 2, lasts - RENEW_BEFORE)
        self._token = token

    def _call(self) -> Call:
        body = {
            "grant_type": "client_credentials",
            "client_id": self.app_id,
            "client_secret": self.secret,
            "instance_id": self.instance_id,
        }
        return Call("token", "POST", "/oauth2/token", body)
