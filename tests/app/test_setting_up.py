"""What the set-up pages may do: which key is kept and which forgotten, and for which site."""

import json
from contextlib import closing

import keyring
import pytest

from app.cli.setting_up import OTHER_SITE, OTHER_WAY, SettingUp, set_up
from app.demo import DemoSite, Fault
from app.domain.fitting import Fitting, Network
from app.domain.listing import Listing
from app.domain.trial import Cause
from app.gui.setup.actions import Left, Pasted, Step
from app.main import find_place, main, program
from app.system.lock import window_lock
from app.system.place import PROXIES
from app.system.profiles import FILE_NAME, Draft, Known, Profile, Profiles
from app.system.secrets import SERVICE, Trouble
from tests.system.test_secrets import Store

FORMER = "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d"


@pytest.fixture
def store():
    was = keyring.get_keyring()
    store = Store()
    keyring.set_keyring(store)
    yield store
    keyring.set_keyring(was)


@pytest.fixture
def studio(tmp_path, monkeypatch):
    with DemoSite(tmp_path / "site", seed="empty") as site:
        for name in (*PROXIES, *map(str.lower, PROXIES)):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("TURNOUT_API_URL", site.url)
        monkeypatch.setenv("TURNOUT_DATA_DIR", str(tmp_path / "data"))
        yield site
        assert site.writes() == []


@pytest.fixture
def profiles(tmp_path):
    return Profiles(tmp_path / "data")


@pytest.fixture
def setting(tmp_path, studio, store):
    return SettingUp(tmp_path / "data")


@pytest.fixture
def turnout_day(studio, monkeypatch, capsys):
    """The titles that `turnout sessions` lists of a class and an appointment."""
    monkeypatch.setenv("TURNOUT_SITE_ID", studio.site_id)
    monkeypatch.setenv("TURNOUT_API_KEY", studio.api_key)
    events = {
        studio.add_session("Yoga"): "Yoga",
        studio.add_session("Physio", kind="APPOINTMENT"): "Physio",
    }
    assert main(["sync", "--until", "sent", "--timeout", "20"]) == 0
    capsys.readouterr()

    def titles():
        assert main(["sessions", "--json"]) == 0
        return sorted(each["title"] for each in json.loads(capsys.readouterr().out))

    def service(title):
        made = program(demo=False)
        with closing(made.open_store()) as store:
            [event] = [event for event, each in events.items() if each == title]
            return store.days.session(event).service_id

    titles.service = service
    return titles


def test_a_key_that_is_accepted_is_kept_and_found_again(setting, studio, store):
    found = setting.test(Pasted(studio.site_id, studio.api_key))
    assert found.works
    assert found.kept
    assert store.kept == {(SERVICE, studio.site_id): studio.api_key}
    assert setting.test(Pasted(studio.site_id, "")).works


@pytest.mark.parametrize(
    ("way", "words"),
    [
        ("http://127.0.0.1:1", "There is no connection to 127.0.0.1:1."),
        ("https://nobody.invalid by http://127.0.0.1:1", "There is no connection to 127.0.0.1:1."),
        ("https://wix.example:x", "proxy or certificate settings"),
    ],
)
def test_what_stands_in_the_way_is_said_as_doctor_says_it_and_the_key_waits(
    setting, studio, store, monkeypatch, way, words
):
    url, _, proxy = way.partition(" by ")
    monkeypatch.setenv("TURNOUT_API_URL", url)
    monkeypatch.setenv("HTTPS_PROXY", proxy)
    found = setting.test(Pasted(studio.site_id, studio.api_key))
    assert found.trial.cause is Cause.NO_ANSWER
    assert words in found.problem
    assert found.kept
    assert store.kept == {(SERVICE, studio.site_id): studio.api_key}


@pytest.mark.parametrize("fault", ["html", "empty_403", "missing_members"])
def test_an_answer_that_is_not_wixs_is_left_to_the_page(setting, studio, fault):
    studio.faults.add(Fault(fault, members=("properties",)))
    found = setting.test(Pasted(studio.site_id, studio.api_key))
    assert (found.trial.cause, found.problem) == (Cause.NO_ANSWER, "")


@pytest.mark.parametrize("wrong", ["key", "site"])
def test_one_that_is_not_is_not_kept(setting, studio, store, wrong):
    key = "IST.wrong" if wrong == "key" else studio.api_key
    found = setting.test(Pasted(FORMER if wrong == "site" else studio.site_id, key))
    assert found.trial.cause is (Cause.WRONG_KEY if wrong == "key" else Cause.WRONG_SITE)
    assert not found.kept
    assert store.kept == {}


