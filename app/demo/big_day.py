"""A day far larger than a studio's, for measurements."""

from datetime import timedelta

from app.demo.planting import Garden, Plan
from app.demo.seed_catalog import SERVICES
from app.demo.seed_day import five_minutes, midnight
from app.demo.seed_people import PEOPLE
from app.demo.seed_rosters import Row

_MINUTES = 45


def add_big_day(garden: Garden, sessions: int, bookings: int) -> None:
    """So many class sessions spread over today, with so many bookings spread over them."""
    day = garden.now.astimezone(garden.zone).date()
    first = midnight(day, garden.zone).timestamp()
    classes = [row[0] for row in SERVICES if row[1] == "CLASS"]
    room = 24 * 60 - _MINUTES
    for number in range(sessions):
        share = range(number, bookings, sessions)
        rows = tuple(_row(number, booking) for booking in share)
        start = midnight(day, garden.zone) + timedelta(minutes=room * number // sessions)
        garden.add_session(
            Plan(
                key=f"{day} big {number} of {sessions} {first:.0f}",
                service=classes[number % len(classes)],
                start=five_minutes(start),
                minutes=_MINUTES,
                rows=rows,
                title=f"Session {number + 1}",
                capacity=max(20, 4 * len(rows)),
            )
        )


def _row(session: int, booking: int) -> Row:
    # Further clients of the same names: the place in the table says who it is.
    index = booking + len(PEOPLE) * session
    return Row(index, party=1 + booking % 4, came=1 if booking % 5 == 0 else None)
