import pytest

from tests.desks import booking, make_desk


@pytest.fixture
def made(tmp_path):
    """A desk in UTC with one yoga session in progress: a party of four, and two alone."""
    made = make_desk(tmp_path)
    made.add_session("yoga")
    made.add_bookings(
        "yoga", booking("dana", party=4), booking("noa", "Noa Kahn"), booking("sam", "Sam Low")
    )
    yield made
    made.store.close()
