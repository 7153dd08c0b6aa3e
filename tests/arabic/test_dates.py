from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csto_archive.arabic.dates import (
    dates_in,
    find_dates,
    format_date,
    format_range,
    parse_date,
    weekday_name,
)
from csto_archive.arabic.dates.patterns import ABSOLUTE, RELATIVE
from csto_archive.arabic.dates.vocabulary import (
    GREGORIAN_NUMBER,
    HIJRI_NUMBER,
    NEAR_DAYS,
    WEEKDAY_NUMBER,
)
from csto_archive.arabic.normalise import fold, fold_with_map

from .material import ADVERSARIAL, patient, seconds, texts

MINSK = date(2023, 11, 23)
TODAY = date(2024, 11, 30)  # a Saturday


def values(text: str, today: date | None = None) -> list[date]:
    return [found.value for found in find_dates(text, today)]


@pytest.mark.parametrize(
    "written",
    [
        "23 نوفمبر 2023",
        "٢٣ نوفمبر ٢٠٢٣",
        "۲۳ نوفمبر ۲۰۲۳",
        "23 نوفمبر/تشرين الثاني 2023",
        "23 تشرين الثاني/نوفمبر 2023",
        "23 تشرين الثاني / نوفمبر 2023",
        "23 نوفمبر تشرين الثاني 2023",
        "23 نوفمبرتشرين الثاني 2023",
        "23 تشرين الثاني (نوفمبر) 2023",
        "23 تشرين الثاني(نوفمبر)2023",
        "23 تشرين ثاني 2023",
        "23 تشرين 2 2023",
        "23 نونبر 2023",
        "23 من نوفمبر 2023",
        "23 من شهر نوفمبر عام 2023",
        "23 نوفمبر من عام 2023",
        "23 نوفمبر لعام 2023",
        "23 نوفمبر، 2023",
        "23 نوفمبر 2023م",
        "23 نوفمبر 2023 م",
        "23نوفمبر2023",
        "23-نوفمبر-2023",
        "الثالث والعشرين من نوفمبر 2023",
        "الثالث والعشرون من تشرين الثاني/نوفمبر 2023",
        "نوفمبر 23, 2023",
        "نوفمبر 23، 2023",
        "23/11/2023",
        "٢٣/١١/٢٠٢٣",
        "23-11-2023",
        "23.11.2023",
        "23 / 11 / 2023",
        "23\\11\\2023",
        "2023/11/23",
        "2023-11-23",
        "٢٠٢٣-١١-٢٣",
        "2023-11-23T18:40:00+03:00",
        "2023-11-23T18:40:00.123Z",
        "٢\u2060٣ نوفم\u200fبر ٢٠٢٣",
        "23 نُوفَمبر 2023",
        "23 نوفمـبر 2023",
        "23\nنوفمبر\xa02023",
        "9 جمادى الأولى 1445 هـ",
        "09 جمادى الاولى 1445هـ",
        "٩ جمادى الأولى ١٤٤٥",
        "9 جمادى الأول 1445 هجرية",
        "9/5/1445هـ",
        "1445/05/09 هـ",
    ],
)
def test_every_way_to_write_a_day_is_read(written: str) -> None:
    (found,) = find_dates(f"قمة مينسك في {written}، بحضور")
    assert (found.value, found.precision, found.kind) == (MINSK, "day", "absolute")
    assert found.text == written


@pytest.mark.parametrize(
    ("month", "names"),
    list(
        enumerate(
            [
                ("يناير", "كانون الثاني", "كانون 2", "جانفي"),
                ("فبراير", "شباط", "فيفري"),
                ("مارس", "آذار", "اذار"),
                ("أبريل", "إبريل", "نيسان", "أفريل"),
                ("مايو", "أيار", "آيار", "ماي"),
                ("يونيو", "يونيه", "حزيران", "جوان"),
                ("يوليو", "يوليه", "تموز", "جويلية", "يوليوز"),
                ("أغسطس", "اغسطس", "آب", "أوت", "غشت"),
                ("سبتمبر", "أيلول", "شتنبر"),
                ("أكتوبر", "اكتوبر", "تشرين الأول", "تشرين 1"),
                ("نوفمبر", "تشرين الثاني", "نونبر"),
                ("ديسمبر", "كانون الأول", "كانون 1", "دجنبر"),
            ],
            start=1,
        )
    ),
)
def test_every_press_names_the_same_month(month: int, names: tuple[str, ...]) -> None:
    assert [values(f"5 {name} 2021") for name in names] == [[date(2021, month, 5)]] * len(names)


