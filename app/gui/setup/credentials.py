"""What is pasted to reach a site: a site id with a key, or the three of an app."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QLineEdit

from app.domain.trial import pasted_key, pasted_site_id
from app.gui import text_app, text_setup
from app.gui.panels.stack import Part
from app.gui.setup.actions import Pasted
from app.gui.setup.page import Page
from app.gui.theme import Face, Look
from app.gui.widgets.field import Field
from app.gui.words import Words

NAME: Final = "setup.connect"
Misuse = tuple[Field, Words]


class Form:
    """Its fields are the page's; the last one holds the secret and shows nothing of it."""

    def __init__(self, look: Look, page: Page, fields: dict[str, Words]) -> None:
        self.fields = [Field(look, f"{NAME}.{name}", fields[name], page) for name in fields]
        self.secret = self.fields[-1]
        # Whoever stands behind the desk does not read it, and nobody copies it out of here.
        self.secret.entry.setEchoMode(QLineEdit.EchoMode.Password)

    @property
    def parts(self) -> list[Part]:
        raise NotImplementedError

    @property
    def pasted(self) -> Pasted:
        """As far as it makes sense; the rest of it is empty."""
        raise NotImplementedError

    def misuse(self, *, kept: bool) -> Misuse | None:
        """What nobody needs to ask Wix about, and where it stands."""
        raise NotImplementedError

    def show_kept(self, *, kept: bool) -> None:
        raise NotImplementedError

    def clear_secret(self) -> None:
        entry = self.secret.entry
        blocked = entry.blockSignals(True)
        entry.clear()
        entry.blockSignals(blocked)

    def show_left(self, pasted: Pasted) -> None:
        """What is known from before."""
        raise NotImplementedError


class KeyForm(Form):
    """The site id may be pasted as its dashboard's address."""

    def __init__(self, look: Look, page: Page) -> None:
        super().__init__(look, page, {"site": text_setup.site_id, "key": text_setup.key})
        self.site, self.key = self.fields
        self._site_hint = page.words("site.hint", "muted", Face.SMALL)
        self._site_hint.show_text(text_setup.site_id_hint)
        self._key_hint = page.words("key.hint", "muted", Face.SMALL)

    @property
    def parts(self) -> list[Part]:
        return [(self.site, 20), (self._site_hint, 4), (self.key, 16), (self._key_hint, 4)]

    @property
    def pasted(self) -> Pasted:
        return Pasted(pasted_site_id(self.site.text), pasted_key(self.key.text))

    def misuse(self, *, kept: bool) -> Misuse | None:
        site_id, key, *_ = self.pasted
        if not self.site.text.strip():
            return self.site, text_setup.no_site_id
        if not site_id:
            return self.site, text_setup.not_a_site_id
        if pasted_site_id(key):
            return self.key, text_setup.key_is_a_site_id
        return None if key or kept else (self.key, text_setup.no_key)

    def show_kept(self, *, kept: bool) -> None:
        words = text_setup.key_is_kept if kept else text_setup.key_hint
        self._key_hint.show_text(words)

    def show_left(self, pasted: Pasted) -> None:
        self.site.entry.setText(pasted.site_id)


class AppForm(Form):
    """The instance of an app is on one site alone, so it stands for the site."""

    def __init__(self, look: Look, page: Page) -> None:
        fields: dict[str, Words] = {
            "app": text_app.app_id,
            "instance": text_app.instance_id,
            "secret": text_app.secret,
        }
        super().__init__(look, page, fields)
        self.app, self.instance, _ = self.fields
        self._hint = page.words("app.hint", "muted", Face.SMALL)

    @property
    def parts(self) -> list[Part]:
        return [(self.app, 20), (self.instance, 16), (self.secret, 16), (self._hint, 4)]

    @property
    def pasted(self) -> Pasted:
        instance, app = (pasted_site_id(each.text) for each in (self.instance, self.app))
        return Pasted(instance, pasted_key(self.secret.text), app)

    def misuse(self, *, kept: bool) -> Misuse | None:
        instance, secret, app, _ = self.pasted
        if not app:
            return self.app, text_app.no_app_id
        if not instance:
            return self.instance, text_app.no_instance_id
        return None if secret or kept else (self.secret, text_app.no_secret)

    def show_kept(self, *, kept: bool) -> None:
        self._hint.show_text(text_app.secret_is_kept if kept else text_app.hint)

    def show_left(self, pasted: Pasted) -> None:
        self.app.entry.setText(pasted.app_id)
        self.instance.entry.setText(pasted.site_id)