@pytest.mark.parametrize(
    ("key", "words"), [("", Trouble.MISSING.value), ("IST.é", "unknown character")]
)
def test_what_cannot_be_asked_with_is_a_sentence(setting, studio, store, key, words):
    found = setting.test(Pasted(studio.site_id, key))
    assert found.trial is None
    assert words in found.problem
    assert store.kept == {}


def test_the_key_of_the_environment_is_used_and_not_kept(setting, studio, store, monkeypatch):
    monkeypatch.setenv("TURNOUT_API_KEY", studio.api_key)
    assert setting.actions().left.kept
    assert setting.test(Pasted(studio.site_id, "")).works
    assert setting.test(Pasted(studio.site_id, studio.api_key)).works
    assert store.kept == {}


def test_the_key_of_a_site_that_was_only_tried_is_forgotten(setting, profiles, studio, store):
    store.kept[SERVICE, FORMER] = "of a site that was a mistake"
    setting.remember(Left(FORMER, kept=True, step=Step.PROOF))
    assert setting.test(Pasted(studio.site_id, studio.api_key)).works
    assert store.kept == {(SERVICE, studio.site_id): studio.api_key}


def test_the_key_of_a_site_that_this_computer_knows_is_not(setting, profiles, studio, store):
    store.kept[SERVICE, FORMER] = "of a known site"
    profiles.keep(Known((Profile(FORMER),), draft=Draft(FORMER, tested=True)))
    assert setting.test(Pasted(studio.site_id, studio.api_key)).works
    assert (SERVICE, FORMER) in store.kept


def test_where_it_was_left_is_where_it_goes_on(setting, profiles):
    assert setting.actions().left == Left()
    setting.remember(Left())
    assert not profiles.file.exists()
    for left in (Left(FORMER), Left(FORMER, kept=True, step=Step.USE)):
        setting.remember(left)
        assert setting.actions().left == left
    profiles.keep(Known(draft=Draft(FORMER, tested=True, page="of another version")))
    assert setting.actions().left == Left(FORMER, kept=True)


def test_a_connected_site_gets_another_key_but_no_other_site_takes_its_place(
    setting, profiles, studio, store, monkeypatch
):
    setting.finish(Left(studio.site_id), "Studio")
    assert setting.actions().left == Left(studio.site_id, kept=True)
    setting.remember(Left(FORMER, kept=True))
    assert profiles.read() == Known().with_site(Profile(studio.site_id, "Studio"))
    assert setting.test(Pasted(FORMER, studio.api_key)).problem == OTHER_SITE
    assert store.kept == {}
    assert setting.test(Pasted(studio.site_id, studio.api_key)).works
    monkeypatch.setenv("TURNOUT_SITE_ID", FORMER)
    assert setting.actions().left.site_id == FORMER
    assert setting.test(Pasted(studio.site_id, studio.api_key)).problem == OTHER_SITE


def test_a_list_of_sites_that_cannot_be_read_is_said_on_the_page(setting, profiles, studio, store):
    profiles.file.parent.mkdir()
    profiles.file.write_text("{")
    assert FILE_NAME in setting.test(Pasted(studio.site_id, studio.api_key)).problem
    assert store.kept == {}


def test_a_second_start_leaves_the_first_in_charge(setting, profiles, qtbot):
    first = window_lock(profiles.file.parent)
    assert first.acquire()
    assert set_up(lambda **_: pytest.fail("nothing is to be opened")) == 0
    first.release()


CHOSEN = Fitting(Listing(frozenset({"The Kiln House"})), 13.3)


def test_what_was_chosen_is_there_after_a_halt_and_is_the_desks_once_it_is_finished(
    setting, profiles, studio
):
    halfway = Left(studio.site_id, True, Step.LISTED, CHOSEN)
    setting.remember(halfway)
    assert setting.actions().left == halfway
    setting.finish(halfway, "Studio")
    assert setting.actions().left == Left(studio.site_id, kept=True, fitting=CHOSEN)
    assert find_place(demo=False).fitting == CHOSEN
    # Changed later, and left halfway: the desk keeps what was finished.
    later = Left(studio.site_id, True, Step.PROOF, Fitting())
    setting.remember(later)
    assert setting.actions().left == later
    assert find_place(demo=False).fitting == CHOSEN


def test_the_commands_list_what_the_desk_lists(studio, setting, turnout_day):
    assert turnout_day() == ["Physio", "Yoga"]
    without = Listing(no_services=frozenset({turnout_day.service("Physio")}))
    setting.finish(Left(studio.site_id, fitting=Fitting(without)), "Studio")
    assert turnout_day() == ["Yoga"]


