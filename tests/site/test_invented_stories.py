"""Stories that samples carry, alone or beside the press, and what is said of that."""

import pytest

from articles.models import Article, Coverage
from tests.site.reading import section, squeezed

STAMP = "//p[contains(@class,'stamp') and contains(@class,'sample')]"
AMONG = "منشورين، منها عيّنة تعليمية واحدة"


def story_of(article: Article) -> str:
    return f"/stories/{article.story_family_id}/"


@pytest.fixture
def mixed(article, minsk, carry) -> Article:
    """A sample that came out before the article, in the same story."""
    sample = carry(article, published_on="2023-11-22", is_sample=True)
    Coverage.objects.create(article=sample, summit=minsk)
    return sample


def test_wherever_a_story_is_counted_its_samples_are(client, read, article, mixed):
    page = read(story_of(article))
    assert not page.xpath(STAMP)
    assert f"قصة واحدة في {AMONG}" in squeezed(page.xpath("//header[@class='record']")[0])
    lines = page.xpath("//section[@aria-labelledby='carriers']//li")
    assert ["عيّنة تعليمية" in squeezed(line) for line in lines] == [True, False]
    for url in ("/", "/articles/", "/summits/2023-11-23-minsk/"):
        assert AMONG in read(url).text_content(), url
    stories = section(read("/summits/2023-11-23-minsk/"), "stories")
    assert stories.count("عيّنة تعليمية") == 1
    cite = f"{story_of(article)}cite.txt"
    assert "عيّنة" not in client.get(cite).content.decode()


def test_every_page_of_a_story_of_samples_says_so(client, read, article, carry, monkeypatch):
    monkeypatch.setattr("articles.views.CARRIERS_A_PAGE", 1)
    carry(article)
    assert not read(story_of(article)).xpath(STAMP)
    Article.objects.update(is_sample=True)
    for number in (1, 2):
        page = read(f"{story_of(article)}?page={number}")
        assert len(page.xpath(f"//header{STAMP}")) == 1
        assert "منها عيّنة" not in page.text_content()
    assert "عيّنة" in client.get(f"{story_of(article)}cite.txt").content.decode()
