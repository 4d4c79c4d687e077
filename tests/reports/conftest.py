from datetime import timedelta

import pytest

from app.reports.counting import Reports
from tests.desks import make_desk


@pytest.fixture
def made(tmp_path):
    made = make_desk(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def reports(made):
    return Reports(made.store, made.desk.now)


@pytest.fixture
def ask(made):
    """As if the site had told all sessions of so many days, today included."""

    def ask_(days):
        now = made.clock.now()
        with made.store.transaction():
            for n in range(days):
                made.store.other_days.keep_calendar(now.date() - timedelta(days=n), now)

    return ask_
