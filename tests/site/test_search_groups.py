"""Which kinds of records answer a search, and which of them stand before the articles."""

import pytest

from csto_archive.searches.search import Search
from summits.models import Initiative, Member, Summit

pytestmark = pytest.mark.django_db


def leading(text: str) -> list[str]:
    return [group.name for group in Search({"q": text}).leading]


def group(name: str, text: str, **chosen: str):
    return next(g for g in Search({"q": text, **chosen}).groups if g.name == name)


@pytest.mark.parametrize(
    ("text", "name", "model"),
    [("قمة", "summits", Summit), ("القمم", "summits", Summit), ("دولة", "members", Member),
     ("مبادرات", "initiatives", Initiative)],
)  # fmt: skip
def test_the_name_of_a_kind_finds_all_of_it(text, name, model):
    assert group(name, text).total == model.objects.published().count() > 0


def test_the_name_of_a_kind_is_narrowed_like_any_other_search():
    assert group("summits", "قمة", year="2005").total == 1
    assert group("summits", "قمة -موسكو").total < group("summits", "قمة").total


@pytest.mark.parametrize(
    ("question", "place"),
    [("متى انعقدت قمة يريفان؟", "يريفان"), ("أين عُقدت قمة 2005؟", "موسكو"),
     ("لماذا غابت أرمينيا عن قمة مينسك؟", "مينسك")],
)  # fmt: skip
def test_a_summit_that_answers_a_question_stands_first(question, place):
    assert leading(question)[0] == "summits"
    assert group("summits", question).handful[0].title.startswith(f"{place}،")


def test_who_bears_the_name_that_was_typed_stands_before_who_bears_another():
    assert leading("أستانا")[0] == "cities"
    assert leading("لوكاشينكو")[0] == "leaders"


def test_words_that_no_article_has_are_named(article):
    assert article.headline
    question = Search({"q": f"ماذا قال زرافة عن {article.headline.split()[0]}؟"})
    assert "زرافة" in question.unknown
    assert article.headline.split()[0] not in question.unknown
