"""The windows, and the only place that knows about Qt."""

from app.gui import importing

importing.skip_feature_search()
