"""What a source does not allow to be shown of its articles is shown nowhere."""

import pytest

from articles.models import InitiativeMention, Source
from summits.models import Initiative

MEASURE = "إجراء لا يجوز نقله"
WORDING = "وثيقة لا يجوز نقل لفظها"

pytestmark = pytest.mark.django_db


@pytest.fixture
def addresses(article):
    initiative = Initiative.objects.get(slug="2023-11-23-01")
    InitiativeMention.objects.create(
        article=article, initiative=initiative, wording=WORDING, measures=[MEASURE]
    )
    return (
        article.get_absolute_url(),
        initiative.get_absolute_url(),
        initiative.summit.get_absolute_url(),
        f"/api/v1/articles/{article.pk}/",
        "/api/v1/articles/",
        "/api/v1/initiatives/2023-11-23-01/",
    )


@pytest.mark.parametrize(
    ("rights", "measures", "wordings"),
    [("full_text", 6, 4), ("excerpt", 0, 0), ("link_only", 0, 0)],
)
def test_measures_and_wording_are_shown_of_full_texts(
    client, addresses, rights, measures, wordings
):
    Source.objects.update(rights=rights)
    pages = [client.get(url).content.decode() for url in addresses]
    assert sum(MEASURE in page for page in pages) == measures
    assert sum(WORDING in page for page in pages) == wordings


def test_a_withdrawn_article_says_so_at_its_address(client, article):
    article.withdraw()
    article.corrections.create(kind="withdrawal", text="سُحب بطلب من المصدر.")
    response = client.get(article.get_absolute_url())
    assert response.status_code == 410
    assert "سُحب بطلب من المصدر." in response.content.decode()
    assert "غابت أرمينيا" not in response.content.decode()
