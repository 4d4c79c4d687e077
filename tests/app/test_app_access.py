"""A managed install that asks as an app: id, secret and instance, by real commands."""

import pytest

from app.demo import Fault
from app.system.app_access import app_access

REFUSED = "Wix does not accept the app ID, the secret or the instance ID."
TAKEN_OFF = "Wix does not accept the app on this site. Is it still installed there?"


@pytest.fixture
def app(site):
    """The environment of the install: no key, and no site id."""
    own = site.credentials
    return {
        "TURNOUT_API_KEY": None,
        "TURNOUT_SITE_ID": None,
        "TURNOUT_APP_ID": own.app_id,
        "TURNOUT_APP_SECRET": own.app_secret,
        "TURNOUT_INSTANCE_ID": own.instance_id,
    }


@pytest.fixture(autouse=True)
def kept_secret(site, turnout):
    yield
    secrets = [site.credentials.app_secret, *(id_ for id_, _, _ in site._state.items("token"))]
    for path in turnout.files():
        content = path.read_bytes()
        assert not any(secret.encode() in content for secret in secrets), path


def tokens(site):
    return sum(1 for each in site.requests() if each.operation == "oauth.token")


def synced(turnout, app, *, until="verified", **changed):
    ran = turnout("sync", "--until", until, "--timeout", "20", "--json", **{**app, **changed})
    assert app["TURNOUT_APP_SECRET"] not in ran.out + ran.err
    return ran


def test_a_check_in_goes_the_whole_way_with_one_token(turnout, site, app, yoga, dana):
    assert synced(turnout, app).code == 0
    turnout.ok("check-in", yoga, dana, "--add", "3", **app)
    ran = synced(turnout, app)
    assert (ran.code, ran.json["online"], ran.json["verified"]) == (0, True, 1)
    assert site.attendance(dana, yoga) == ("ATTENDED", 3)
    assert tokens(site) == 2
    assert [each.status for each in site.requests() if each.status != 200] == []
    [folder] = (turnout.data / "sites").iterdir()
    assert folder.name == site.credentials.instance_id


def test_with_a_site_id_the_store_is_the_one_of_the_key(loaded, site, app, yoga, dana):
    app["TURNOUT_SITE_ID"] = site.site_id
    loaded.ok("check-in", yoga, dana, "--add", "1")
    assert synced(loaded, app, until="sent").json["saved"] == 0
    assert site.attendance(dana, yoga) == ("ATTENDED", 1)


def test_an_expired_token_is_changed_and_nobody_notices(turnout, site, app):
    site.faults.add(Fault("unauthenticated", "events.query", times=1))
    assert synced(turnout, app).code == 0
    assert tokens(site) == 2


@pytest.mark.parametrize("name", ["TURNOUT_APP_ID", "TURNOUT_APP_SECRET", "TURNOUT_INSTANCE_ID"])
def test_what_wix_does_not_accept_is_5_and_said(loaded, site, app, yoga, dana, name):
    app["TURNOUT_SITE_ID"] = site.site_id
    loaded.ok("check-in", yoga, dana, "--add", "1")
    ran = synced(loaded, app, **{name: "11111111-1111-4111-8111-111111111111"})
    assert (ran.code, ran.err, ran.json["message"]) == (5, f"{REFUSED}\n", REFUSED)
    assert (ran.json["online"], ran.json["saved"]) == (False, 1)
    assert loaded.row(yoga, dana)["attended"] == 1


def test_a_new_token_that_is_refused_too_is_5_and_said(turnout, site, app):
    site.faults.add(Fault("unauthenticated", "[!o]*"))
    ran = synced(turnout, app)
    assert (ran.code, ran.err) == (5, f"{TAKEN_OFF}\n")
    assert tokens(site) == 2


def test_a_site_that_gives_no_token_is_as_offline(turnout, site, app):
    site.faults.add(Fault("error_503", "oauth.token"))
    ran = turnout("sync", "--timeout", "2", **app)
    assert ran.code == 4


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"TURNOUT_APP_SECRET": None}, "TURNOUT_APP_SECRET missing"),
        ({"TURNOUT_APP_ID": " "}, "TURNOUT_APP_ID missing"),
        ({"TURNOUT_APP_ID": "", "TURNOUT_INSTANCE_ID": ""}, "and TURNOUT_INSTANCE_ID missing"),
        ({"TURNOUT_API_KEY": "IST.made-up"}, "not both"),
    ],
)
def test_half_of_an_app_or_an_app_and_a_key_is_2_and_named(turnout, app, changed, words):
    ran = turnout("sessions", **{**app, **changed})
    assert ran.code == 2
    assert words in ran.err


def test_the_demo_site_takes_no_notice(turnout, app):
    ran = turnout("--demo", "sessions", **{**app, "TURNOUT_APP_SECRET": None})
    assert ran.code == 0


def test_the_secret_is_not_shown(monkeypatch):
    for name in ("TURNOUT_APP_ID", "TURNOUT_APP_SECRET", "TURNOUT_INSTANCE_ID"):
        monkeypatch.setenv(name, f" {name.lower()}\n")
    monkeypatch.delenv("TURNOUT_API_KEY", raising=False)
    given = app_access()
    assert given == ("turnout_app_id", "turnout_app_secret", "turnout_instance_id")
    assert "secret" not in repr(given)
