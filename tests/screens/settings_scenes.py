"""The settings, and the desk in the text sizes that they offer."""

from tests.screens.stage import Stage, busy, settle

STAND_FOR_A_SCREEN = ("settings", "settings_sounds", "settings_150", "text_200")


def scene_settings(stage: Stage) -> None:
    stage.tell()
    stage.window.gear.click()
    settle()


def scene_settings_sounds(stage: Stage) -> None:
    scene_settings(stage)
    stage.window.preferences.change(quiet_hours=True)
    show(stage, "volume")


def scene_settings_language(stage: Stage) -> None:
    scene_settings(stage)
    show(stage, "language")


def scene_settings_end(stage: Stage) -> None:
    scene_settings(stage)
    bar = stage.window.side.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    settle()


def scene_settings_found(stage: Stage) -> None:
    scene_settings(stage)
    stage.window.side.search.entry.setText("sca")
    settle()


def scene_settings_not_found(stage: Stage) -> None:
    scene_settings(stage)
    stage.window.side.search.entry.setText("teapot")
    settle()


def scene_settings_changed(stage: Stage) -> None:
    scene_settings(stage)
    stage.window.side.rows["theme"].options["schedule"].click()
    settle()


def scene_settings_unreadable(stage: Stage) -> None:
    stage.window.preferences.problem = (
        "The settings of this computer cannot be read, so the usual ones are in force: "
        "/home/desk/turnout/settings.json. Nothing else is affected. The next change keeps that "
        "file as settings.unreadable.json and begins anew."
    )
    scene_settings(stage)


def scene_settings_150(stage: Stage) -> None:
    scene_settings(stage)
    stage.window.preferences.change(text_size=150)
    settle()


def scene_settings_200(stage: Stage) -> None:
    scene_settings(stage)
    stage.window.preferences.change(text_size=200)
    settle()


def scene_text_150(stage: Stage) -> None:
    busy(stage)
    stage.tell(tally=stage.made.desk.status().tally)
    stage.window.preferences.change(text_size=150)
    settle()


def scene_text_200(stage: Stage) -> None:
    scene_text_150(stage)
    stage.window.preferences.change(text_size=200)
    settle()


def show(stage: Stage, name: str) -> None:
    """That row at the top."""
    panel = stage.window.side
    panel.area.verticalScrollBar().setValue(panel.rows[name].parentWidget().y() - 40)
    settle()
