"""The database is asked as often for thirty records as for three."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import (
    Article,
    Correction,
    Coverage,
    InitiativeMention,
    MemberMention,
    Photo,
    Source,
    StoryFamily,
)
from summits.models import Initiative, Measure, Member, Summit
from tests.api.conftest import LISTS


@pytest.fixture
def press(db) -> None:
    """Forty articles, each of a source of its own, with everything that can hang on one."""
    summits, members = list(Summit.objects.all()[:2]), list(Member.objects.all()[:2])
    for number in range(40):
        if number % 2 == 0:
            story = StoryFamily.objects.create(title=f"قصة {number}")
        article = Article(
            headline=f"خبر {number}",
            story_family=story,
            source=Source.objects.create(name=f"مصدر {number}"),
            body="<p>نص</p>",
        )
        article.publish()
        for summit in summits:
            Coverage.objects.create(article=article, summit=summit)
        for member in members:
            MemberMention.objects.create(article=article, member=member)
        Photo.objects.create(article=article, caption="صورة")
        Correction.objects.create(article=article, text="تصويب")
    for initiative in Initiative.objects.all()[:30]:
        Measure.objects.create(initiative=initiative, position=1, text="إجراء")
        InitiativeMention.objects.create(article=article, initiative=initiative, measures=["إجراء"])


@pytest.mark.parametrize("path", LISTS)
def test_a_longer_page_asks_no_more_questions(path, client, press):
    def queries(limit: int) -> tuple[int, int]:
        with CaptureQueriesContext(connection) as captured:
            page = client.get(f"/api/v1/{path}/?limit={limit}").json()
        return len(captured), len(page["results"])

    queries(1)  # what is told of the whole archive is known then
    (few, three), (many, thirty) = queries(3), queries(30)
    assert three == 3
    assert thirty > 8
    assert few == many <= 10
