"""Which data a site gets, and when: once per site-local day."""

from app.demo.clock import Clock
from app.demo.seed_catalog import seed_catalog
from app.demo.state import State

SEEDS = ("studio", "empty", "big")


def sow(state: State, clock: Clock, seed: str) -> None:
    """Put data into the state, unless this day has had its own."""
    if seed not in SEEDS:
        raise ValueError(f"unknown seed: {seed}")
    seed_catalog(state)
