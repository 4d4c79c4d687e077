"""Which language the windows speak, and in whose digits, dates and times; both change at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QLibraryInfo,
    QLocale,
    QObject,
    QTranslator,
)
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.gui.preferences import Preferences
from app.gui.resources import resources

ENGLISH: Final = "en"
NAMES: Final = {
    ENGLISH: "English",
    "he": "עברית",
    "ar": "العربية",
    "de": "Deutsch",
    "es": "Español",
    "fr": "Français",
}
"""Each in itself, for whoever reads no other."""
RIGHT_TO_LEFT: Final = ("he", "ar")
FALLBACK: Final = {ENGLISH: "en_GB"}
"""For a business in a country where nobody writes dates and times in that language."""


class Language(QObject):
    """The sentences of the source are English, and nothing is loaded for it.

    Qt has words of its own, as in the menu of a right click in a field. It brings them in each of
    our languages; nobody sees one before the first frame, so they are loaded behind that.
    """

    def __init__(self) -> None:
        super().__init__()
        self.now = ENGLISH
        self._translator: QTranslator | None = None
        self._qt: QTranslator | None = None
        self._preferences = Preferences()
        self._business: Callable[[], str] = str
        self._known = ""

    def follow(self, preferences: Preferences, business: Callable[[], str] = str) -> None:
        """From now on as the preferences go.

        `business`: its locale as its site says it; empty before the site was asked.
        """
        self._preferences, self._business = preferences, business
        preferences.changed.connect(self.look_again)
        self.look_again()

    def look_again(self) -> None:
        """What the preferences or the site say may be something else than it was."""
        settings = self._preferences.now
        self._known = self._business() or self._known
        self.speak(settings.language, settings.region or self._known)

    def speak(self, language: str = "", business: str = "") -> None:
        """`language`: empty for the system's. `business`: its locale, such as en-US; empty where
        it is not known, then the system's.
        """
        language = language or of_system()
        locale = locale_of(language, business or QLocale.system().name())
        if (language, locale) == (self.now, QLocale()):
            return
        QLocale.setDefault(locale)
        if language != self.now:
            self._load(language)
        rtl = language in RIGHT_TO_LEFT
        if QApplication.isRightToLeft() is not rtl:
            _turn(right_to_left=rtl)
        if QApplication.topLevelWidgets():
            _show_anew()

    def _load(self, language: str) -> None:
        self.now = language
        for translator in (self._translator, self._qt):
            if translator is not None:
                QCoreApplication.removeTranslator(translator)
        self._translator = self._qt = None
        if language != ENGLISH:
            self._translator = self._install(str(resources("languages") / f"{language}.qm"))
            if QApplication.topLevelWidgets():
                self._load_qt()

    def settle_in(self) -> None:
        """What can wait until the first frame is seen; no window has words of ours to say anew."""
        if self.now != ENGLISH and self._qt is None:
            self._load_qt()
            for window in QApplication.topLevelWidgets():
                _tell_no_more(window)

    def _load_qt(self) -> None:
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        self._qt = self._install(f"{folder}/qtbase_{self.now}.qm")

    def _install(self, file: str) -> QTranslator:
        translator = QTranslator(self)
        translator.load(file)
        QCoreApplication.installTranslator(translator)
        return translator


def of_system() -> str:
    """The first that the system's user reads and that we speak."""
    asked = (tag.partition("-")[0] for tag in QLocale.system().uiLanguages())
    return next((language for language in asked if language in NAMES), ENGLISH)


def locale_of(language: str, business: str) -> QLocale:
    """The business's own where the screen speaks its language; else that language, as it is
    written in the country of the business.
    """
    own, _, rest = business.replace("-", "_").partition("_")
    if own == language:
        return QLocale(business.replace("-", "_"))
    country = rest.rpartition("_")[2]
    found = QLocale(f"{language}_{country}")
    known = found.name() == f"{language}_{country}"
    return found if known else QLocale(FALLBACK.get(language, language))


def _turn(*, right_to_left: bool) -> None:
    application = QCoreApplication.instance()
    if application is not None:
        # By its number: the names of Qt's enums are not read in before the first frame.
        application.setProperty("layoutDirection", int(right_to_left))


def _tell_no_more(window: QWidget) -> None:
    """Take back that Qt would tell it of another language, which comes by way of its handle."""
    if (handle := window.windowHandle()) is not None:
        QCoreApplication.removePostedEvents(handle, QEvent.Type.LanguageChange.value)


def _show_anew() -> None:
    """Whatever is there says its words again; then all of it is laid out for them."""
    seen = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
    for window in seen:
        # Qt would tell it so in a moment; all is to be done at once, and once.
        _tell_no_more(window)
        QApplication.sendEvent(window, QEvent(QEvent.Type.LanguageChange))
    for window in seen:
        for part in (window, *window.findChildren(QWidget)):
            QApplication.sendEvent(part, QResizeEvent(part.size(), part.size()))
            part.updateGeometry()
            part.update()
