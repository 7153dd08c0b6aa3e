"""A source that allows no more than a link: neither text nor measures are shown anywhere."""

import pytest

from articles.models import InitiativeMention, Source
from summits.models import Initiative

MEASURE = "إجراء لا يجوز نقله"

pytestmark = pytest.mark.django_db


@pytest.fixture
def addresses(article):
    initiative = Initiative.objects.get(slug="2023-11-23-01")
    InitiativeMention.objects.create(article=article, initiative=initiative, measures=[MEASURE])
    return (
        article.get_absolute_url(),
        initiative.get_absolute_url(),
        f"/api/v1/articles/{article.pk}/",
        "/api/v1/initiatives/2023-11-23-01/",
    )


@pytest.mark.parametrize(("rights", "shown"), [("full_text", 4), ("link_only", 0)])
def test_measures_are_shown_as_far_as_rights_allow(client, addresses, rights, shown):
    Source.objects.update(rights=rights)
    assert sum(MEASURE in client.get(url).content.decode() for url in addresses) == shown


def test_a_withdrawn_article_says_so_at_its_address(client, article):
    article.withdraw()
    article.corrections.create(kind="withdrawal", text="سُحب بطلب من المصدر.")
    response = client.get(article.get_absolute_url())
    assert response.status_code == 410
    assert "سُحب بطلب من المصدر." in response.content.decode()
    assert "غابت أرمينيا" not in response.content.decode()
