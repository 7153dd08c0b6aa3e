from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wordfreq import get_frequency_dict, get_frequency_list

from csto_archive.arabic.analysis import analyse, term_of
from csto_archive.arabic.clitics import without_clitics
from csto_archive.arabic.lexicon import lexicon, unseated
from csto_archive.arabic.normalise import fold
from csto_archive.arabic.plural_patterns import singular_by_pattern
from csto_archive.arabic.stems import LONGEST, stem
from csto_archive.arabic.tables import lines

from .material import LETTERS, patient, seconds

SAME = (
    "قمة القمة والقمة للقمة بالقمة قمتان القمتين قمم قمتها",
    "جديد جديدة الجديد جدد والجديدة",
    "وزير الوزير ووزير لوزير وزيرة وزراء الوزراء وزرائهم",
    "دولة دولتان دولتين دول لدولها الدول",
    "قال قالت قالوا وقال فقال",
    "يقول تقول يقولون سيقول ستقول",
    "أعلن أعلنت وأعلن أعلنوا",
    "مسؤول مسئول المسؤولين مسؤولو مسؤوليها مسؤولون",
    "روسي روسية الروسية الروسيون الروس",
    "سياسة سياستها سياسات بالسياسة",
    "مكتبة المكتبات بمكتبتها",
    "مكتب مكاتب مكتبها بمكتبهم",
    "لاجئ للاجئين اللاجئون لاجئات",
    "عامل عمال العاملين",
    "مباراة مباريات",
    "سنة سنوات سنتين",
    "أميركا أمريكا الأميركا",
    "تلفزيون التليفزيون تلفزيونات",
    "ديمقراطي الديموقراطية ديمقراطيون",
    "لوكاشينكو لوكاشنكو ولوكاشينكو بلوكاشينكا",
    "قرغيزستان وقيرغيزستان لقرغيزيا",
    "سيميونوف سيمونوف",
)
APART = (
    "قمة قيمة قوة قوت",
    "عالم علم معلم تعليم",
    "وزير زير وزر",
    "كتاب كاتب مكتب مكتبة",
    "عمل عامل عملة عملية معمل",
    "حكم حاكم حكومة محكمة حكيم",
    "سلام سلم إسلام لام",
    "أمن أمين إيمان",
    "عقد عقيدة معقد",
    "دولة دولار",
    "نشر ناشر منشور انتشار",
    "جمع جامع جامعة اجتماع مجتمع",
    "ولد والد ولاية",
    "لبنان لبن",
    "فلسطين لسطين",
    "باكستان باك",
    "بلاد لاد",
    "طريق طريقة",
    "معهد معاهدة",
    "منسق مينسك",
    "مصر مصير",
    "روسيا روس",
    "سوريا سور",
    "مدرس مدرسة درس",
    "زيتون زيت",
    "ترفيه ترف",
    "كانون قانون",
)


def terms(row: str) -> list[str]:
    return [term_of(fold(word)) for word in row.split()]


def written(words: str) -> list[str]:
    return [token.term for token in analyse(words)]


@pytest.mark.parametrize("row", SAME)
def test_forms_of_one_word_have_one_term(row: str) -> None:
    assert len(set(terms(row))) == 1, terms(row)


@pytest.mark.parametrize("row", APART)
def test_near_words_have_terms_of_their_own(row: str) -> None:
    assert len(set(terms(row))) == len(row.split()), terms(row)


@pytest.mark.parametrize("clitic", ["و", "ف", "ب", "ل", "ك", "وب", "ول", "فب"])
@pytest.mark.parametrize("name", ["بوتين", "مينسك", "أرمينيا", "توكاييف", "كازاخستان"])
def test_names_lose_their_clitics_only(clitic: str, name: str) -> None:
    assert terms(clitic + name) == terms(name) == [fold(name)]


@pytest.mark.parametrize("word", ["وزير", "والد", "فاز", "بلد", "كتاب", "سلام", "كلام", "وطن"])
def test_first_letters_that_are_no_clitics_stay(word: str) -> None:
    assert without_clitics(word) == word


@pytest.mark.parametrize("table", ["names", "loan_words"])
def test_every_spelling_of_a_row_has_the_term_of_the_first(table: str) -> None:
    strays = {
        (row[0], word): (term_of(fold(row[0])), term_of(fold(word)))
        for row in lines(table)
        for word in row
        if term_of(fold(word)) != term_of(fold(row[0]))
    }
    assert strays == {}


def test_every_broken_plural_has_the_term_of_its_singular() -> None:
    pairs = [entry.split("/") for row in lines("broken_plurals") for entry in row]
    strays = {
        (one, plural): (written(one), written(plural))
        for one, *plurals in pairs
        for plural in plurals
        if written(one) not in ([""], written(plural))
    }
    assert strays == {}


@pytest.mark.parametrize(
    ("plural", "singular"),
    [("تحاليل", "تحليل"), ("عواقب", "عاقبة"), ("ركائز", "ركيزة"), ("بدلاء", "بديل")],
)
def test_plurals_that_are_not_listed_are_known_by_their_pattern(plural: str, singular: str) -> None:
    assert terms(plural) == terms(singular)


@pytest.mark.parametrize("word", ["مدافع", "تواصل", "حمراء", "مواطن", "إعلان", "ملائم", "أربعاء"])
def test_singulars_are_not_taken_for_plurals(word: str) -> None:
    assert singular_by_pattern(unseated(fold(word))) is None


@pytest.mark.parametrize(
    "row",
    [
        "إلغاء الغاء الإلغاء وإلغاء بالإلغاء للإلغاء",
        "ألوان الوان الألوان وألوان بالألوان ألوانها",
        "آلاف الاف الآلاف وآلاف بالآلاف",
        "التزام الالتزام بالتزام للالتزام والتزامها",
        "ألمانيا المانيا لألمانيا وألمانيا",
        "ألقى ألقت وألقى فألقوا",
        "نفى نفت نفوا ونفت",
        "شقة شقتي الشقة شقتها",
    ],
)
def test_words_keep_letters_that_look_like_the_article_and_lose_weak_ones(row: str) -> None:
    assert len(set(written(row))) == 1, written(row)


@pytest.mark.parametrize(
    "row",
    ["علي على", "آلية إليه", "إمام أمام", "والي وإلى", "أنفاق إنفاق", "أعلام إعلام", "هام إلهام"],
)
def test_the_hamza_as_written_tells_words_apart(row: str) -> None:
    assert len(set(written(row))) == 2, written(row)


@given(st.text(alphabet=LETTERS, min_size=1, max_size=20).map(fold))
@patient
def test_a_stem_is_never_empty(word: str) -> None:
    assert stem(word)


def test_very_long_words_are_cut_in_linear_time() -> None:
    assert stem("وال" * 100_000) == ("وال" * LONGEST)[:LONGEST]
    assert seconds(stem, "ب" * 1_000_000) < 1


def test_the_words_that_the_lexicon_is_made_of_are_kept_once():
    lexicon.cache_clear()
    assert lexicon().plain
    assert get_frequency_dict.cache_info().currsize == get_frequency_list.cache_info().currsize == 0
