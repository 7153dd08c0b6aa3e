from __future__ import annotations

import pytest
from hypothesis import given

from csto_archive.arabic.hygiene import repair_mojibake
from csto_archive.arabic.mojibake import reread_arabic

from .material import ADVERSARIAL, patient, seconds, texts

SOUND = "منظمة معاهدة الأمن الجماعي «ناتو» – فريق ٢٠٢٣، (2024)؟ 😀"
HOLES = {0x81, 0x8D, 0x8F, 0x90, 0x9D}


def misread(text: str, codec: str) -> str:
    """Read UTF-8 as a browser would in `codec`: undefined bytes become C1 controls."""
    return "".join(
        chr(byte) if codec == "cp1252" and byte in HOLES else bytes([byte]).decode(codec)
        for byte in text.encode()
    )


@pytest.mark.parametrize("codec", ["cp1256", "cp1252", "latin-1"])
def test_utf8_in_a_one_byte_disguise_is_read_again(codec: str) -> None:
    assert misread(SOUND, codec) != SOUND
    assert repair_mojibake(misread(SOUND, codec)) == SOUND


@pytest.mark.parametrize("codec", ["cp1256", "cp1252", "latin-1"])
def test_sound_lines_between_broken_ones_stay(codec: str) -> None:
    text = f"سطر سليم، وحفظ، وشرط،\n{misread(SOUND, codec)}\nplain"
    assert repair_mojibake(text) == f"سطر سليم، وحفظ، وشرط،\n{SOUND}\nplain"


@pytest.mark.parametrize(
    "sound", [SOUND, "حفظ، وشرط،", "ط،", "café – naïve Ã©", "Организация", "plain text", ""]
)
def test_sound_text_is_not_repaired(sound: str) -> None:
    assert repair_mojibake(sound) is None


@given(texts)
@patient
def test_a_repair_is_never_reported_without_a_change(text: str) -> None:
    assert repair_mojibake(text) != text


@pytest.mark.parametrize("name", ADVERSARIAL)
def test_repairing_stays_quick_on_hostile_text(name: str) -> None:
    assert seconds(repair_mojibake, ADVERSARIAL[name]) < 2


ARABIC = "أقرّ القادة الوثائق، من غير أن يُعلن ما في «الملحق»؛ أما «café» فاسم الفندق… إلى الأبد"


def misread_arabic(text: str, codec: str) -> str:
    """Read windows-1256 as a browser would in `codec`."""
    return "".join(
        chr(byte) if codec == "latin-1" or byte in HOLES else bytes([byte]).decode(codec)
        for byte in text.encode("cp1256")
    )


@pytest.mark.parametrize("codec", ["cp1252", "latin-1"])
def test_windows_1256_in_a_western_disguise_is_read_again(codec: str) -> None:
    page = f"<p class='a'>{misread_arabic(ARABIC, codec)}</p>\n<b>plain 10:20</b>"
    assert reread_arabic(page) == f"<p class='a'>{ARABIC}</p>\n<b>plain 10:20</b>"


@pytest.mark.parametrize(
    "sound",
    [ARABIC, "Où êtes-vous? À l’été!", "ÉÀÈ ÖÄÜ ÅÆØ", "Ýí", "Организация", ARABIC + " ÃÃÃ", ""],
)
def test_sound_text_of_accented_letters_is_not_reread(sound: str) -> None:
    assert reread_arabic(sound) is None


@pytest.mark.parametrize("name", ADVERSARIAL)
def test_rereading_stays_quick_on_hostile_text(name: str) -> None:
    assert seconds(reread_arabic, ADVERSARIAL[name]) < 2


@given(texts)
@patient
def test_rereading_never_raises_and_never_reports_no_change(text: str) -> None:
    assert reread_arabic(text) != text
