"""Colours, fonts and measures of every screen, as data."""

from __future__ import annotations

from enum import Enum
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette

from app.domain.settings import Theme
from app.gui.measure import Measure
from app.gui.preferences import Preferences

__all__ = ["DARK", "LIGHT", "Face", "Look", "Measure", "Theme", "Tokens", "Tone"]

FAMILIES: Final = [
    "Noto Sans",
    "Noto Sans Hebrew",
    "Noto Sans Arabic",
    "Segoe UI",
    "SF Pro Text",
    "Noto Sans CJK SC",
    "DejaVu Sans",
]


LOOK_AGAIN_MS: Final = 30_000
MIDDLE: Final = 128
"""Of the 256 degrees of lightness: a ground below it is dark."""


class Tone(Enum):
    """What a tinted place means; never the only sign of it."""

    QUIET = "quiet"
    CHOSEN = "chosen"
    SUCCESS = "success"
    WARNING = "warning"
    DANGER = "danger"
    PENDING = "pending"


class Face(Enum):
    """Every size and weight of text there is at the desk: pixels and weight."""

    DISPLAY = (28, 700)
    TITLE = (22, 700)
    HEADING = (18, 600)
    COUNTER = (18, 700)
    BODY = (16, 400)
    STRONG = (16, 600)
    SMALL = (14, 400)
    LABEL = (14, 600)


class Tokens:
    """One colour scheme. Each pair that is drawn on another meets WCAG AA (a test says so)."""

    bg: QColor
    surface: QColor
    surface_2: QColor
    text: QColor
    muted: QColor
    border: QColor
    divider: QColor
    primary: QColor
    on_primary: QColor
    primary_pressed: QColor
    chosen: QColor
    on_chosen: QColor
    success: QColor
    success_container: QColor
    on_success: QColor
    warning: QColor
    warning_container: QColor
    on_warning: QColor
    danger: QColor
    danger_container: QColor
    on_danger: QColor
    pending: QColor
    on_pending: QColor
    snack: QColor
    on_snack: QColor
    snack_action: QColor
    focus: QColor
    shadow: QColor

    def __init__(self, colours: dict[str, QColor]) -> None:
        vars(self).update(colours)

    def container(self, tone: Tone) -> QColor:
        return {
            Tone.QUIET: self.surface,
            Tone.CHOSEN: self.chosen,
            Tone.SUCCESS: self.success_container,
            Tone.WARNING: self.warning_container,
            Tone.DANGER: self.danger_container,
            Tone.PENDING: self.pending,
        }[tone]

    def on(self, tone: Tone) -> QColor:
        return {
            Tone.QUIET: self.muted,
            Tone.CHOSEN: self.on_chosen,
            Tone.SUCCESS: self.on_success,
            Tone.WARNING: self.on_warning,
            Tone.DANGER: self.on_danger,
            Tone.PENDING: self.on_pending,
        }[tone]


def _tokens(words: str) -> Tokens:
    colours = [QColor(word) for word in words.split()]
    return Tokens(dict(zip(Tokens.__annotations__, colours, strict=True)))


LIGHT: Final = _tokens(
    "#F6F7F9 #FFFFFF #EBEEF2 #14181F #4A5361 #7A8492 #D5DAE1 #0B5CAD #FFFFFF #084884 "
    "#DCEBFA #07335F #1B6B33 #DDF3E2 #0C3B1B #8A4B00 #FFEFD1 #4F2B00 #B3261E #FBE3E1 #5C0F0A "
    "#E6E9F0 #2B3648 #14181F #F6F7F9 #8CC2FF #111111 #0514181F"
)
DARK: Final = _tokens(
    "#0F1319 #181E27 #222A36 #F2F5F9 #B4BFCD #7E8A9B #323C4A #8CC2FF #04213F #B5D8FF "
    "#12385F #D9EBFF #7FDB98 #123D20 #CFF5D9 #FFC266 #4A2F06 #FFE7C2 #FFA8A0 #571A16 #FFDEDB "
    "#2A3342 #D8E0EC #F2F5F9 #0F1319 #0B5CAD #FFFFFF #14000000"
)