def test_a_list_that_cannot_be_read_stops_nobody_who_names_the_site(
    profiles, studio, setting, monkeypatch
):
    profiles.file.parent.mkdir()
    profiles.file.write_text("{")
    monkeypatch.setenv("TURNOUT_SITE_ID", studio.site_id)
    assert find_place(demo=False).fitting == Fitting()


@pytest.fixture
def app(studio):
    own = studio.credentials
    return Pasted(own.instance_id, own.app_secret, own.app_id)


def test_an_app_is_tried_as_it_will_ask_and_its_secret_is_kept_like_a_key(
    setting, profiles, studio, store, app, capsys
):
    assert setting.test(app).works
    assert store.kept == {(SERVICE, app.site_id): app.secret}
    assert setting.test(app._replace(secret="")).works
    setting.finish(Left(app.site_id, fitting=Fitting(app_id=app.app_id)), "Studio")
    assert app.secret not in profiles.file.read_text()
    again = Left(app.site_id, kept=True, fitting=Fitting(app_id=app.app_id))
    assert setting.actions().left == again
    assert main(["sync", "--until", "sent", "--timeout", "20"]) == 0
    assert "oauth.token" in {each.operation for each in studio.requests()}
    assert main(["doctor"]) == 0
    said = capsys.readouterr().out
    assert "The secret of this site's app is in it." in said
    assert "Wix accepts the app on this site." in said
    # Without its secret everything pauses, and says what to do.
    store.kept.clear()
    assert main(["doctor"]) == 5
    said = capsys.readouterr().out
    assert Trouble.APPLESS.value.split(". ")[0] in said
    assert "there is no secret of the app" in said


@pytest.mark.parametrize("wrong", ["site_id", "secret", "app_id"])
def test_an_app_that_is_not_accepted_is_said_and_not_kept(setting, store, app, wrong):
    found = setting.test(app._replace(**{wrong: FORMER}))
    assert found.trial.cause is Cause.WRONG_KEY
    assert "Wix does not accept the app ID" in str(found.trial.failed[0])
    assert store.kept == {}


def test_an_app_without_a_secret_anywhere_is_a_sentence(setting, app):
    found = setting.test(app._replace(secret=""))
    assert (found.trial, found.problem) == (None, Trouble.APPLESS.value)


def test_a_site_that_is_reached_by_a_key_is_not_handed_to_an_app(setting, studio, app):
    setting.finish(Left(studio.site_id), "Studio")
    assert setting.test(app).problem == OTHER_WAY


@pytest.mark.parametrize("given", ["typed", "environment"])
def test_a_proxy_that_is_typed_is_the_way_unless_the_environment_says_another(
    setting, profiles, studio, monkeypatch, given
):
    monkeypatch.delenv("TURNOUT_API_URL")
    typed = Network("http://127.0.0.1:1", "", "https://nobody.invalid")
    if given == "environment":
        monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:2")
        typed = typed._replace(proxy="http://nobody.invalid:1")
    found = setting.test(Pasted(studio.site_id, studio.api_key, network=typed))
    there = "127.0.0.1:1" if given == "typed" else "127.0.0.1:2"
    assert f"There is no connection to {there}." in found.problem
    setting.finish(Left(studio.site_id, fitting=Fitting(network=typed)), "Studio")
    place = find_place(demo=False)
    assert place.url == "https://nobody.invalid"
    assert place.network.proxy == (typed.proxy if given == "typed" else "")
    monkeypatch.setenv("TURNOUT_API_URL", studio.url)
    assert find_place(demo=False).url == studio.url


def test_doctor_goes_by_the_way_that_was_typed(setting, studio, store, monkeypatch, capsys):
    monkeypatch.delenv("TURNOUT_API_URL")
    typed = Network("http://127.0.0.1:1", "", "https://nobody.invalid")
    setting.finish(Left(studio.site_id, fitting=Fitting(network=typed)), "Studio")
    store.kept[SERVICE, studio.site_id] = studio.api_key
    assert main(["doctor"]) == 4
    assert "There is no connection to 127.0.0.1:1." in capsys.readouterr().out


def test_a_ca_file_that_is_not_there_is_named(setting, studio, tmp_path):
    missing = str(tmp_path / "office.pem")
    pasted = Pasted(studio.site_id, studio.api_key, network=Network("", missing, ""))
    assert setting.test(pasted).problem.startswith(f"There is no file {missing}")
