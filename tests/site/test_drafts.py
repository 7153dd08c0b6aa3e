"""What is not published leaves no trace: not a word, not a number, not a different answer."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article, Coverage, InitiativeMention
from tests.conftest import SECRET_WORD
from tests.site.conftest import MACHINES


@pytest.fixture
def snapshot(client, public_urls):
    urls = [
        *public_urls, *MACHINES, "/articles/1/", "/articles/?q=" + SECRET_WORD,
        "/articles/?member=armenia", "/feeds/articles.atom?year=2023", "/nothing/",
        "/search/?q=مينسك", "/search/?q=" + SECRET_WORD, "/search/?member=armenia",
        "/search/suggest?q=" + SECRET_WORD[:3],
    ]  # fmt: skip

    def take() -> dict:
        return {url: (r.status_code, r.content) for url in urls for r in [client.get(url)]}

    return take


@pytest.mark.parametrize("state", ["draft", "in_review", "withdrawn", "scheduled"])
def test_no_answer_changes_when_there_is_something_to_hide(
    request, snapshot, initiative, bishkek, source, state
):
    before = snapshot()
    draft = request.getfixturevalue("draft")
    of_public_source = Article.objects.create(headline=SECRET_WORD, source=source)
    Coverage.objects.create(article=draft, summit=bishkek, role="background")
    InitiativeMention.objects.create(article=draft, initiative=initiative, measures=[SECRET_WORD])
    if state == "scheduled":
        for article in (draft, of_public_source):
            article.publish(at=timezone.now() + timedelta(days=1))
    else:
        Article.objects.filter(pk__in=[draft.pk, of_public_source.pk]).update(status=state)
    after = snapshot()
    assert [url for url in before if before[url] != after[url]] == []


def test_the_secret_would_be_seen_if_it_were_published(client, draft):
    """Guards the test above: these pages do show what is public."""
    draft.publish()
    for url in ("/", "/articles/", "/sources/", "/summits/2023-11-23-minsk/", "/members/armenia/",
                "/feeds/articles.atom", "/articles/?q=" + SECRET_WORD, "/search/?q=" + SECRET_WORD,
                "/search/suggest?q=" + SECRET_WORD[:3]):  # fmt: skip
        assert SECRET_WORD in client.get(url).content.decode(), url


def test_a_draft_and_nothing_give_the_same_answer(client, draft):
    missing = client.get("/articles/987654321/x/")
    for url in (draft.get_absolute_url(), f"/articles/{draft.pk}/", f"/articles/{draft.pk}/x/"):
        hidden = client.get(url)
        assert (hidden.status_code, hidden.content) == (404, missing.content)
        assert hidden.headers == missing.headers


def test_a_source_of_drafts_alone_does_not_exist(client, draft):
    hidden = client.get(draft.source.get_absolute_url())
    missing = client.get("/sources/لا-أحد/")
    assert (hidden.status_code, hidden.content) == (404, missing.content)
    assert "id_source" in client.get("/articles/?source=" + draft.source.slug).content.decode()
    assert SECRET_WORD not in client.get("/articles/").content.decode()
