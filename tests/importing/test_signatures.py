"""Who signs: cities, names, agencies and days in any order, between any signs."""

import pytest

from articles.importing.clean.bylines import given_names
from articles.importing.clean.signatures import byline_in
from tests.importing.test_cleaning import CITIES, FIRST, SECOND, TITLE, articles


@pytest.mark.parametrize(
    ("line", "who", "city"),
    [
        ("رسالة دوشنبه: سامر الحلبي", "سامر الحلبي", "دوشنبه"),
        ("المصدر: موسكو - سامر الحلبي", "سامر الحلبي", "موسكو"),
        ("المصدر: بيروت - «النجم الشرقي»", "النجم الشرقي", "بيروت"),
        ("3 مايو 2019 - 21:14 المصدر: سامر الحلبي - موسكو", "سامر الحلبي", "موسكو"),
        ("مينسك | هدى الصالح | الثلاثاء 11 يوليو 2023", "هدى الصالح", "مينسك"),
        ("| مينسك – من سامر الحلبي |", "سامر الحلبي", "مينسك"),
        ("بوروفوي (كازاخستان) - سامر الحلبي:", "سامر الحلبي", "بوروفوي"),
        ("بيروت/ سامر الحلبي/ التل", "سامر الحلبي", "بيروت"),
        ("التل - هدى الصالح | نُشر في: 3 مايو 2019 | قراءة في 3 دقائق", "هدى الصالح", "التل"),
        ("مرسلة بواسطة سامر الحلبي في 7:12 م", "سامر الحلبي", ""),
        ("كتب بواسطة: سامر الحلبي", "سامر الحلبي", ""),
        ("بيروت - العميد المتقاعد سامر الحلبي", "العميد المتقاعد سامر الحلبي", "بيروت"),
        ("م.ع / وكالات", "م.ع / وكالات", ""),
        ("دوشنبه-وكالات", "وكالات", "دوشنبه"),
        ("التل - أ.ف.ب", "أ.ف.ب", "التل"),
        ("دوشنبه | نُشر: 3 مايو 2019", "", "دوشنبه"),
    ],
)
def test_every_part_of_a_signature_is_known(line, who, city):
    found = byline_in(line, CITIES)
    assert (found.who, found.city) == (who, city)


@pytest.mark.parametrize(
    "line",
    [
        "قمة موسكو: بيان مشترك",
        "الرئيس يصل - موسكو",
        "28 نوفمبر 2019 — 21:15 بتوقيت أبوظبي",
        "السنة الحادية عشرة - 3 مايو 2019",
        "تصوير: سامر الحلبي",
        "سامر الحلبي يصل إلى موسكو ويلتقي القادة",
        "م ش / ف خ",
        "المحرر: ت. و",
        "التل العربي - Hill Daily",
    ],
)
def test_what_only_looks_like_a_signature(line):
    assert byline_in(line, CITIES) is None


def test_first_names_are_folded_and_begin_no_heading():
    assert {"احمد", "هدي", "المهدي"} <= given_names()
    assert not given_names() & {"قمه", "بيان", "القاده", "موسكو", "روسيا"}


@pytest.mark.parametrize(
    ("name", "above", "below"),
    [("بوشعيب الطاهري", "", "الأحد 5 مايو 2019\n\n"), ("سامر الحلبي", "", "")],
)
def test_a_name_alone_below_the_headline_signs(name, above, below):
    page = articles(f"التل\n\n{above}{TITLE}\n\n{name}\n\n{below}{FIRST}\n\n{SECOND}\n")[0]
    assert (page.headline, page.byline) == (TITLE, name)


def test_a_name_alone_below_the_text_signs():
    page = articles(f"التل\n\n{TITLE}\n\n{FIRST}\n\n{SECOND}\n\nسامر الحلبي\n")[0]
    assert page.byline == "سامر الحلبي"


def test_whom_the_text_speaks_of_does_not_sign():
    said = "وقال سامر الحلبي إن الاجتماع انتهى إلى اتفاق على جدول الأعمال وموعد اللقاء المقبل."
    page = articles(f"التل\n\n{TITLE}\n\nسامر الحلبي\n\n{FIRST}\n\n{said}\n")[0]
    assert page.byline == ""


@pytest.mark.parametrize(
    ("opening", "who", "city"),
    [
        ("التل - موسكو - ", "", "موسكو"),
        ("رويترز - موسكو - ", "رويترز", "موسكو"),
        ("موسكو - وكالات / ", "وكالات", "موسكو"),
        ("موسكو 13 محرم 1441 هـ الموافق 12 سبتمبر 2019 م وات ", "وات", "موسكو"),
    ],
)
def test_a_dateline_behind_the_outlet_or_without_signs(opening, who, city):
    page = articles(f"التل\n\n{TITLE}\n\n{opening}{FIRST}\n\n{SECOND}\n")[0]
    assert (page.byline, page.dateline, page.body[0].text) == (who, city, FIRST)


def test_the_letters_of_an_agency_in_its_own_dateline_sign_nothing():
    page = articles(f"وكالة التل للأنباء\n\n{TITLE}\n\nموسكو (تلأ) - {FIRST}\n\n{SECOND}\n")[0]
    assert (page.byline, page.dateline) == ("", "موسكو")


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("2019-05-03 08:40 المصدر: شبكة التل العربية شارك عبر التطبيق", "2019-05-03"),
        ("2019:05:03.16:52    حجم الخط    اطبع", "2019-05-03"),
        ("Vendredi 3 mai 2019", "2019-05-03"),
        ("بيروت | هدى الصالح | الجمعة 3 مايو 2019", "2019-05-03"),
    ],
)
def test_the_day_beside_names_and_buttons(line, day):
    page = articles(f"التل\n\n{TITLE}\n{line}\n\n{FIRST}\n\n{SECOND}\n")[0]
    assert str(page.published_on) == day


def test_a_day_below_the_text_is_that_of_something_else():
    note = "سامر الحلبي - مجلة التل، 3 مايو 2018"
    page = articles(f"التل\n\n{TITLE}\n\n{FIRST}\n\n{SECOND}\n\n{note}\n")[0]
    assert page.published_on is None
