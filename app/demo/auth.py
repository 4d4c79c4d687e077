"""Who is asking: API keys with a site id, and app tokens of `/oauth2/token`."""

import hmac
import secrets
from collections.abc import Mapping
from datetime import timedelta

from app.demo.call import Call, Caller, Parts
from app.demo.clock import parse, stamp
from app.demo.credentials import credentials_of
from app.demo.errors import Json, WixError, denied, unauthenticated

_TOKEN_LIFE_S = 14_400


def authenticate(parts: Parts, headers: Mapping[str, str]) -> Caller:
    """The caller of a request, or 401 or 403."""
    held = headers.get("authorization", "").strip()
    # Documented is the raw key; public code also sends a scheme and gets through.
    held = held.removeprefix("Bearer ").strip()
    token = parts.state.get("token", held) if held else None
    if token is not None:
        if parse(token["expires"]) <= parts.clock.now():
            raise unauthenticated()
        return Caller("app")
    key = parts.state.get("key", held) if held else None
    if key is None:
        raise unauthenticated()
    site_id = headers.get("wix-site-id", "")
    if not hmac.compare_digest(site_id.encode(), credentials_of(parts.state).site_id.encode()):
        raise denied()
    permissions = key["permissions"]
    return Caller("key", None if permissions is None else frozenset(permissions))


def give_token(call: Call) -> Json:
    """Client credentials to an access token of four hours."""
    known = credentials_of(call.parts.state)
    if call.body.get("grant_type") != "client_credentials":
        raise _oauth_error(400, "unsupported_grant_type", "Only client_credentials is supported")
    given = (call.body.get("client_id"), call.body.get("client_secret"))
    if given != (known.app_id, known.app_secret):
        raise _oauth_error(401, "invalid_client", "Client authentication failed")
    if call.body.get("instance_id") != known.instance_id:
        raise _oauth_error(400, "invalid_request", "Unknown instance")
    token = "OauthNG.JWS." + secrets.token_urlsafe(48)
    expires = call.parts.clock.now() + timedelta(seconds=_TOKEN_LIFE_S)
    call.parts.state.seed("token", [(token, "", {"expires": stamp(expires)})])
    return {"access_token": token, "token_type": "Bearer", "expires_in": _TOKEN_LIFE_S}


def _oauth_error(status: int, error: str, text: str) -> WixError:
    return WixError(status, {"error": error, "error_description": text})
