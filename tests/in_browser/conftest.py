"""One running sample site and one browser for all the tests that need eyes."""

from pathlib import Path

import pytest

from tests.browser import browser, chromium, running_site

VIEWS = {
    "phone": {"viewport": {"width": 390, "height": 844}},
    "desk": {"viewport": {"width": 1280, "height": 900}},
    "phone-dark": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
    "desk-dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
}


@pytest.fixture(scope="session")
def var_dir(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("var")


@pytest.fixture(scope="session")
def site(var_dir) -> str:
    if not chromium():
        pytest.skip("Chromium is not installed")
    with running_site(var_dir, "--adversarial") as site_url:
        yield site_url


@pytest.fixture(scope="session")
def chief_password(site, var_dir) -> str:
    return (var_dir / "chief-editor-password").read_text().strip()


@pytest.fixture(scope="session")
def browser_process(site):
    with browser() as process:
        yield process


@pytest.fixture(params=VIEWS)
def every_page(request, site, browser_process):
    """A browser page in each size and colour scheme, which notes what it should not see."""
    yield from _page(browser_process, site, **VIEWS[request.param])


@pytest.fixture
def page(site, browser_process):
    yield from _page(browser_process, site, **VIEWS["phone"])


@pytest.fixture
def page_without_scripts(site, browser_process):
    yield from _page(browser_process, site, java_script_enabled=False, **VIEWS["phone"])


def _page(browser_process, site, **options):
    context = browser_process.new_context(base_url=site, locale="ar", **options)
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("request", lambda r: r.url.startswith(site) or page.complaints.append(r.url))
    yield page
    context.close()
    assert not page.complaints  # no violation of the policy, no error, no other host
