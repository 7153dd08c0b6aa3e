"""The cards of members, initiatives, cities, years, stories, sources and the archive itself."""

from io import BytesIO

import pytest
from PIL import Image

from articles.models import Article, StoryFamily
from csto_archive.cards import views
from csto_archive.cards.views import (
    card_of_city,
    card_of_initiative,
    card_of_member,
    card_of_site,
    card_of_source,
    card_of_story,
    card_of_year,
)
from csto_archive.templatetags.arabic import statuses
from summits.models import City, Initiative, Member, Summit
from tests.conftest import SECRET_WORD

FIXED = [
    "/card.png", "/summits/2023/card.png", "/summits/city/minsk/card.png",
    "/members/armenia/card.png", "/members/georgia/card.png", "/initiatives/2025-11-27-01/card.png",
]  # fmt: skip


@pytest.fixture
def urls(article, carry) -> list[str]:
    carry(article)
    records = (article.source, article.story_family)
    return [*FIXED, *(f"{record.get_absolute_url()}card.png" for record in records)]


def test_every_kind_has_a_card_that_is_asked_for_again_in_vain(client, urls):
    for url in urls:
        answer = client.get(url)
        assert answer.status_code == 200, url
        assert Image.open(BytesIO(answer.content)).size == (1200, 630)
        assert len(answer.content) < 100_000
        again = client.get(url, headers={"If-None-Match": answer["ETag"]})
        assert (again.status_code, again.content) == (304, b"")


def test_cards_differ(client, urls):
    assert len({client.get(url).content for url in urls}) == len(urls)


def test_a_card_takes_few_questions(client, urls, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(views, "_png", lambda card: b"")
    for url in urls:
        with django_assert_max_num_queries(3):
            client.get(url)


@pytest.mark.parametrize(
    "url",
    ["/summits/1999/card.png", "/summits/city/paris/card.png", "/members/france/card.png",
     "/initiatives/1999-01-01-01/card.png", "/stories/999999/card.png", "/sources/لا-أحد/card.png",
     f"/sources/مجلة-{SECRET_WORD}/card.png"],
)  # fmt: skip
def test_what_is_not_there_has_no_card(client, draft, url):
    assert client.get(url).status_code == 404


def test_a_story_of_one_public_carrier_has_no_card(client, article, carry):
    carry(article, "draft")
    assert client.get(f"/stories/{article.story_family_id}/card.png").status_code == 404


def test_the_card_of_a_story_that_joined_another_is_the_others(client, article, carry):
    carry(article)
    article.story_family.former.create(number=987_654)
    answer = client.get("/stories/987654/card.png")
    place = f"/stories/{article.story_family_id}/card.png"
    assert (answer.status_code, answer["Location"]) == (301, place)


def test_what_the_cards_of_the_reference_data_say(db):
    armenia = card_of_member(Member.objects.get(slug="armenia"))
    assert (armenia.title, armenia.kicker) == (
        "أرمينيا ومنظمة معاهدة الأمن الجماعي",
        "عضو جمّد مشاركته",
    )
    assert armenia.meta == "في المنظمة منذ 7 أكتوبر/تشرين الأول 2002"
    georgia = card_of_member(Member.objects.get(slug="georgia"))
    assert georgia.meta.startswith("في المعاهدة من ")
    initiative = card_of_initiative(Initiative.objects.get(slug="2025-11-27-01"))
    assert initiative.title == "إعلان مجلس الأمن الجماعي"
    assert initiative.kicker == "إعلان – أُقرّ"
    assert initiative.meta == "27 نوفمبر/تشرين الثاني 2025 · في بيشكيك"
    minsk = card_of_city(City.objects.get(slug="minsk"), statuses(Summit.objects.in_city("minsk")))
    assert (minsk.title, minsk.kicker) == ("قمم مينسك", "بيلاروسيا")
    assert "قم" in minsk.meta
    year = card_of_year(2023, list(Summit.objects.in_year(2023)))
    assert (year.title, year.kicker) == ("قمم عام 2023", "مينسك")


def test_what_the_cards_of_the_coverage_say(article, carry):
    carry(article)
    story = StoryFamily.objects.published().for_detail().get()
    card = card_of_story(story)
    assert card.title == article.headline
    assert card.kicker == "قصة واحدة في منشورين"
    assert not card.sample
    source = type(article.source).objects.published().for_list().get(pk=article.source_id)
    assert card_of_source(source).meta == "في الأرشيف: مقال واحد"
    assert card_of_site().meta


def test_a_card_of_samples_alone_says_so(article, carry):
    carry(article)
    Article.objects.update(is_sample=True)
    source = type(article.source).objects.published().for_list().get(pk=article.source_id)
    assert card_of_source(source).sample
    assert card_of_source(source).meta == "في الأرشيف: عيّنة تعليمية واحدة"
    assert card_of_story(StoryFamily.objects.published().for_detail().get()).sample


def test_a_card_of_a_story_that_begins_with_a_sample_counts_its_samples(article, carry):
    carry(article, published_on="2023-11-22", is_sample=True)
    card = card_of_story(StoryFamily.objects.published().for_detail().get())
    assert not card.sample
    assert card.kicker == "قصة واحدة في منشورين، منها عيّنة تعليمية واحدة"


def test_what_may_be_withdrawn_is_shown_no_longer_than_its_page(client, article, carry):
    """By nobody between the archive and its readers, who knows nothing of a withdrawal."""
    carry(article)
    for url in (
        f"/articles/{article.pk}/card.png", f"/stories/{article.story_family_id}/card.png",
        f"{article.source.get_absolute_url()}card.png",
    ):  # fmt: skip
        assert client.get(url).headers["Cache-Control"] == "public, max-age=60"


def test_the_card_of_a_source_counts_no_sample_as_press(article):
    """What the archive has of a source is told as on its page."""
    for _sample in "ab":
        Article(headline="عيّنة", source=article.source, is_sample=True).publish()
    source = type(article.source).objects.published().for_list().get(pk=article.source_id)
    assert card_of_source(source).meta == "في الأرشيف: 3 مقالات، منها عيّنتان تعليميتان"