class Look(QObject):
    """The scheme in force; painted widgets ask it at each paint, so a change needs a repaint.

    It goes by the preferences, which are the windows' own; `theme` is chosen in them.
    """

    changed = Signal()

    def __init__(self, theme: Theme | None = None, preferences: Preferences | None = None) -> None:
        super().__init__()
        self.preferences = preferences or Preferences()
        self._timer: QTimer | None = None
        if theme is not None:
            self.preferences.change(theme=theme)
        self._size()
        # What the system drew last: asking it by name would make every enum of Qt's, and the
        # names of the first frame do not wait for that.
        dark = QGuiApplication.palette().window().color().lightness() < MIDDLE
        self.tokens = DARK if self._dark(system=dark) else LIGHT

    def font(self, face: Face) -> QFont:
        return self._fonts[face]

    def _size(self) -> None:
        Measure.grow(self.preferences.now.text_size)
        self._fonts = {face: font_of(face) for face in Face}

    @property
    def timer(self) -> QTimer:
        """Looks at the clock while a schedule holds; not made before one does."""
        if self._timer is None:
            self._timer = QTimer(self, interval=LOOK_AGAIN_MS)
            self._timer.timeout.connect(self.look_at_the_clock)
        return self._timer

    def look_at_the_clock(self) -> None:
        if self._dark(system=False) is not (self.tokens is DARK):
            self._on_preferences_changed()

    def follow(self) -> None:
        """From now on as the preferences and the system go."""
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._on_system_scheme_changed)
        self.preferences.changed.connect(self._on_preferences_changed)
        self._on_preferences_changed()

    def choose(self, theme: Theme) -> None:
        """Follow the system, or hold one scheme against it."""
        self.preferences.change(theme=theme)
        self._on_preferences_changed()

    def _dark(self, *, system: bool) -> bool:
        """`system`: whether its own scheme is a dark one."""
        settings = self.preferences.now
        if settings.theme is Theme.SCHEDULE:
            return settings.dark_at(self.preferences.clock().time())
        return settings.theme is Theme.DARK or (settings.theme is Theme.SYSTEM and system)

    def palette(self) -> QPalette:
        """For what Qt itself draws: tooltips, scroll bars."""
        tokens, palette = self.tokens, QPalette()
        for role, colour in (
            (QPalette.ColorRole.Window, tokens.bg),
            (QPalette.ColorRole.WindowText, tokens.text),
            (QPalette.ColorRole.Base, tokens.surface),
            (QPalette.ColorRole.AlternateBase, tokens.surface_2),
            (QPalette.ColorRole.Text, tokens.text),
            (QPalette.ColorRole.Button, tokens.surface_2),
            (QPalette.ColorRole.ButtonText, tokens.text),
            (QPalette.ColorRole.ToolTipBase, tokens.snack),
            (QPalette.ColorRole.ToolTipText, tokens.on_snack),
            (QPalette.ColorRole.Highlight, tokens.primary),
            (QPalette.ColorRole.HighlightedText, tokens.on_primary),
        ):
            palette.setColor(role, colour)
        return palette

    def _on_preferences_changed(self) -> None:
        """What Qt draws by itself is told the scheme too."""
        from PySide6.QtCore import Qt

        if self.preferences.now.theme is Theme.SCHEDULE:
            self.timer.start()
        elif self._timer is not None:
            self._timer.stop()
        self._let_glide()
        if self.preferences.now.text_size != Measure.percent:
            from app.gui.refit import refit

            before = self._fonts
            self._size()
            refit(before, self)
        dark = self._dark(system=False)
        held = Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light
        system = self.preferences.now.theme is Theme.SYSTEM
        QGuiApplication.styleHints().setColorScheme(Qt.ColorScheme.Unknown if system else held)
        self._on_system_scheme_changed()

    def _let_glide(self) -> None:
        """Of the whole process, as it was left by whoever set it last."""
        glides, application = not self.preferences.now.reduce_motion, QGuiApplication.instance()
        if application is not None and (application.property("glides") is not False) is not glides:
            from app.gui.widgets.touch import let_glide

            let_glide(glides=glides)

    def _on_system_scheme_changed(self) -> None:
        from PySide6.QtCore import Qt

        system = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        self.tokens = DARK if self._dark(system=system) else LIGHT
        QGuiApplication.setPalette(self.palette())
        self.changed.emit()


def font_of(face: Face) -> QFont:
    """In the size of text that holds now."""
    pixels, weight = face.value
    font = QFont(FAMILIES)
    font.setPixelSize(Measure.text(pixels))
    font.setWeight(QFont.Weight(weight))
    # Figures of one width, so that a count does not dance when it changes.
    font.setFeature(QFont.Tag("tnum"), 1)
    return font