@pytest.mark.parametrize("first", range(12))
def test_double_names_are_one_month_in_either_order(first: int) -> None:
    double = format_date(date(2021, first + 1, 5)).split(" ", 1)[1].rsplit(" ", 1)[0]
    one, two = double.split("/")
    for written in (f"{one}/{two}", f"{two}/{one}", f"{one} {two}", f"{two} ({one})", one + two):
        (found,) = find_dates(f"5 {written} 2021")
        assert found.value == date(2021, first + 1, 5)
        assert found.text == f"5 {written} 2021"


@pytest.mark.parametrize(
    ("words", "day"),
    [("الأول", 1), ("أول", 1), ("الفاتح", 1), ("العاشر", 10), ("الحادي عشر", 11)]
    + [("الثاني عشر", 12), ("العشرين", 20), ("الحادي والعشرين", 21), ("الحادي والثلاثين", 31)],
)
def test_days_in_words(words: str, day: int) -> None:
    assert values(f"في {words} من أكتوبر 2021") == [date(2021, 10, day)]
    assert values(f"و{words} أكتوبر/تشرين الأول 2021") == [date(2021, 10, day)]


@pytest.mark.parametrize(
    ("text", "first_of", "written"),
    [
        ("منذ نوفمبر 2024", date(2024, 11, 1), "نوفمبر 2024"),
        ("لكانون الأول/ديسمبر 2011", date(2011, 12, 1), "كانون الأول/ديسمبر 2011"),
        ("في أيار/ماي 1992", date(1992, 5, 1), "أيار/ماي 1992"),
        ("رمضان 1445", date(2024, 3, 11), "رمضان 1445"),
    ],
)
def test_a_month_is_its_first_day(text: str, first_of: date, written: str) -> None:
    (found,) = find_dates(text)
    assert (found.value, found.precision, found.text) == (first_of, "month", written)


@pytest.mark.parametrize("text", ["عام 2013", "خلال العام ٢٠١٣م", "لعام 2013،", "وسنة 2013"])
def test_a_year_needs_its_word(text: str) -> None:
    (found,) = find_dates(text)
    assert (found.value, found.precision) == (date(2013, 1, 1), "year")
    assert values("2013") == []


def test_a_hijri_year_is_read_as_one() -> None:
    (found,) = find_dates("عام 1445 هـ")
    assert (found.value, found.calendar) == (date(2023, 7, 19), "hijri")


@pytest.mark.parametrize(
    "text",
    [
        "31 فبراير 2023",
        "29 فبراير 2023",
        "31/6/2023",
        "0 نوفمبر 2023",
        "00/11/2023",
        "32 نوفمبر 2023",
        "11/28/2024",
        "2023-13-01",
        "خطة 2026-2030",
        "عام 2026-2030",
        "العام 2013/2014",
        "العام 2013/14",
        "نوفمبر 2023-2024",
        "إصدار 1.2.3",
        "1.2.2023.4",
        "+20-12-2024",
        "هاتف 02-12-20245",
        "رقم 17-04-2024-2",
        "17/04/2024/2",
        "a23/11/2023",
        "23/11/23",
        "23 نوفمبر",
        "10:30 نوفمبر",
        "تيريزا ماي 2018",
        "نسبة صفر 1445",
        "أمس الخميس",
        "اليوم",
        "نوفمبر الماضي",
        "27 نوفمبر الماضي",
        "9 محرم 1600 هـ",
        "30 شعبان 1445 هـ",
        "9 محرم 2023",
        "5 نوفمبر 1445",
        "نوفمبري 2023",
        "مارسوا 2023",
        "",
    ],
)
def test_these_are_not_dates(text: str) -> None:
    assert find_dates(text) == []


def test_a_year_on_the_next_paragraph_does_not_belong() -> None:
    assert values("23 نوفمبر\n2023") == [MINSK]
    assert values("23 نوفمبر\n \n2023") == []


def test_a_hijri_date_lends_its_year() -> None:
    text = "الخميس 09 جمادى الأولى 1445 هـ الموافق 23 نوفمبر"
    hijri, gregorian = find_dates(text)
    assert (hijri.value, hijri.calendar, hijri.text) == (MINSK, "hijri", "09 جمادى الأولى 1445 هـ")
    assert (gregorian.value, gregorian.calendar, gregorian.kind) == (MINSK, "gregorian", "absolute")
    assert gregorian.text == "23 نوفمبر"


@pytest.mark.parametrize(
    "text",
    [
        "23 نوفمبر الموافق 9 جمادى الأولى 1445 هـ",
        "23 نوفمبر (9 جمادى الأولى 1445 هـ)",
        "9 جمادى الأولى 1445هـ - 23 نوفمبر",
        "9 جمادى الأولى 1445 هـ، الموافق لـ 23 نوفمبر",
        "9 جمادى الأولى الموافق 23 نوفمبر 2023",
    ],
)
def test_twins_stand_beside_each_other_in_any_order(text: str) -> None:
    assert values(text) == [MINSK, MINSK]


