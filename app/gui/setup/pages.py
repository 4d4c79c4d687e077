"""The pages in their order, those that do not apply left out, and what was told on them."""

from __future__ import annotations

from app.domain.fitting import Fitting
from app.domain.trial import Trial
from app.gui.setup.actions import Left, SetupActions, Step
from app.gui.setup.connect import ConnectPage
from app.gui.setup.listed import ListedPage
from app.gui.setup.page import Page
from app.gui.setup.proof import ProofPage
from app.gui.setup.screen import ScreenPage
from app.gui.setup.sheet import Sheet
from app.gui.setup.use import UsePage
from app.gui.theme import Look


class Pages:
    """Whoever goes back and forth finds everything as it was."""

    def __init__(self, look: Look, actions: SetupActions, sheet: Sheet) -> None:
        left = actions.left
        self._site_id = left.site_id
        self.connect = ConnectPage(look, left, sheet.ground)
        self.listed = ListedPage(look, left.fitting.listing, sheet.ground)
        self.proof = ProofPage(look, sheet.ground)
        self.use = UsePage(look, sheet.ground)
        self.screen = ScreenPage(look, left.fitting, actions.seal, sheet.ground)
        self.every: tuple[Page, ...] = (
            self.connect, self.listed, self.proof, self.use, self.screen,
        )  # fmt: skip

    @property
    def applying(self) -> tuple[Page, ...]:
        return tuple(page for page in self.every if page.applies)

    @property
    def fitting(self) -> Fitting:
        screen, network = self.screen, self.connect.network.network
        return Fitting(
            self.listed.listing, screen.inches, screen.sealed, self.connect.app_id, network
        )

    def left_at(self, page: Page) -> Left:
        return Left(self.connect.site_id, self.connect.kept, page.step, self.fitting)

    def is_last(self, page: Page) -> bool:
        return page is self.applying[-1]

    def beside(self, page: Page, steps: int) -> Page:
        """The page so many steps on from that one, or back."""
        found = self.applying
        return found[found.index(page) + steps]

    def at(self, step: Step) -> Page:
        """That page, else the next one that applies."""
        steps = list(Step)
        later = [each for each in self.applying if steps.index(each.step) >= steps.index(step)]
        return later[0]

    def take(self, trial: Trial) -> None:
        """What the site said. What was chosen for another one says nothing about it."""
        if self._site_id not in ("", self.connect.site_id):
            self.listed.forget()
        self._site_id = self.connect.site_id
        self.listed.show_offer(trial.offer)
        self.show_day(trial)

    def show_day(self, trial: Trial) -> None:
        listing = self.listed.listing
        self.proof.show_trial(trial if listing.is_all else trial.of(listing))
