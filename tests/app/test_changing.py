"""S-23: from one site to another in a real window; what is forgotten is forgotten, and nothing is
lost.
"""

from contextlib import closing

import keyring
import keyring.errors
import pytest

from app.checkin.handover_file import read
from app.cli.changing import KEY_STAYS, disconnect, sites_of
from app.cli.setting_up import SettingUp
from app.domain.errors import StoreError
from app.gui.setup.actions import Left, Pasted, Step
from app.main import program
from app.system.profiles import Known, Profile, Profiles
from app.system.secrets import SERVICE
from tests.app.test_window import press
from tests.system.test_secrets import Store as SecretStore

OTHER = "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d"
SITES = ("staff.sync", "staff.sync.panel.sites")
NOWHERE = {"TURNOUT_API_URL": "http://127.0.0.1:9", "TURNOUT_SITE_ID": ""}


@pytest.fixture
def profiles(loaded, site):
    """This computer knows two sites; the loaded one is open."""
    profiles = Profiles(loaded.data)
    both = Known().with_site(Profile(OTHER, "Workshop"))
    profiles.keep(both.with_site(Profile(site.site_id, "Studio")))
    return profiles


def test_the_window_opens_again_on_the_other_site_and_the_first_is_as_it_was(
    loaded, site, profiles, yoga, dana
):
    """S-23: with nothing unsent nothing is asked."""
    code, said, told = press(
        loaded, dana, "online", "look", *SITES, f"staff.sites.open.{OTHER}", "told", "look",
        TURNOUT_SITE_ID="",
    )  # fmt: skip
    assert (code, told) == (0, "")
    assert len(said) == 2
    assert (loaded.data / "sites" / OTHER).is_dir()
    assert profiles.read().current == OTHER
    assert loaded.row(yoga, dana)["attended"] == 0
    assert {each.site_id for each in profiles.read().sites} == {OTHER, site.site_id}


def test_what_is_unsent_goes_with_the_export_and_is_sent_once_the_site_is_open_again(
    loaded, site, profiles, yoga, dana, tmp_path
):
    """S-23: never without the export."""
    file = tmp_path / "taken along.jsonl"
    code, said, told = press(
        loaded, dana, "plus", "offline", *SITES, f"staff.sites.open.{OTHER}",
        f"staff.leave.file={file}", "staff.leave.export", "told", "look", **NOWHERE,
    )  # fmt: skip
    assert (code, told) == (0, "")
    assert said[0] == "1 of 4 in"
    assert profiles.read().current == OTHER
    [line] = read(file).lines
    assert line.state == "saved", "a copy: it is this computer that sends it"
    loaded.sync()
    assert site.attendance(dana, yoga) == ("ATTENDED", 1)


def test_a_site_that_is_disconnected_is_forgotten_and_the_other_one_opens(
    loaded, site, profiles, yoga, dana
):
    """S-23: its day, its check-ins and its place in the list."""
    code, _, told = press(
        loaded, dana, "online", *SITES, "staff.sites.disconnect", "staff.leave.go", "told",
        TURNOUT_SITE_ID="",
    )  # fmt: skip
    assert (code, told) == (0, "")
    assert profiles.read() == Known((Profile(OTHER, "Workshop"),), OTHER)
    assert loaded.ok("sessions", "--json").json == []
    assert site.writes() == []


@pytest.mark.parametrize("known", [(), (Profile(OTHER, "Workshop"),)], ids=["none", "one"])
def test_the_set_up_opened_from_the_demo_site_and_left_leads_back_to_it(turnout, known):
    """Whether this computer knows a site or not; and what is counted there is counted."""
    turnout.data.mkdir(exist_ok=True)
    Profiles(turnout.data).keep(Known(known, OTHER if known else ""))
    code, said, told = press(
        turnout, "--demo", "online", *SITES, "staff.sites.add", "leave", "online", "first",
        TURNOUT_SITE_ID="", TURNOUT_API_KEY="",
    )  # fmt: skip
    assert (code, told) == (0, "")
    [row] = said
    assert row.startswith("1 of ")


@pytest.fixture
def here(loaded, site, profiles, monkeypatch):
    for name, value in loaded.env(TURNOUT_SITE_ID=None, TURNOUT_API_KEY=None).items():
        if name.startswith("TURNOUT_"):
            monkeypatch.setenv(name, value)
    monkeypatch.delenv("TURNOUT_SITE_ID", raising=False)
    monkeypatch.delenv("TURNOUT_API_KEY", raising=False)
    was = keyring.get_keyring()
    store = SecretStore()
    store.kept[SERVICE, site.site_id] = site.api_key
    keyring.set_keyring(store)
    yield store
    keyring.set_keyring(was)


def permit_of(made):
    with closing(made.open_store()) as store:
        return made.leaving(store).permit()


def test_the_key_goes_first_and_where_it_stays_nothing_is_forgotten(here, site, profiles, yoga):
    def locked():
        raise keyring.errors.KeyringLocked("locked")

    with closing(program(demo=False)) as made:
        permit = permit_of(made)
        here.answer = locked
        with pytest.raises(StoreError, match=KEY_STAYS):
            disconnect(made, permit)
        assert profiles.read().current == site.site_id
        with closing(made.open_store()) as store:
            assert store.days.session(yoga) is not None
        here.answer = None
        disconnect(made, permit)
        with closing(made.open_store()) as store:
            assert store.days.session(yoga) is None
    assert here.kept == {}
    assert profiles.read() == Known((Profile(OTHER, "Workshop"),), OTHER)


def test_the_window_knows_which_of_the_sites_is_its_own(here, site):
    left = []
    with closing(program(demo=False)) as made, closing(made.open_store()) as store:
        sites = sites_of(made, store, lambda permit, going: left.append((permit, going)))
        assert [(each.name, each.current) for each in sites.known()] == [
            ("Workshop", False),
            ("Studio", True),
        ]
        assert sites.leaving().only_here() == 0
    with closing(program(demo=True)) as demo, closing(demo.open_store()) as store:
        sites = sites_of(demo, store, lambda permit, going: left.append((permit, going)))
        assert not any(each.current for each in sites.known())
    assert left == []


def test_another_site_is_set_up_beside_the_first(here, loaded, site, profiles):
    """Left halfway it goes on where it was, and the first one stays the current one meanwhile."""
    profiles.keep(Known().with_site(Profile(OTHER, "Workshop")))
    setting = SettingUp(loaded.data, another=True)
    assert setting.actions().left == Left()
    assert setting.test(Pasted(site.site_id, site.api_key)).works
    setting.remember(Left(site.site_id, kept=True, step=Step.PROOF))
    assert profiles.read().current == OTHER
    again = SettingUp(loaded.data, another=True).actions().left
    assert (again.site_id, again.step) == (site.site_id, Step.PROOF)
    assert SettingUp(loaded.data).actions().left.site_id == OTHER


def test_y09_from_an_expired_sign_in_to_its_page_and_back_with_what_was_counted(
    loaded, site, profiles, yoga, dana
):
    """Y-09: what was counted meanwhile waits, and the desk is there again without a new key."""
    code, said, told = press(
        loaded, dana, "told", "plus", "staff.banner.act", "leave", "plus", "look",
        TURNOUT_SITE_ID="", TURNOUT_API_KEY="expired",
    )  # fmt: skip
    assert (code, told) == (0, "")
    assert said[:2] == ["1 of 4 in", "2 of 4 in"]
    assert profiles.read().current == site.site_id
    loaded.sync()
    assert site.attendance(dana, yoga) == ("ATTENDED", 2)
