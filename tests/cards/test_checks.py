"""The system check of the shaper."""

from django.core import checks
from PIL import features

from csto_archive.checks import shaping


def test_a_machine_without_raqm_is_warned(monkeypatch):
    monkeypatch.setattr(features, "check", lambda feature: False)
    (warning,) = [found for found in checks.run_checks() if found.id == "archive.W001"]
    assert warning.level == checks.WARNING
    assert "libfribidi0" in warning.hint


def test_a_machine_with_raqm_is_not(monkeypatch):
    monkeypatch.setattr(features, "check", lambda feature: True)
    assert shaping(None) == []
