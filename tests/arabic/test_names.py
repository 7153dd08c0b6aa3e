from __future__ import annotations

import pytest
from hypothesis import given

from csto_archive.arabic.names import FoldedWords, NameIndex
from csto_archive.arabic.normalise import fold_with_map

from .material import ADVERSARIAL, patient, seconds, texts

INDEX = NameIndex(
    [
        ("RU", ["روسيا", "روسيا الاتحادية", "الاتحاد الروسي"]),
        ("BY", ["بيلاروسيا", "بيلاروس", "روسيا البيضاء"]),
        ("AM", ["أرمينيا", "ارمينيا", "جمهورية أرمينيا"]),
        ("KZ", ["كازاخستان", "كازخستان"]),
        ("moscow", ["موسكو", "Moscow"]),
        ("petersburg", ["سان بطرسبورغ", "St. Petersburg", "S Petersburg"]),
        ("wales", ["ويلز"]),
        ("elz", ["يلز"]),
        ("astana", ["أستانا", "نور سلطان", "نورسلطان"]),
        ("baku", ["باكو"]),
        ("cholpon-ata", ["تشولبون آتا"]),
        ("putin", ["فلاديمير بوتين", "بوتين"]),
        ("tokayev", ["قاسم جومارت توكاييف", "توكاييف"]),
        ("nazarbayev", ["نور سلطان نزارباييف", "نزارباييف"]),
        ("zas", ["ستانيسلاف زاس", "زاس"]),
        ("serzh", ["سيرج سركسيان", "سركسيان"]),
        ("armen", ["أرمين سركسيان", "سركسيان"]),
        ("nobody", ["", " ـ "]),
    ]
)


def found(text: str) -> list[tuple[str, str]]:
    return [(hit.key, hit.text) for hit in INDEX.find(text)]


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("وبيلاروسيا", [("BY", "بيلاروسيا")]),
        ("لأرمينيا", [("AM", "أرمينيا")]),
        ("بموسكو", [("moscow", "موسكو")]),
        ("فلكازاخستان، كازاخستان،", [("KZ", "كازاخستان")] * 2),
        ("للاتحاد الروسي", [("RU", "للاتحاد الروسي")]),
        ("وللاتحاد الروسي", [("RU", "للاتحاد الروسي")]),
        ("بـ«موسكو»", [("moscow", "موسكو")]),
        ("وكبوتين", [("putin", "بوتين")]),
    ],
)
def test_particles_written_onto_a_name_are_set_aside(
    text: str, hits: list[tuple[str, str]]
) -> None:
    assert found(text) == hits


@pytest.mark.parametrize(
    "text",
    ["روسية", "الروسية", "والروس", "بيلاروسياه", "ازاس", "موسكوف", "الاتحاد الأوروبي", "نور", ""],
)
def test_other_words_are_not_names(text: str) -> None:
    assert found(text) == []


def test_a_first_letter_that_belongs_to_the_name_stays() -> None:
    assert found("باكو وباكو بباكو") == [("baku", "باكو")] * 3
    assert found("ويلز ليلز") == [("wales", "ويلز"), ("elz", "يلز")]


def test_the_longest_name_wins() -> None:
    assert found("روسيا البيضاء وروسيا الاتحادية") == [
        ("BY", "روسيا البيضاء"),
        ("RU", "روسيا الاتحادية"),
    ]
    assert found("نور سلطان نزارباييف في نور سلطان") == [
        ("nazarbayev", "نور سلطان نزارباييف"),
        ("astana", "نور سلطان"),
    ]


def test_an_unfinished_long_name_still_gives_the_short_one() -> None:
    assert found("نور سلطان نزار") == [("astana", "نور سلطان")]


@pytest.mark.parametrize(
    "city", ["نور سلطان", "نور-سلطان", "نور\xa0سلطان", "نور – سلطان", "نورسلطان"]
)
def test_blank_and_hyphen_are_the_same(city: str) -> None:
    assert found(f"في {city}.") == [("astana", city)]


@pytest.mark.parametrize("text", ["نور، سلطان", "نور. سلطان", "«نور» سلطان"])
def test_a_name_does_not_run_over_punctuation(text: str) -> None:
    assert found(text) == []


def test_latin_names_ignore_case_and_the_stop_after_an_initial() -> None:
    assert found("MOSCOW and St Petersburg, St. Petersburg, S. Petersburg") == [
        ("moscow", "MOSCOW"),
        ("petersburg", "St Petersburg"),
        ("petersburg", "St. Petersburg"),
        ("petersburg", "S. Petersburg"),
    ]


@pytest.mark.parametrize(
    "written", ["ارمينيا", "أَرْمِينِيَا", "أرمينـيا", "أر\u200fمينيا", "ﺃﺭﻣﻴﻨﻴﺎ", "آرمینیا"]
)
def test_every_spelling_that_folds_alike_is_found(written: str) -> None:
    assert found(f"قالت {written} أمس") == [("AM", written)]


def test_a_spelling_of_two_keys_is_reported_for_both() -> None:
    assert found("سركسيان") == [("serzh", "سركسيان"), ("armen", "سركسيان")]
    assert found("سيرج سركسيان") == [("serzh", "سيرج سركسيان")]


@given(texts)
@patient
def test_hits_stand_where_they_say_in_order(text: str) -> None:
    hits = INDEX.find(text)
    assert all(text[hit.start : hit.end] == hit.text for hit in hits)
    assert [hit.start for hit in hits] == sorted(hit.start for hit in hits)


@given(texts)
@patient
def test_a_text_that_is_read_once_serves_every_index(text: str) -> None:
    words = FoldedWords(fold_with_map(text))
    others = NameIndex([("sultan", ["سلطان"]), ("white", ["البيضاء"])])
    assert INDEX.find_in(words) == INDEX.find(text)
    assert others.find_in(words) == others.find(text)


@pytest.mark.parametrize("particles", ["", *"وفبكلس", "وب", "ول", "فك", "وس"])
def test_a_name_is_found_behind_every_particle_and_behind_nothing_else(particles: str) -> None:
    assert found(f"{particles}كازاخستان") == [("KZ", "كازاخستان")]
    assert found(f"{particles}مكازاخستان") == []


@pytest.mark.parametrize("name", ADVERSARIAL)
def test_finding_names_stays_quick_on_hostile_text(name: str) -> None:
    assert seconds(INDEX.find, ADVERSARIAL[name]) < 2
