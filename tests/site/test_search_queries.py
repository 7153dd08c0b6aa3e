"""How often a search asks the database, and whether memory answers as the rows do."""

import pytest

from csto_archive.search.index import ARTICLES
from csto_archive.search.names import known_names
from csto_archive.search.query import parse
from csto_archive.searches.groups import answering
from csto_archive.searches.shelf import shelf
from summits.models import City, Initiative, Leader, Member, Summit
from tests.asking import questions_to_make

pytestmark = pytest.mark.django_db

MOST = 8
TEXTS = [
    "", "من", "قمة", "قمة مينسك", "أرمينيا أو روسيا", "قم*", "-موسكو", "إعلان موسكو 2020", "2023",
    "«مجلس الأمن الجماعي»", "نور سلطان -2022", "لوكاشينكو بوتين قمة", "Putin", "ل*", "زلابية قمة",
    "القمة التي انعقدت في مدينة أستانا عاصمة كازاخستان في نوفمبر وحضرها القادة",
]  # fmt: skip
MODELS = {"summit": Summit, "member": Member, "leader": Leader, "city": City,
          "initiative": Initiative}  # fmt: skip


@pytest.mark.parametrize(
    "url",
    ["/search/?q=قمة مينسك", "/search/?q=قمة", "/search/?q=ماذا قال لوكاشينكو عن القمة؟",
     "/search/?q=قمة&year=2023&city=minsk&member=armenia", "/search/?q=أرمينيا&sort=newest",
     "/search/?year=2023", "/search/?q=قمة&group=summits", "/search/", "/api/v1/search/?q=قمة",
     "/search/suggest?q=قم", "/search/feed.atom?q=قمة"],
)  # fmt: skip
def test_a_search_asks_little(client, article, url):
    ARTICLES.settle()
    # A question looks up its doubtful words, each by itself; suggestions are no page.
    most = MOST + ("؟" in url) + 2 * ("suggest" in url)
    assert questions_to_make(client, url) <= most


@pytest.mark.parametrize("model", MODELS)
def test_records_in_memory_answer_as_the_rows_do(model):
    kept = shelf().by_model[model]
    for text in TEXTS:
        query = parse(text, known_names())
        rows = MODELS[model].objects.search(query).values_list("pk", flat=True)
        assert [record.pk for record in answering(query, kept)] == list(rows), text


def test_a_source_of_drafts_alone_is_not_in_memory(draft):
    draft.source.articles.exclude(pk=draft.pk).delete()
    assert draft.source.slug not in shelf().by_slug["source"]
