"""Chromium, where it is installed: it opens our HTML files as a reader would, and axe looks at them."""

import os
import shutil
from contextlib import contextmanager
from importlib.util import find_spec

import pytest

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"}
"""Another test may have drawn a PDF, for which the fonts of the system are off; Chromium needs them."""

NEEDS_BROWSER = [
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed: apt-get install chromium (300 MB)"),
    pytest.mark.skipif(
        not find_spec("axe_playwright_python"),
        reason="the library that drives Chromium is not installed: pip install gapanalysis[screen-check]",
    ),
]


@contextmanager
def chromium():
    """The browser of the system; nothing is downloaded."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, env=ENVIRONMENT)
        try:
            yield browser
        finally:
            browser.close()


def violations(page, *, contrast=True):
    """What axe finds, one line each: rule, place and reason; empty when all is well."""
    from axe_playwright_python.sync_playwright import Axe

    rules = {"target-size": {"enabled": True}, "color-contrast": {"enabled": contrast}}
    response = Axe().run(page, options={"resultTypes": ["violations"], "rules": rules}).response
    assert len(response["passes"]) > 15
    return [
        f"{found['id']}: {node['target']} {node['failureSummary']}"
        for found in response["violations"]
        for node in found["nodes"]
    ]
