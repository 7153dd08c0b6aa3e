"""Schemathesis against the application in this process: every operation, every check."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from rest_framework.authtoken.models import Token
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.generation.hypothesis.builder import (
    HypothesisTestConfig,
    HypothesisTestMode,
    create_test,
)

from articles.imports import ImportThrottle
from csto_archive.api import description
from csto_archive.wsgi import application as wsgi

EXAMPLES = 20
# Values that have the right form and still name nothing: the slug of no record, a foreign cursor.
NAMES = {
    "city", "summit", "mentioned_summit", "member", "chair", "initiative", "source", "story",
    "cursor",
}  # fmt: skip
QUICK = settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True, database=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


@pytest.fixture
def application():
    """The application on the connection of the test, which it would close after each request."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield wsgi
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def refuses_a_name(response) -> bool:
    """Whether a well-formed request was refused for a name that no record has, and for no more."""
    if response.status_code != 400:
        return False
    return {error["code"] for error in response.json()["errors"]} <= {f"invalid_{n}" for n in NAMES}


def refuses_a_page(response) -> bool:
    """Whether what was sent has the right form and is no page: blanks, or an address of nothing."""
    if response.status_code != 400:
        return False
    codes = {error["code"] for error in response.json().get("errors", ())}
    return bool(codes) and codes <= {"invalid_text", "invalid_html", "invalid_file", "invalid_url",
                                     "invalid_source", "invalid_name"}  # fmt: skip


OPERATIONS = sorted(
    (path, method.upper()) for path, methods in description()["paths"].items() for method in methods
)


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_the_application_answers_as_it_describes_itself(
    path, method, application, story, measure, chief, monkeypatch
):
    load_all_checks()
    monkeypatch.setattr(ImportThrottle, "get_rate", lambda self: None)
    key = Token.objects.create(user=chief).key
    headers = {"Authorization": f"Token {key}"} if method == "POST" else {}
    operation = schemathesis.openapi.from_wsgi("/api/v1/schema/", application)[path][method]
    seen = set()

    def check(case) -> None:
        response = case.call(headers=headers)
        seen.add(response.status_code)
        positive = CHECKS.get_one("positive_data_acceptance")
        is_refused = refuses_a_page if method == "POST" else refuses_a_name
        excluded = [positive] if is_refused(response) else []
        case.validate_response(
            response, checks=CHECKS.get_all(), excluded_checks=excluded, headers=headers
        )

    config = HypothesisTestConfig(
        operation.schema.config, list(HypothesisTestMode), settings=QUICK, seed=1
    )
    create_test(operation=operation, test_func=check, config=config)()
    assert (201 if method == "POST" else 200) in seen
