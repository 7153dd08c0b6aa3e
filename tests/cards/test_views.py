"""Cards over HTTP: the public ones only, cheap to ask for again."""

from io import BytesIO

import pytest
from PIL import Image

from articles.deciding.merging import merge, unmerge
from articles.models import Article, Merger
from csto_archive.cards import views
from csto_archive.cards.views import card_of_article, card_of_summit
from summits.models import Summit


@pytest.fixture
def article_url(article):
    return f"/articles/{article.pk}/card.png"


def test_a_summit_has_a_card(stranger, minsk):
    response = stranger.get(f"/summits/{minsk.slug}/card.png")
    assert response.status_code == 200
    assert response["Content-Type"] == "image/png"
    assert response["Cache-Control"] == "public, max-age=86400"
    assert Image.open(BytesIO(response.content)).size == (1200, 630)


def test_a_published_article_has_a_card_and_a_head(stranger, article_url):
    assert stranger.get(article_url).content.startswith(b"\x89PNG")
    assert stranger.head(article_url).status_code == 200
    assert stranger.post(article_url).status_code == 405


def test_an_unchanged_card_is_answered_without_drawing(stranger, article_url, monkeypatch):
    etag = stranger.get(article_url)["ETag"]
    monkeypatch.setattr(views, "_png", None)
    response = stranger.get(article_url, headers={"If-None-Match": etag})
    assert (response.status_code, response.content) == (304, b"")
    assert response["ETag"] == etag
    assert response["Cache-Control"] == "public, max-age=60"


def test_an_edited_headline_is_a_new_card(stranger, article, article_url):
    before = stranger.get(article_url)
    article.headline = "عنوان جديد"
    article.save()
    after = stranger.get(article_url, headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    assert after.content != before.content


def test_the_same_card_is_drawn_once(stranger, article_url, monkeypatch):
    stranger.get(article_url)
    monkeypatch.setattr(views, "draw_card", None)
    assert stranger.get(article_url).status_code == 200


@pytest.mark.parametrize("status", ["draft", "in_review", "withdrawn"])
def test_what_is_not_public_is_as_if_it_were_not_there(stranger, chief, draft, status):
    Article.objects.filter(pk=draft.pk).update(status=status)
    missing = stranger.get(f"/articles/{draft.pk + 999}/card.png")
    for visitor in (stranger, _signed_in(stranger, chief)):
        hidden = visitor.get(f"/articles/{draft.pk}/card.png")
        assert hidden.status_code == 404
        assert (hidden.content, hidden.headers) == (missing.content, missing.headers)


@pytest.fixture
def successor(source) -> Article:
    """A published article that another one turns out to be."""
    successor = Article(headline="قمة مينسك بلا أرمينيا", source=source)
    successor.publish()
    return successor


def test_the_card_of_a_merged_article_leads_to_that_of_the_other(
    stranger, article, article_url, successor, chief
):
    merge(article, successor, chief)
    answer = stranger.get(article_url)
    assert (answer.status_code, answer["Location"]) == (301, f"/articles/{successor.pk}/card.png")
    assert answer["Cache-Control"] == "no-cache"
    unmerge(Merger.objects.get(), chief)
    assert stranger.get(article_url).status_code == 200


def test_the_card_of_what_is_gone_is_gone_as_its_page_is(
    stranger, article, article_url, successor, draft, chief
):
    merge(article, draft, chief)
    successor.withdraw()
    for gone in (article, successor):
        answer = stranger.get(f"/articles/{gone.pk}/card.png")
        assert (answer.status_code, answer.content) == (410, b"")
        assert stranger.get(gone.get_absolute_url()).status_code == 410


def test_the_card_of_a_merged_draft_never_was(stranger, article, draft, chief):
    merge(draft, article, chief)
    missing = stranger.get(f"/articles/{draft.pk + 999}/card.png")
    hidden = stranger.get(f"/articles/{draft.pk}/card.png")
    assert (hidden.status_code, hidden.content) == (404, missing.content)


def _signed_in(client, user):
    client.force_login(user)
    return client


@pytest.mark.parametrize("pk", ["0", "9" * 30])
def test_no_such_article(stranger, db, pk):
    assert stranger.get(f"/articles/{pk}/card.png").status_code == 404


def test_no_such_summit(stranger, db):
    assert stranger.get("/summits/2023-11-24-minsk/card.png").status_code == 404


def test_a_card_takes_the_version_and_one_query(
    stranger, minsk, article, django_assert_num_queries
):
    with django_assert_num_queries(2):
        stranger.get(f"/summits/{minsk.slug}/card.png")
    with django_assert_num_queries(2):
        stranger.get(f"/articles/{article.pk}/card.png")


def test_what_a_summits_card_says(minsk):
    card = card_of_summit(minsk)
    assert card.title == "دورة عادية في مينسك"
    assert card.kicker == "عبر التضامن والتعاون نحو السلام والأمن"
    assert card.meta == "23 نوفمبر/تشرين الثاني 2023 · انعقدت"


def test_an_announced_summit_and_one_by_video_say_so(db):
    announced = Summit.objects.get(slug="2026-11-11-moscow")
    assert card_of_summit(announced).meta == "11 نوفمبر/تشرين الثاني 2026 · معلن عنها"
    video = Summit.objects.get(start_date="2020-12-02")
    assert card_of_summit(video).title == "دورة عادية عبر الاتصال المرئي"


def test_what_an_articles_card_says(article):
    card = card_of_article(article)
    assert card.title == "قمة مينسك تنعقد بمقعد أرميني شاغر"
    assert card.kicker == "قمة منظمة معاهدة الأمن الجماعي"
    assert card.meta == "23 نوفمبر/تشرين الثاني 2023 · جريدة الرواق"
    assert not card.sample


def test_an_article_without_date_and_source_and_a_sample(article):
    article.published_on, article.source, article.is_sample = None, None, True
    assert card_of_article(article)[2:] == ("", True)
