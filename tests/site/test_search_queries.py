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
     "/search/suggest?q=قم", "/search/suggest?q=قمة مي", "/search/suggest?q=وبالكرم",
     "/search/feed.atom?q=قمة", "/search/?q=زلابية قمه مينيسك", "/search/?q=لوكاشنكوو مينيسك",
     "/search/?q=ماذا قيل عن زلابيه القمهه ومينيسك وبرطمة الخظراء؟",
     "/search/?q=زلابيه قمهة أرميينا&year=2023", "/search/?q=مينيسكك ططططط",
     "/articles/?q=زلابيه قمة مينيسك&year=2023", "/articles/?q=ماذا قيل عن زلابيه قمة مينيسك؟",
     "/search/feed.atom?q=زلابيه قمة مينيسك"],
)  # fmt: skip
def test_a_search_asks_little(client, article, url):
    ARTICLES.settle()
    assert questions_to_make(client, url) <= MOST


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
