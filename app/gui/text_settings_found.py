"""Other words by which people look for a setting, beside those that it shows."""

from __future__ import annotations

from app.gui.words import say


def known_as(name: str) -> str:
    """By the name of the setting, or of what is only told; empty where there are no others."""
    told = {
        "text_size": say("zoom, font, larger, bigger, smaller, letters, scale, readable"),
        "theme": say("contrast, colours, colors, night, day, bright, brightness, appearance"),
        "dark_from": say("night, evening, schedule"),
        "dark_until": say("night, morning, schedule"),
        "reduce_motion": say("animation, moving, scrolling, gliding"),
        "sounds": say("mute, silent, silence, beep, noise, audio, speaker"),
        "volume": say("mute, loud, louder, quieter, audio, speaker"),
        "quiet_hours": say("mute, silent, night, do not disturb"),
        "language": _languages() + ", " + say("translation, locale"),
        "region": _languages()
        + ", "
        + say("country, format, calendar, clock, numbers, locale, 24 hour, 12 hour, week"),
        "scan_prefix": say("barcode, QR, reader, code"),
        "scan_least": say("barcode, QR, reader, length"),
        "close_out_minutes": say("absent, missing, late, reminder, close out"),
        "block_over_capacity": say("full, overbooked, limit, places, spaces, maximum"),
        "activity_days": say("history, delete, retention, GDPR, personal data"),
        "connection": say(
            "proxy, network, internet, wifi, API key, account, sign in, log in, log out, Wix"
        ),
        "lock": say("password, PIN, code, secure, screen lock"),
        "checkup": say("problem, error, trouble, log, support, help"),
        "about": say("version, licence, license, update, help"),
    }.get(name, "")
    # Whoever knows the word in English finds it in any language.
    return f"{told} {_ENGLISH.get(name, '')}"


def _languages() -> str:
    return say("English, Hebrew, Arabic, German, Spanish, French")


_ENGLISH = dict.fromkeys(
    ("language", "region"), "English, Hebrew, Arabic, German, Spanish, French, Language"
)
