"""The number of queries of a list does not grow with its rows."""

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import (
    Article,
    Capture,
    Coverage,
    ImportBatch,
    MemberMention,
    Source,
    StoryFamily,
)
from csto_archive.roles import EDITOR
from summits.models import Member, Summit
from tests.admin.conftest import person
from tests.admin.pages import READ_ONLY, RECORDS, address, tree

ROWS = 30


@pytest.fixture
def many(db):
    """Thirty of each, every one with relations of its own where that is possible."""
    summits = list(Summit.objects.all()[:ROWS])
    members = list(Member.objects.all())
    for number, summit in enumerate(summits):
        source = Source.objects.create(name=f"مصدر {number}")
        user = (
            person(f"editor-{number}", EDITOR)
            if number < 3
            else User.objects.create_user(f"u{number}")
        )
        batch = ImportBatch.objects.create(started_by=user)
        family = StoryFamily.objects.create(title=f"قصة {number}")
        capture = Capture.objects.create(
            content=b"x", sha256=f"{number:064}", size=1, media_type="text/plain", batch=batch
        )
        article = Article.objects.create(
            headline=f"خبر {number}", source=source, capture=capture, story_family=family
        )
        Coverage.objects.create(article=article, summit=summit)
        MemberMention.objects.create(article=article, member=members[number % len(members)])


@pytest.mark.parametrize("model", [*RECORDS, *READ_ONLY, "auth.user"])
def test_lists(as_chief, many, model):
    page = address(model, "changelist")

    def cost(rows: int) -> int:
        ids = apps.get_model(model).objects.values_list("pk", flat=True)[:rows]
        query = {"id__in": ",".join(map(str, ids))}
        as_chief.get(page, query)  # fills the caches of content types and of the site
        with CaptureQueriesContext(
            connection,
        ) as queries:
            response = as_chief.get(page, query)
        assert len(tree(response).xpath("//table[@id='result_list']/tbody/tr")) == len(ids)
        return len(queries)

    assert cost(3) == cost(ROWS)


@pytest.mark.parametrize("field", ["articles.coverage.summit", "summits.attendance.representative"])
def test_suggestions(as_chief, field):
    """Twenty suggestions cost a few queries: what names them comes with them."""
    query = dict(zip(("app_label", "model_name", "field_name"), field.split("."), strict=True))
    as_chief.get("/admin/autocomplete/", {**query, "term": ""})  # names are remembered from then on
    with CaptureQueriesContext(connection) as queries:
        results = as_chief.get("/admin/autocomplete/", {**query, "term": ""}).json()["results"]
    assert len(results) == 20
    assert len(queries) <= 8


def test_the_dashboard(as_chief, many):
    with CaptureQueriesContext(connection) as queries:
        as_chief.get("/admin/")
    assert len(queries) <= 12
