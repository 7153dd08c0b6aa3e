"""The main job from end to end: an editor imports, a reader finds, a researcher pulls.

With the sample pages of the archive, and with the two real pages where they lie beside it.
"""

from pathlib import Path

import pytest
from django.core.management import call_command

from articles.models import Article

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "samples" / "pages" / "04-bishkek-2025-initiatives.txt"
SEEDS = ROOT.parent / "shared" / "seeds"
FIVE = [f"2025-11-27-{number:02}" for number in range(9, 14)]

pytestmark = pytest.mark.django_db


def published(path: Path) -> Article:
    call_command("import_pages", str(path), "--publish", verbosity=0)
    return Article.objects.published().get()


def seed(number: str) -> Path:
    found = sorted(SEEDS.glob(f"{number}_*.txt"))
    if not found:
        pytest.skip("the real pages are not on this machine")
    return found[0]


def found_by_a_reader(client, article: Article, summit: str, member: str) -> bool:
    pages = (f"/summits/{summit}/", f"/members/{member}/", f"/articles/?summit={summit}")
    link = article.get_absolute_url()
    return all(link in client.get(page).content.decode() for page in pages)


def pulled(client, article: Article) -> dict:
    return client.get(f"/api/v1/articles/{article.pk}/").json()


def links(record: dict, name: str) -> list[str]:
    return [link["id"] for link in record[name]]


@pytest.mark.parametrize("page", ["sample", "seed"])
def test_the_initiatives_of_bishkek_are_told_with_their_measures(page, client):
    article = published(SAMPLE if page == "sample" else seed("000"))
    assert found_by_a_reader(client, article, "2025-11-27-bishkek", "russia")
    record = pulled(client, article)
    assert links(record, "main_summits") == ["2025-11-27-bishkek"]
    assert links(record, "background_summits") == ["2026-11-11-moscow"]
    told = {link["id"]: link["measures"] for link in record["initiatives"]}
    assert set(FIVE) <= set(told)
    assert len(told["2025-11-27-11"]) == (2 if page == "sample" else 4)
    assert told["2025-11-27-11"][0] in client.get("/initiatives/2025-11-27-11/").content.decode()


def test_the_real_page_on_minsk_becomes_one_clean_article(client):
    article = published(seed("003"))
    assert found_by_a_reader(client, article, "2023-11-23-minsk", "armenia")
    record = pulled(client, article)
    assert links(record, "main_summits") == ["2023-11-23-minsk"]
    assert set(links(record, "members")) == {
        "armenia", "belarus", "kazakhstan", "kyrgyzstan", "russia", "tajikistan",
    }  # fmt: skip
    assert [link["id"] for link in record["members"] if link["absent"]] == ["armenia"]
    assert [caption["credit"] for caption in record["captions"]] == [
        "أ.ب", "رويترز", "أ.ف.ب", "أ.ب",
    ]  # fmt: skip
    texts = [block["text"] for block in record["body"]]
    assert len(texts) == len(set(texts)) == 17
    assert not {"TT", record["headline"], record["standfirst"]} & set(texts)
    assert not [text for text in texts if "مقالات ذات صلة" in text or "غرينلاند" in text]
