"""Every state of what is listed: the order of a roster, and the filter of the sessions."""

from __future__ import annotations

from datetime import timedelta

from app.domain.listing import Listing
from app.domain.model import SessionKind
from app.domain.session_filter import By
from app.domain.settings import Order
from tests.screens.stage import Stage, busy, settle

STAND_FOR_A_SCREEN = (
    "filter_on",
)  # fmt: skip


def scene_sort(stage: Stage) -> None:
    busy(stage)
    stage.tell()
    stage.window.top.sorting.button.click()
    settle()


def scene_sorted(stage: Stage) -> None:
    scene_sort(stage)
    stage.window.popover.content.buttons[Order.ARRIVAL.value].click()
    settle()


def scene_filter(stage: Stage) -> None:
    made = stage.made
    made.add_session(
        "massage",
        title="Massage",
        starts_in=timedelta(hours=3),
        kind=SessionKind.APPOINTMENT,
        location="Room 3",
        staff=("Dan",),
    )
    stage.tell()
    filtering = stage.window.top.filtering
    (filtering.corner if filtering.corner.isVisible() else filtering.button).click()
    settle()


def scene_filter_on(stage: Stage) -> None:
    scene_filter(stage)
    card = stage.window.popover.content
    card.buttons[By.STAFF, "Noa"].click()
    card.buttons[By.SERVICE, "Spin 45"].click()
    stage.window.popover.close_card()
    settle()


def scene_all_left_out(stage: Stage) -> None:
    made = stage.made
    made.add_session("tomorrow", title="Ahead", starts_in=timedelta(days=1))
    stage.window._desk._listing = Listing(frozenset({"Studio 2"}))
    stage.tell()
    stage.window.top.days.buttons.after.click()
    settle()


def scene_sessions_card(stage: Stage) -> None:
    """Without room for the sessions beside the roster."""
    for n in range(20):
        stage.made.add_session(
            f"e{n}", title=f"Session {n}", starts_in=timedelta(minutes=25 * n - 400)
        )
    stage.window.resize(1100, 728)
    stage.tell()
    stage.window.show_day()
    stage.window.fold.click()
    settle()
