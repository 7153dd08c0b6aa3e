"""The time of a change that readers are told moves with what they see, and with nothing else."""

import pytest

from articles.models import Article, Source, StoryFamily
from csto_archive.versions import current_version
from summits.models import Summit
from tests.admin.pages import address, edit, form_of
from tests.conftest import SECRET_WORD

ROW = {"photos-TOTAL_FORMS": 1, "photos-0-position": 0}


@pytest.fixture
def article(article, carry) -> Article:
    carry(article)
    return Article.objects.get(pk=article.pk)


def told(client, article: Article) -> list:
    """All that says when it was changed, and what is kept in memory by."""
    number = article.pk // 10_000
    urls = (
        article.get_absolute_url(), f"/api/v1/articles/{article.pk}/", "/feeds/articles.json",
        "/feeds/articles.atom", "/sitemap.xml", f"/sitemaps/articles-{number}.xml",
        f"/sitemaps/sources-{article.source_id // 10_000}.xml",
        f"/sitemaps/stories-{article.story_family_id // 10_000}.xml",
    )  # fmt: skip
    answers = [client.get(url) for url in urls]
    return [(answer.content, answer.headers.get("ETag")) for answer in answers]


def times() -> list:
    stories = StoryFamily.objects.published().dated()
    return [
        list(Article.objects.values_list("pk", "updated_at").order_by("pk")),
        list(stories.values_list("pk", "updated_at")),
    ]


def test_notes_and_a_form_saved_as_it_was_move_no_time(client, as_chief, article):
    before = told(client, article), current_version(), times()
    assert edit(as_chief, article, editor_notes=SECRET_WORD).status_code == 302
    assert edit(as_chief, article).status_code == 302
    stored = Article.objects.get(pk=article.pk)
    assert (stored.editor_notes, stored.version) == (SECRET_WORD, article.version + 2)
    stored.submit()
    stored.save()
    assert (told(client, article), current_version(), times()) == before


@pytest.mark.parametrize(
    "change",
    [{"byline": "كاتب"}, {"published_precision": "month"}, {"off_topic": "on"},
     {**ROW, "photos-0-caption": "صورة"}, {"coverage-0-role": "background"},
     {"coverage-0-DELETE": "on"}, {"editor_notes": "سرّ", **ROW, "photos-0-caption": "صورة"}],
    ids=str,
)  # fmt: skip
def test_what_readers_see_moves_the_time(as_chief, article, change):
    before = times()
    assert edit(as_chief, article, **change).status_code == 302
    after = times()
    assert dict(after[0])[article.pk] > dict(before[0])[article.pk]
    assert after[1] > before[1]


def test_a_note_on_a_source_moves_no_time(as_chief, article):
    before = article.source.updated_at
    page = address("articles.source", "change", article.source_id)
    values = form_of(as_chief.get(page), "source")
    assert as_chief.post(page, {**values, "note": SECRET_WORD}).status_code == 302
    stored = Source.objects.get(pk=article.source_id)
    assert (stored.note, stored.updated_at) == (SECRET_WORD, before)
    assert as_chief.post(page, {**values, "kind": "agency"}).status_code == 302
    assert Source.objects.get(pk=article.source_id).updated_at > before


def test_a_row_of_a_summit_moves_its_time(as_superuser, minsk):
    page = address("summits.summit", "change", minsk.pk)
    values = form_of(as_superuser.get(page), "summit")
    assert as_superuser.post(page, values).status_code == 302
    assert Summit.objects.get(pk=minsk.pk).updated_at == minsk.updated_at
    changed = {**values, "attendances-0-absence_reason": "سبب"}
    assert as_superuser.post(page, changed).status_code == 302
    assert Summit.objects.get(pk=minsk.pk).updated_at > minsk.updated_at