def test_a_twin_that_cannot_be_the_same_day_lends_nothing() -> None:
    assert values("9 جمادى الأولى 1445 هـ الموافق 23 مارس") == [MINSK]
    assert values("9 جمادى الأولى 1445 هـ قال بوتين إن 23 نوفمبر") == [MINSK]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("من 20 إلى 22 أغسطس/آب 2010", [date(2010, 8, 20), date(2010, 8, 22)]),
        ("20 – 22 أغسطس 2010", [date(2010, 8, 20), date(2010, 8, 22)]),
        ("28-30 نوفمبر 2024", [date(2024, 11, 28), date(2024, 11, 30)]),
        ("يومي 20 و21 نوفمبر 2023", [date(2023, 11, 20), date(2023, 11, 21)]),
        ("من 31 يوليو إلى 1 أغسطس 2009", [date(2009, 7, 31), date(2009, 8, 1)]),
        ("30-28 نوفمبر 2024", [date(2024, 11, 28)]),
        ("23 نوفمبر - 23 نوفمبر 2023", [MINSK, MINSK]),
        ("31 ديسمبر - 2 يناير 2010", [date(2009, 12, 31), date(2010, 1, 2)]),
        ("5 مايو و6 يونيو و7 يوليو 2024", [date(2024, 5, 5), date(2024, 6, 6), date(2024, 7, 7)]),
    ],
)
def test_a_range_is_two_dates(text: str, dates: list[date]) -> None:
    assert values(text) == dates
    assert {found.kind for found in find_dates(text, TODAY)} == {"absolute"}


@pytest.mark.parametrize(
    ("text", "written", "value"),
    [
        ("قال اليوم إن", "اليوم", TODAY),
        ("اليوم الخميس أمام", "اليوم الخميس", TODAY),
        ("وأمس الجمعة", "أمس الجمعة", TODAY - timedelta(1)),
        ("أول أمس", "أول أمس", TODAY - timedelta(2)),
        ("أول من أمس", "أول من أمس", TODAY - timedelta(2)),
        ("بالأمس", "الأمس", TODAY - timedelta(1)),
        ("غداً", "غداً", TODAY + timedelta(1)),
        ("مساء الخميس", "الخميس", date(2024, 11, 28)),
        ("السبت", "السبت", TODAY),
        ("السبت الماضي", "السبت الماضي", date(2024, 11, 23)),
        ("الخميس الماضي", "الخميس الماضي", date(2024, 11, 28)),
        ("السبت المقبل", "السبت المقبل", date(2024, 12, 7)),
        ("الأحد المقبل", "الأحد المقبل", date(2024, 12, 1)),
        ("5 ديسمبر", "5 ديسمبر", date(2024, 12, 5)),
        ("5 فبراير", "5 فبراير", date(2025, 2, 5)),
        ("5 يوليو", "5 يوليو", date(2024, 7, 5)),
        ("27 نوفمبر الماضي", "27 نوفمبر الماضي", date(2024, 11, 27)),
        ("30 نوفمبر الماضي", "30 نوفمبر الماضي", date(2023, 11, 30)),
        ("27 ديسمبر الماضي", "27 ديسمبر الماضي", date(2023, 12, 27)),
        ("10 نوفمبر المقبل", "10 نوفمبر المقبل", date(2025, 11, 10)),
        ("10 مايو الجاري", "10 مايو الجاري", date(2024, 5, 10)),
    ],
)
def test_relative_words_need_today(text: str, written: str, value: date) -> None:
    (found,) = find_dates(text, TODAY)
    assert (found.value, found.text, found.kind) == (value, written, "relative")
    assert find_dates(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "روسيا اليوم",
        "المصري اليوم",
        "اليوم السابع",
        "في اليوم الذي",
        "اليوم نفسه",
        "اليوم التالي",
        "يوميا",
    ],
)
def test_these_days_are_not_today(text: str) -> None:
    assert find_dates(text, TODAY) == []


@pytest.mark.parametrize("lead", ["اليوم ", "الخميس ", "الخميس، ", "اليوم الخميس ", "الأحد "])
def test_a_weekday_before_a_date_adds_nothing_even_when_it_contradicts(lead: str) -> None:
    (found,) = find_dates(f"{lead}23 نوفمبر 2023", TODAY)
    assert (found.value, found.text, found.kind) == (MINSK, "23 نوفمبر 2023", "absolute")


