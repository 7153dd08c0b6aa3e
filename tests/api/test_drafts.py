"""Nobody learns from the API that a draft exists."""

import pytest

from articles.models import Article, Correction, InitiativeMention, Photo, Source
from tests.api.conftest import LISTS
from tests.conftest import SECRET_WORD

ADDRESSES = [
    *(f"{path}/?limit=200" for path in LISTS),
    "", "schema/", "docs/", "articles/1001/", "articles/2/", "articles/999/",
    "summits/2023-11-23-minsk/", "members/armenia/", "initiatives/2025-11-27-11/",
    "articles/?summit=2023-11-23-minsk", "articles/?member=armenia", "articles/?year=2023",
    "articles/?initiative=2025-11-27-11", "articles/?published_after=2023-11-24",
    f"articles/?q={SECRET_WORD}", f"sources/?q={SECRET_WORD}", "sources/?kind=site",
    "search/?limit=100", "search/?q=بيشكيك", f"search/suggest/?q={SECRET_WORD[:3]}",
    f"articles/?source=مجلة-{SECRET_WORD}", f"sources/مجلة-{SECRET_WORD}/",
]  # fmt: skip


@pytest.fixture
def everything(client, told):
    def read() -> dict:
        answers = {a: client.get(f"/api/v1/{a}") for a in ADDRESSES}
        return {a: (r.status_code, r.headers, r.content) for a, r in answers.items()}

    return read


def hide(told: Article, initiative) -> None:
    """A draft with a source of its own that says as much as an article can."""
    source = Source.objects.create(name=f"مجلة {SECRET_WORD}")
    draft = Article.objects.create(
        pk=2, headline=SECRET_WORD, body=f"<p>{SECRET_WORD}</p>", source=source,
        editor_notes=SECRET_WORD, published_on="2023-11-24",
    )  # fmt: skip
    for link in (*told.coverage.all(), *told.mentions.all()):
        link.pk, link.article = None, draft
        link.save()
    InitiativeMention.objects.create(
        article=draft, initiative=initiative, wording=SECRET_WORD, measures=[SECRET_WORD]
    )
    Photo.objects.create(article=draft, caption=SECRET_WORD)
    Correction.objects.create(article=draft, text=SECRET_WORD)


def test_a_draft_changes_no_byte_of_any_answer(everything, told, initiative):
    before = everything()
    hide(told, initiative)
    assert everything() == before


def test_notes_on_a_published_article_change_no_byte(everything, told):
    before = everything()
    told.editor_notes = SECRET_WORD
    told.save()
    assert everything() == before


def test_a_draft_is_seen_once_it_is_published(everything, told, initiative):
    """The two tests above would notice."""
    hide(told, initiative)
    before = everything()
    Article.objects.get(pk=2).publish()
    changed = {address for address, answer in everything().items() if answer != before[address]}
    assert changed >= {
        "articles/2/", "articles/?limit=200", "summits/?limit=200", "sources/?kind=site",
        "initiatives/2025-11-27-11/", f"articles/?q={SECRET_WORD}", f"sources/مجلة-{SECRET_WORD}/",
        f"articles/?source=مجلة-{SECRET_WORD}",
    }  # fmt: skip


def test_no_answer_holds_the_word_of_the_draft(everything, draft):
    for address, (_status, _headers, content) in everything().items():
        assert SECRET_WORD not in content.decode(), address


def test_a_source_of_drafts_alone_is_answered_like_one_that_never_was(client, draft):
    hidden = client.get("/api/v1/articles/", {"source": draft.source.slug})
    unknown = client.get("/api/v1/articles/", {"source": "لا-مصدر"})
    assert (hidden.status_code, hidden.content) == (400, unknown.content)


def test_a_draft_is_answered_like_an_article_that_never_was(client, draft):
    hidden = client.get(f"/api/v1/articles/{draft.pk}/")
    unknown = client.get("/api/v1/articles/987654321/")
    assert (hidden.status_code, hidden.content) == (404, unknown.content)


def test_a_withdrawn_article_and_its_source_leave_the_lists(ids, told):
    assert (ids("articles"), len(ids("sources"))) == ([told.pk], 1)
    told.withdraw()
    assert (ids("articles"), ids("sources")) == ([], [])
