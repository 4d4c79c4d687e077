"""A store that holds what a busy site does in three months."""

from __future__ import annotations

from datetime import timedelta

from tests.desks import NOON, MadeDesk

SESSIONS, BOOKINGS, CLIENTS = 40, 500, 5000
A_DAY_S = 86_400


def fill(made: MadeDesk, days: int) -> None:
    """So many sessions and bookings a day: a ninth missed, a third was counted here."""
    now = int(NOON.timestamp())
    run = made.store._database.run
    with made.store.transaction():
        for day in range(1, days + 1):
            date = NOON.date() - timedelta(days=day)
            made.store.other_days.keep_calendar(date, NOON)
            for n in range(SESSIONS):
                start = now - day * A_DAY_S + (n * 20 - 300) * 60
                run(
                    "INSERT INTO sessions VALUES (?,?,?,?,?,'UTC','Loft','Noa',20,0,NULL,?,0,?)",
                    (f"e{day}-{n}", "CLASS", f"Class {n % 12}", start, start + 3000, n % 12, now),
                )
            for n in range(BOOKINGS):
                _book(made, day, n, now)


def _book(made: MadeDesk, day: int, n: int, now: int) -> None:
    run, booking = made.store._database.run, f"b{day}-{n}"
    event = f"e{day}-{n * SESSIONS // BOOKINGS}"
    who = (n * 37 + day * 101) % CLIENTS
    run(
        "INSERT INTO bookings (booking_id, name, party, status, phone_tail, created_s)"
        " VALUES (?,?,?,'CONFIRMED',?,?)",
        (booking, f"Client {who}", 1 + who % 2, f"{who:07}", now),
    )
    run("INSERT INTO seats VALUES (?,?,1)", (event, booking))
    value = -1 if n % 9 == 1 else 1
    read = value if n % 3 else 0
    run(
        "INSERT INTO shadows (event_id, booking_id, a, a_seq, r, r_seq, v_seq)"
        " VALUES (?,?,?,0,?,0,0)",
        (event, booking, value, read),
    )
    if n % 3 == 0:
        run(
            "INSERT INTO ops (op_id, event_id, booking_id, kind, count, gesture_id, device_id,"
            " actor, at_ms, before, party) VALUES (?,?,?,'arrive',1,?,'d','',?,0,1)",
            (booking, event, booking, booking, now * 1000 - day * A_DAY_S * 1000),
        )
