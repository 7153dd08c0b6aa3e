"""What the index finds, counts and sorts; the same on every database."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Coverage, MemberMention, Source
from csto_archive.arabic.analysis import analyse
from csto_archive.search.asking import affordable
from csto_archive.search.documents import Document, entry_of
from csto_archive.search.engines.selecting import Gate, divided
from csto_archive.search.index import ARTICLES
from csto_archive.search.query import Clause, Phrase, Query, parse
from tests.search.conftest import asking, found

pytestmark = pytest.mark.django_db


def total(text: str) -> int:
    return ARTICLES.total(parse(text))


@pytest.fixture
def three(write) -> list[Article]:
    return [
        write("بيان القمة", "اجتمع القادة في مينسك. والقمة المقبلة في موسكو."),
        write("وزراء الدفاع", "اتفق الوزراء على مناورات في مينسك."),
        write("قمة موسكو", "عاد القادة إلى موسكو."),
    ]


# Matching


def test_every_word_must_be_there_in_any_field_and_form(three):
    first, second, third = (article.pk for article in three)
    assert set(found("قِمّة")) == {first, third}
    assert found("القمة مينسك") == [first]
    assert set(found("قمة أو مناورات")) == {first, second, third}


def test_words_side_by_side_and_words_as_written(write):
    apart = write("عنوان", "الأمن الأوروبي والتعاون الجماعي")
    together = write("عنوان", "منظمة معاهدة الأمن الجماعي")
    assert set(found("الأمن الجماعي")) == {apart.pk, together.pk}
    assert found("«الأمن الجماعي»") == [together.pk]
    assert found("«أمن جماعي»") == []
    terms = tuple(token.term for token in analyse("أمن جماعي"))
    assert found(Query("", (Clause("", (Phrase(terms),)),))) == [together.pk]


def test_a_phrase_never_crosses_lines_fields_and_function_words_leave_no_gap(write):
    article = Article(headline="رحلة", body="<p>باخرة</p><p>سفينة</p>", published_on="2023-01-01")
    article.publish()
    inside = write("عنوان", "باخرة في سفينة")
    assert found("«رحلة باخرة»") == []
    assert found("«باخرة سفينة»") == []
    assert found("«باخرة في سفينة»") == [inside.pk]


def test_what_is_excluded_is_not_found_alone_or_beside_others(three):
    first, second, third = (article.pk for article in three)
    assert found("قمة -مينسك") == [third]
    assert set(found("-قمة")) == {second}
    assert found('قمة -"والقمة المقبلة"') == [third]
    assert set(found('-"والقمة المقبلة"')) == {second, third}


def test_days_months_and_years_are_words(minsk, article):
    day = minsk.start_date
    for asked in (f"{day}", f"{day:%Y-%m}", f"{day:%Y}"):
        assert found(asking(asked)) == [article.pk]
    assert found(asking("2001")) == []


def test_a_date_is_found_as_precisely_as_it_is_known(write):
    month = write("شهر", published_on="2019-05-01", published_precision="month")
    assert found(asking("2019-05")) == [month.pk]
    assert found(asking("2019-05-01")) == []


def test_an_open_ending_finds_every_word_that_begins_so(three):
    assert set(found("مينس*")) == {three[0].pk, three[1].pk}
    assert found("ذهب*") == []


@pytest.mark.parametrize(
    "text", ["", " ", '"', "«", "AND", "-", "* OR *", "NEAR(a b)", "a:b", "' OR 1=1 --", "%", "_",
             "\\", "\0", "\u202e", "😀", "ـ", "'", "a'b", "((((", "headline : x", "x" * 500]
)  # fmt: skip
def test_no_text_is_an_error(three, text):
    for sort in ("relevance", "newest", "oldest"):
        ARTICLES.find(parse(text), sort=sort)
    ARTICLES.facets(parse(text), {"year": [2023]})
    list(Article.objects.filter(pk__in=ARTICLES.records(parse(text))))


def test_terms_are_never_syntax(three):
    for term in (
        "a'b",
        'a"b',
        "a\\b",
        "a:*",
        "a & b",
        "OR",
        "a|b",
        "(",
        "%s",
        "%",
        "{set}",
        "ab" * 99,
    ):
        query = asking(term) if " " not in term else Query("", (Clause("", (Phrase((term,)),)),))
        exact = Query("", (Clause("", (Phrase((term,), (term,)),)),), (Phrase((term,), (term,)),))
        assert found(query) == found(exact) == []


def test_a_blank_query_finds_everything_and_one_of_function_words_nothing(three):
    assert found("") == [article.pk for article in reversed(three)]
    assert total("") == 3
    assert found("في من") == []


# Fewer words


def test_where_nothing_has_all_what_has_a_good_part_is_found(three):
    results = ARTICLES.find(parse("قمة مينسك زرافة"))
    assert results.relaxed
    assert results.records[0] == three[0].pk
    assert results.total == total("قمة مينسك زرافة") == len(results.records)
    assert ARTICLES.find(parse("زرافة")) == ARTICLES.find(parse("زرافة فيل"))


def test_a_question_asks_for_most(three):
    results = ARTICLES.find(parse("من اجتمع من القادة في مينسك؟"))
    assert results.relaxed
    assert results.records[0] == three[0].pk


def test_what_is_excluded_stays_out_of_that_too(three):
    results = ARTICLES.find(parse("قمة زرافة -مينسك"))
    assert results.records == [three[2].pk]


def test_clauses_that_cannot_matter_alone_are_counted_only_beside_others():
    def gate(weight, sure=True):
        return Gate(Clause(str(weight), ()), weight, 1, sure)

    heavy, light = divided([gate(20), gate(500), gate(60)], is_free=True)
    assert [each.weight for each in heavy] == [500]
    assert [each.weight for each in light] == [20, 60]
    heavy, light = divided([gate(200), gate(500), gate(60)], is_free=True)
    assert [each.weight for each in light] == [60]
    assert divided([gate(20), gate(500)], is_free=False)[1] == []
    assert divided([gate(20, sure=False), gate(500, sure=False)], is_free=True)[1] == []


def test_the_good_part_is_the_same_with_and_without_the_short_cut(three, monkeypatch):
    text = "قمة مينسك زرافة مناورات موسكو"
    quick = ARTICLES.find(parse(text))
    monkeypatch.setattr(
        "csto_archive.search.engines.selecting.divided", lambda gates, is_free: (list(gates), [])
    )
    assert ARTICLES.find(parse(text)) == quick


def test_frequent_words_decide_nothing_where_rarer_ones_suffice():
    def gate(frequency):
        return Gate(Clause(str(frequency), ()), 1, frequency, True)

    assert affordable([gate(5), gate(30_000), gate(20_000)]) == [gate(5), gate(30_000)]
    assert affordable([gate(90_000), gate(95_000)]) == [gate(90_000)]
    assert affordable([]) == []


# Order and pages


def test_sorted_by_date_both_ways_with_the_number_as_a_tie_break(write):
    same = [write("قمة", published_on="2020-02-02") for _ in range(3)]
    late = write("قمة", published_on="2021-01-01")
    newest = [late.pk, *(article.pk for article in reversed(same))]
    assert found("قمة", sort="newest") == newest
    assert found("قمة", sort="oldest") == newest[::-1]


def test_pages_follow_one_another_without_gap_or_repetition(write, monkeypatch):
    monkeypatch.setattr("csto_archive.search.engines.fts5.CANDIDATES", 4)
    monkeypatch.setattr("csto_archive.search.engines.tsquery.CANDIDATES", 4)
    monkeypatch.setattr("csto_archive.search.engines.selecting.CANDIDATES", 4)
    for n in range(14):
        write("قمة" if n == 1 else f"خبر {n}", "قمة وزراء" if n % 2 else "قمة قمة")
    for text in ("قمة", "قمة زرافة", "قمة أو وزراء"):
        whole = found(text, count=100)
        assert len(whole) == len(set(whole)) == 14
        pages = [found(text, start=start, count=3) for start in range(0, 15, 3)]
        assert [number for page in pages for number in page] == whole
        assert found(text, start=14) == []


def test_the_headline_weighs_more_even_where_it_is_old(write, monkeypatch):
    for engine in ("fts5", "tsquery"):
        monkeypatch.setattr(f"csto_archive.search.engines.{engine}.CANDIDATES", 3)
    old = write("قمة مينسك")
    for _ in range(6):
        write("خبر", "قمة " + "كلام كثير " * 20)
    assert found("قمة")[0] == old.pk


# Filters and facets


@pytest.fixture
def linked(write, minsk, bishkek, armenia, source):
    first, second = write("قمة أولى", source=source), write("قمة ثانية")
    Coverage.objects.create(article=first, summit=minsk)
    Coverage.objects.create(article=first, summit=bishkek, role="background")
    Coverage.objects.create(article=second, summit=bishkek)
    MemberMention.objects.create(article=first, member=armenia)
    return first, second


def test_filters_narrow_together_and_values_of_one_widen(linked, minsk, bishkek, armenia, source):
    first, second = linked
    assert found("قمة", where={"summit": [minsk.pk]}) == [first.pk]
    assert set(found("قمة", where={"summit": [minsk.pk, bishkek.pk]})) == {first.pk, second.pk}
    assert found("قمة", where={"year": [2023], "member": [armenia.pk]}) == [first.pk]
    assert found("قمة", where={"year": [2025], "member": [armenia.pk]}) == []
    assert found("", where={"source": [source.pk]}) == [first.pk]
    assert found("قمة زرافة", where={"city": [bishkek.city_id]}) == [second.pk]


def test_facets_count_each_value_without_their_own_filter(linked, minsk, bishkek, armenia):
    every = ARTICLES.facets(parse("قمة"))
    assert every["year"] == [(2023, 1), (2025, 1)]
    assert every["member"] == [(armenia.pk, 1)]
    assert every["initiative"] == []
    chosen = ARTICLES.facets(parse("قمة"), {"year": [2025]})
    assert chosen["year"] == every["year"]
    assert chosen["summit"] == [(bishkek.pk, 1)]
    assert chosen["member"] == []


# Names and numbers


def test_the_names_of_what_an_article_is_linked_to_are_searched(article, bishkek):
    assert found("أرمينيا") == found("ليان الصبّاغ") == found("الرواق") == [article.pk]
    assert found("بشكيك") == []
    Coverage.objects.create(article=article, summit=bishkek, role="background")
    assert found("بشكيك") == [article.pk]


@pytest.mark.parametrize(
    ("rights", "seen"), [("full_text", True), ("excerpt", False), ("link_only", False)]
)
def test_only_what_may_be_shown_is_searched(article, source, rights, seen):
    source.rights = rights
    source.save()
    assert bool(found("غابت")) is seen
    assert bool(found("حزمة")) is (rights != "link_only")


def test_words_are_offered_as_they_are_written(write):
    write("القِمّة الأولى", "القمه")
    words = {word: (display, df) for word, display, df in ARTICLES.words_beginning("القم", 5)}
    assert words == {"القمه": ("القمة", 1)}
    assert [row[0] for row in ARTICLES.words_sharing({"القمه"})] == ["القمه"]


def test_an_entry_has_its_terms_by_field_and_its_words_as_written():
    document = Document(
        7, date(1, 1, 2), {"headline": "والقمّة في مينسك", "names": "روسيا\nأرمينيا"},
        {"year": (2023, 2021, 2023)}, ("2023-11",),
    )  # fmt: skip
    written = {}
    entry = entry_of(document, written)
    assert entry.sid == 2 << 32 | 7
    assert len(entry.fields) == 5
    assert entry.fields[0].split() == entry.fields[0].strip().split(" ")
    assert entry.fields[4].endswith(" | 2023 | 2023-11 ")
    assert entry.words.startswith(" والقمه في مينسك | ")
    assert entry.facets[0] == (2021, 2023)
    assert written["والقمه"] == "والقمّة"


def test_a_text_of_any_size_is_indexed(write):
    many = " ".join(f"{chr(0x628 + n % 20)}{chr(0x628 + n // 20 % 20)}{n}ب" for n in range(30_000))
    long = write("طويل", f"{many} {'ب' * 5000} خاتمة")
    assert found("طويل") == [long.pk]
    assert found("ب" * 5000) == [long.pk]


# Cost


@pytest.mark.parametrize("text", ["قمة", "قمة مينسك", "«منظمة معاهدة»", "قمة زرافة", "-قمة", ""])
def test_the_number_of_queries_does_not_grow_with_what_is_found(write, text):
    def queries() -> int:
        with CaptureQueriesContext(connection) as context:
            ARTICLES.find(parse(text))
            ARTICLES.facets(parse(text))
        return len(context)

    write("قمة مينسك", "منظمة معاهدة")
    found("")
    few = queries()
    for _ in range(5):
        write("قمة مينسك", "منظمة معاهدة")
    assert queries() == few <= 30


def test_documents_take_a_fixed_number_of_queries(linked, article, django_assert_num_queries):
    Source.objects.create(name="أخرى")
    with django_assert_num_queries(7):
        documents = list(Article.objects.documents([article.pk, *(a.pk for a in linked), 0]))
    assert [document.record for document in documents] == sorted(d.record for d in documents)
    assert len(documents) == 3
