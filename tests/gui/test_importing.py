"""PySide6's import hook has nothing left to search, and the windows work all the same."""

import importlib
import sys

from PySide6.QtWidgets import QLabel


def test_no_module_is_searched_for_features_nobody_uses(qapp):
    feature = importlib.import_module("shibokensupport.feature")
    assert "a module that nobody has imported" in feature.pyside_feature_dict
    label = QLabel("Dana")
    label.setText("Dana Levi")
    assert label.text() == "Dana Levi"
    assert not hasattr(label, "set_text")
    assert sys.modules["app.gui"]
