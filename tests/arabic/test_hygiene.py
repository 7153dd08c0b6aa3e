from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csto_archive.arabic.dates import find_dates, parse_date
from csto_archive.arabic.hygiene import LABELS, mend
from csto_archive.arabic.names import NameIndex

from .material import ADVERSARIAL, patient, seconds, texts


@pytest.mark.parametrize(
    ("broken", "mended", "kind"),
    [
        ("مو\u200bسكو\u200f", "موسكو", "invisible"),
        ("\ufeffقمة", "قمة", "invisible"),
        ("\u202bقمة\u202c", "قمة", "invisible"),
        ("قم\xadة", "قمة", "invisible"),
        ("٢\u2060٠٢١", "٢٠٢١", "invisible"),
        ("الأمـــن", "الأمن", "tatweel"),
        ("لــــ«الجهود»", "لـ«الجهود»", "tatweel"),
        ("قالـ«نعم» بـ موسكو سـ5", "قال«نعم» ب موسكو س5", "tatweel"),
        ("بـ\u200b\u200f205", "بـ205", "invisible"),
        ("مو\u200bبـ205", "موب205", "tatweel"),
        ("ﻣﻨﻈﻤﺔ ﻻ ﷲ", "منظمة لا الله", "presentation_forms"),
        ("ﺑ205", "بـ205", "presentation_forms"),
        ("ﻭﻟ«ﻧﺎﺗﻮ»", "ولـ«ناتو»", "presentation_forms"),
        ("ﻣﺑ205 ﻛم", "مب205 كم", "presentation_forms"),
        ("مﱠد\ufe76", "م\u064e\u0651د\u064e", "presentation_forms"),
        ("م\ufcf2د", "م\u064e\u0651د", "presentation_forms"),
        ("ریاض ﯾﻮم", "رياض يوم", "persian_letters"),
        ("تاجیکستان", "تاجيكستان", "persian_letters"),
        ("علی", "علي", "persian_letters"),
        ("قم\x00ة\x07\x90", "قمة", "controls"),
        ("قمة\xa0مينسك\u2009اليوم\u3000", "قمة مينسك اليوم ", "spaces"),
        ("سطر\r\nسطر\rسطر\u2028سطر", "سطر\nسطر\nسطر\nسطر", "line_ends"),
    ],
)
def test_each_kind_of_damage_is_mended_and_named(broken: str, mended: str, kind: str) -> None:
    result = mend(broken)
    assert result.text == mended
    assert kind in {mending.kind for mending in result.mendings}


@pytest.mark.parametrize(
    "sound",
    [
        "قمّةُ ٢٠٢٤ و۲۰۲۴ و2024",
        '«أؤإئآء» “ناتو” ‘ب’ "ج"',
        "لـ«الجهود» وبـ“ناتو” فكـ(أ) لـ[ب] بـ'ج' كـ\"د\"",
        "بـ205 لـ٢٠٥ كـ۲۰۵ ولـNATO بـÉlan وَلِـ2024",
        "لـ&quot;ناتو&quot; بـ&#8220;ناتو&#8221; كـ&#039;ناتو&#039;",
        "محمد ﷺ ﷻ ﷽",
        "سطر أول\n\n\tسطر ثان  بفراغين\n",
        "\ufd3fآية\ufd3e",
        "Москва Élan 😀 ❤\ufe0f …",
        "رو\u0654ساء",
        "",
    ],
)
def test_what_an_author_wrote_is_left_alone(sound: str) -> None:
    assert mend(sound).text == sound
    assert mend(sound).mendings == ()


def test_the_tally_counts_characters_and_speaks_arabic() -> None:
    mendings = mend("\u200bقمـــة\u200f \u200bمينسـك").mendings
    assert [(m.kind, m.count) for m in mendings] == [("invisible", 3), ("tatweel", 4)]
    assert [m.label for m in mendings] == [LABELS["invisible"], LABELS["tatweel"]]


def test_only_the_tatweel_that_goes_is_counted() -> None:
    mendings = mend("بـ5 لـــ«قمـة» ﺑ205").mendings
    assert [(m.kind, m.count) for m in mendings] == [("tatweel", 3), ("presentation_forms", 1)]


def test_names_and_dates_after_a_kept_tatweel_are_found() -> None:
    text = mend("لــ«روسيا» وﺑ23 نوفمبر 2023").text
    assert text == "لـ«روسيا» وبـ23 نوفمبر 2023"
    assert [hit.text for hit in NameIndex([("RU", ["روسيا"])]).find(text)] == ["روسيا"]
    assert [found.text for found in find_dates(text)] == ["23 نوفمبر 2023"]


@pytest.mark.parametrize("era", ["هـ", "هــ", "ﻫ"])
def test_a_mended_hijri_date_is_still_a_date(era: str) -> None:
    found = parse_date(mend(f"09/05/1445 {era}").text)
    assert found is not None
    assert found.calendar == "hijri"


def test_a_windows_line_end_counts_once() -> None:
    assert [m.count for m in mend("أ\r\nب\r\n").mendings] == [2]


def test_lines_stay_lines() -> None:
    text = "عنوان\u200f\r\n\r\nمقـدمة\n- بند\xa0أول\n- بند ثان"
    assert mend(text).text.split("\n") == ["عنوان", "", "مقدمة", "- بند أول", "- بند ثان"]


stretched = st.text(alphabet='وفبكلم ـﺑﻟﻭِ\u200b«"&;5٥Lé\x00', max_size=30)


@given(texts | stretched)
@patient
def test_mending_twice_changes_nothing(text: str) -> None:
    once = mend(text).text
    assert mend(once).text == once
    assert mend(once).mendings == ()


@given(texts | stretched)
@patient
def test_a_change_is_always_reported(text: str) -> None:
    result = mend(text)
    assert (result.text != text) == bool(result.mendings)


@given(texts)
@patient
def test_digits_and_hamzas_are_all_still_there(text: str) -> None:
    kept = set('0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹«»"')
    assert [c for c in mend(text).text if c in kept] == [c for c in text if c in kept]


@pytest.mark.parametrize("name", ADVERSARIAL)
def test_mending_stays_quick_on_hostile_text(name: str) -> None:
    assert seconds(mend, ADVERSARIAL[name]) < 2
