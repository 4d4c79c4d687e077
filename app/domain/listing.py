"""Which of a site's sessions one desk lists: all but the places and services that it leaves out."""

from collections.abc import Iterable
from typing import NamedTuple

from app.domain.model import Session
from app.domain.names import sort_key


class Service(NamedTuple):
    """One of the site, by the name of its sessions."""

    service_id: str
    name: str


class Offer(NamedTuple):
    """What there is to choose from, by name."""

    locations: tuple[str, ...] = ()
    services: tuple[Service, ...] = ()

    @property
    def is_choice(self) -> bool:
        return len(self.locations) > 1 or len(self.services) > 1


class Listing(NamedTuple):
    """What is left out, so that whatever comes new in Wix is listed until somebody says otherwise.

    A place goes by its name, which is what the calendar tells of each session; a service by its id.
    """

    no_locations: frozenset[str] = frozenset()
    no_services: frozenset[str] = frozenset()

    @property
    def is_all(self) -> bool:
        return not (self.no_locations or self.no_services)

    def lists(self, session: Session) -> bool:
        """One without a place or a service cannot be left out by it."""
        left_out = session.location in self.no_locations or session.service_id in self.no_services
        return not left_out


EVERYTHING = Listing()


def offer_of(sessions: Iterable[Session]) -> Offer:
    """The places and services of these sessions."""
    held = list(sessions)
    places = {each.location for each in held if each.location}
    services = {each.service_id: each.title for each in reversed(held) if each.service_id}
    named = (Service(service_id, name) for service_id, name in services.items())
    return Offer(
        tuple(sorted(places, key=sort_key)),
        tuple(sorted(named, key=lambda each: (sort_key(each.name), each.service_id))),
    )