def test_particles_and_dashes_before_a_date_are_not_part_of_it() -> None:
    for text in ("ال23 نوفمبر 2023", "بـ23 نوفمبر 2023", "مينسك-23 نوفمبر 2023", "و23 نوفمبر 2023"):
        (found,) = find_dates(text)
        assert found.text == "23 نوفمبر 2023"


def test_the_first_date_is_the_parsed_one() -> None:
    found = parse_date("عُدّل 24/11/2023 ونشر 23/11/2023")
    assert found is not None
    assert found.value == date(2023, 11, 24)
    assert parse_date("بلا تاريخ") is None


def test_days_beyond_the_calendar_are_left_out() -> None:
    assert find_dates("غداً والأحد المقبل", date.max) == []
    assert find_dates("أول أمس والأحد الماضي", date.min) == []


@pytest.mark.parametrize(
    ("precision", "written"),
    [
        ("day", "23 نوفمبر/تشرين الثاني 2023"),
        ("month", "نوفمبر/تشرين الثاني 2023"),
        ("year", "2023"),
    ],
)
def test_dates_are_written_with_both_names(precision: str, written: str) -> None:
    assert format_date(MINSK, precision) == written


def test_an_unknown_precision_is_an_error() -> None:
    with pytest.raises(KeyError):
        format_date(MINSK, "decade")


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        (date(2010, 8, 20), date(2010, 8, 20), "20 أغسطس/آب 2010"),
        (date(2010, 8, 20), date(2010, 8, 22), "من 20 إلى 22 أغسطس/آب 2010"),
        (date(2010, 8, 22), date(2010, 8, 20), "من 20 إلى 22 أغسطس/آب 2010"),
        (date(2009, 7, 31), date(2009, 8, 1), "من 31 يوليو/تموز إلى 1 أغسطس/آب 2009"),
        (
            date(2009, 12, 31),
            date(2010, 1, 2),
            "من 31 ديسمبر/كانون الأول 2009 إلى 2 يناير/كانون الثاني 2010",
        ),
    ],
)
def test_ranges_are_written_in_words(start: date, end: date, written: str) -> None:
    assert format_range(start, end) == written


def test_weekdays_have_names() -> None:
    assert weekday_name(MINSK) == "الخميس"
    assert weekday_name(date(2024, 1, 1)) == "الاثنين"
    assert weekday_name(date(2023, 12, 31)) == "الأحد"


days = st.dates(date(1990, 1, 1), date(2040, 12, 31))


@given(days)
@patient
def test_a_written_day_is_read_back(day: date) -> None:
    (found,) = find_dates(f"في {format_date(day)}.")
    assert (found.value, found.precision, found.text) == (day, "day", format_date(day))


@given(days, days)
@patient
def test_a_written_range_is_read_back(one: date, two: date) -> None:
    assert values(format_range(one, two)) == sorted({one, two})


@given(texts, st.none() | st.dates())
@patient
def test_spans_are_right_ordered_and_apart(text: str, today: date | None) -> None:
    found = find_dates(text, today)
    assert all(text[date_.start : date_.end] == date_.text for date_ in found)
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))
    assert today or all(date_.kind == "absolute" for date_ in found)


@pytest.mark.parametrize("name", ADVERSARIAL)
def test_finding_dates_stays_quick_on_hostile_text(name: str) -> None:
    assert seconds(lambda text: find_dates(text, TODAY), ADVERSARIAL[name]) < 2


NAMES = sorted({*GREGORIAN_NUMBER, *HIJRI_NUMBER, *NEAR_DAYS, *WEEKDAY_NUMBER})
dated = st.lists(
    st.sampled_from(
        [*NAMES, "5", "12", "2023", "1445", "عام", "و", "ب", "الأول", " من ", " ", "/"]
    ),
    max_size=9,
).map("".join)


@given(st.one_of(dated, texts))
@patient
def test_whatever_a_pattern_finds_has_the_sign_of_its_rules(text: str) -> None:
    folded = fold(text)
    for rules in (*ABSOLUTE, *RELATIVE):
        if any(pattern.search(folded) for pattern in rules.patterns):
            assert rules.sign(folded)


@pytest.mark.parametrize("name", NAMES)
def test_every_name_in_the_vocabulary_is_a_sign(name: str) -> None:
    assert any(rules.sign(f"في {name} من") for rules in (*ABSOLUTE, *RELATIVE))


@given(texts)
@patient
def test_a_folded_text_has_the_dates_of_the_text(text: str) -> None:
    line = " ".join(text.split())
    assert dates_in(fold_with_map(line), TODAY) == find_dates(line, TODAY)
