"""An app's token is fetched once, renewed in time, and once more when it is refused."""

from datetime import timedelta

import pytest

from app.domain.errors import NotAllowed, NotSent, OverBudget, Throttled
from app.wix.auth import AppCredentials
from app.wix.connection import Connection
from tests.wix.scripted import NOON, Reply, fixture

BAD_SECRET = fixture("oauth2.token.json")["variants"][0]["response"]
FACTS = {"properties": {"businessName": "Harbor"}}


class Watch:
    def __init__(self) -> None:
        self.time = NOON

    def __call__(self):
        return self.time


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def app(site, connect, watch):
    credentials = AppCredentials("app-1", "s3cret", "instance-1", now=watch)
    return connect(site.url, auth=credentials)


def tokens(site, *, lasts_s: object = 14400):
    """Give t1, t2, ... and refuse none of them."""
    given = []

    def say(asked):
        if asked.path != "/oauth2/token":
            return Reply(FACTS)
        given.append(asked)
        return Reply({"access_token": f"t{len(given)}", "expires_in": lasts_s})

    site.says(say)
    return given


def test_the_token_goes_as_it_is_and_names_the_site(site, app):
    given = tokens(site)
    assert app.facts().name == "Harbor"
    app.facts()
    [asked] = given
    sample = fixture("oauth2.token.json")["request"]["body"]
    assert (asked.method, asked.body.keys()) == ("POST", sample.keys())
    assert asked.body["client_secret"] == "s3cret"
    assert "authorization" not in asked.headers
    for sent in site.asked[1:]:
        assert sent.headers["authorization"] == "t1"
        assert "wix-site-id" not in sent.headers


@pytest.mark.parametrize(
    ("lasts_s", "good_for"),
    [
        (14400, timedelta(hours=3, minutes=55)),
        (60, timedelta(seconds=30)),
        (None, timedelta(hours=3, minutes=55)),
        (-1, timedelta(hours=3, minutes=55)),
        ("x", timedelta(hours=3, minutes=55)),
    ],
)
def test_it_is_renewed_before_it_ends(site, app, watch, lasts_s, good_for):
    given = tokens(site, lasts_s=lasts_s)
    app.facts()
    watch.time += good_for - timedelta(seconds=1)
    app.facts()
    assert len(given) == 1
    watch.time += timedelta(seconds=1)
    app.facts()
    assert len(given) == 2


def test_a_refused_token_is_changed_once(site, app):
    token = {"access_token": "t"}
    site.says(token, Reply({}, 401), token, FACTS)
    assert app.facts().name == "Harbor"
    site.says(Reply({}, 401), token, Reply({}, 401))
    with pytest.raises(NotAllowed):
        app.facts()
    assert len(site.asked) == 7


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (
            Reply(
                status=401, document=fixture("oauth2.token.json")["variants"][0]["response"]["body"]
            ),
            NotAllowed,
        ),
        (Reply({"error": "invalid_client"}, 400), NotAllowed),
        (Reply({}, 429), Throttled),
        (Reply(status=503), NotSent),
        (Reply(raw=b""), NotSent),
        (Reply({}), NotSent),
        (Reply({"access_token": ""}), NotSent),
        (Reply({"access_token": "a\r\nb"}), NotSent),
        (Reply(body=b"<html>"), NotSent),
    ],
)
def test_without_a_token_nothing_is_asked(site, app, reply, kind):
    site.says(reply)
    with pytest.raises(kind) as raised:
        app.facts()
    assert type(raised.value) is kind
    assert {asked.path for asked in site.asked} == {"/oauth2/token"}


def test_the_token_passes_the_gate_too(site, connect):
    def gate():
        raise OverBudget(1.0)

    credentials = AppCredentials("app-1", "s3cret", "instance-1")
    with pytest.raises(OverBudget):
        connect(site.url, auth=credentials, gate=gate).facts()


def test_the_clock_of_the_credentials_is_the_computers(site, connect):
    given = tokens(site)
    client = connect(site.url, auth=AppCredentials("app-1", "s3cret", "instance-1"))
    client.facts()
    client.facts()
    assert len(given) == 1


def test_secrets_are_not_shown():
    shown = repr(AppCredentials("app-1", "s3cret", "instance-1"))
    assert "s3cret" not in shown
    assert "key" not in repr(Connection("https://www.wixapis.com", "key", "s"))


def test_a_403_speaks_of_the_app_where_an_app_asks(site, connect):
    site.says(
        lambda asked: Reply({"access_token": "t"}) if "oauth" in asked.path else Reply({}, 403)
    )
    client = connect(site.url, auth=AppCredentials("app-1", "s3cret", "instance-1"))
    with pytest.raises(NotAllowed, match="The app has no permission for this"):
        client.facts()
    with pytest.raises(NotAllowed, match="The key has no permission for this"):
        connect(site.url).facts()
