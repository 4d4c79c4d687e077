"""Which site a command is for: the environment's, else the current one of this computer."""

import json

import pytest

from app.system.profiles import FILE_NAME, Known, Profile, Profiles


def test_the_current_site_of_this_computer_is_the_one(loaded, site, yoga):
    known = Known().with_site(Profile("another")).with_site(Profile(site.site_id, "Studio"))
    Profiles(loaded.data).keep(known)
    [found] = loaded.ok("sessions", "--json", TURNOUT_SITE_ID="").json
    assert found["event_id"] == yoga


def test_the_environment_goes_first(loaded, site, yoga):
    Profiles(loaded.data).keep(Known().with_site(Profile("another")))
    [found] = loaded.ok("sessions", "--json").json
    assert found["event_id"] == yoga


@pytest.mark.parametrize("content", ["{", json.dumps({"version": 2})])
def test_a_list_that_cannot_be_read_is_one_sentence_and_no_other_site_is_opened(turnout, content):
    turnout.data.mkdir()
    (turnout.data / FILE_NAME).write_text(content)
    ran = turnout("sessions", TURNOUT_SITE_ID=None)
    assert ran.code == 6
    assert FILE_NAME in ran.err
    assert [each.name for each in turnout.data.iterdir()] == [FILE_NAME]


def test_no_site_is_one_sentence(turnout):
    ran = turnout("sessions", TURNOUT_SITE_ID=None)
    assert ran.code == 5
    assert ran.err.startswith("turnout is not connected to a Wix site yet.")


@pytest.mark.parametrize(
    "command", [("sessions",), ("sync",), ("check-in", "a", "b", "--add", "1")]
)
def test_a_site_that_nobody_set_up_is_refused_and_leaves_no_file(turnout, command):
    Profiles(turnout.data).keep(Known().with_site(Profile("abc-1", "Studio")))
    ran = turnout(*command, TURNOUT_SITE_ID="foo", TURNOUT_API_KEY="")
    assert ran.code == 2
    assert "“foo”, a site that this computer does not know; it knows Studio (abc-1)." in ran.err
    assert "To add one, start turnout --set-up" in ran.err
    assert [each.name for each in turnout.data.iterdir()] == [FILE_NAME]
    nothing = turnout(
        *command, TURNOUT_SITE_ID="foo", TURNOUT_API_KEY="", TURNOUT_DATA_DIR=f"{turnout.data}2"
    )
    assert "it knows none yet." in nothing.err
    assert not turnout.data.with_name(f"{turnout.data.name}2").exists()


def test_a_site_that_has_a_store_is_known(loaded, yoga):
    [found] = loaded.ok("sessions", "--json", TURNOUT_API_KEY="").json
    assert found["event_id"] == yoga
