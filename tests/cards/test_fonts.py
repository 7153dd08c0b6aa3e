"""The fonts of the site: built once, from the packages, with their licences."""

import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import call_command
from fontTools.subset import parse_unicodes
from fontTools.ttLib import TTFont

from csto_archive import fonts
from csto_archive.fonts import FACES, PLEX, PLEX_BOLD, SELDOM_IN_TEXT, TEXT, TEXT_BOLD, build


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fonts")
    assert build(folder)
    return folder


def state(folder):
    return {path.name: (path.stat().st_mtime_ns, path.stat().st_ino) for path in folder.iterdir()}


def test_all_faces_and_their_licences_are_there_and_nothing_else(built):
    names = ("text-400", "text-600", "amiri-700", "plex-400", "plex-600", "amiri-rest-700")
    licences = {f"LICENSE-{family}.txt" for family in ("text", "plex", "amiri")}
    assert set(state(built)) == {f"{name}.woff2" for name in names} | licences | {".stamp"}
    for licence in built.glob("LICENSE-*.txt"):
        assert "SIL OPEN FONT LICENSE Version 1.1" in licence.read_text().replace("\n", " ")


@pytest.mark.parametrize("face", FACES[:-1], ids=lambda face: face.name)
def test_a_font_is_woff2_with_every_letter_and_its_joined_forms(built, face):
    with TTFont(built / f"{face.name}.woff2") as font:
        assert font.flavor == "woff2"
        letters = {*range(0x0621, 0x063B), *range(0x0641, 0x0653), *map(ord, "«»،؛؟…019پچڤگ")}
        assert letters <= set(font.getBestCmap())
        features = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
        assert {"init", "medi", "fina"} <= features


@pytest.mark.parametrize("face", [PLEX, PLEX_BOLD], ids=lambda face: face.name)
def test_plex_is_whole_as_its_reserved_name_demands(built, face):
    with TTFont(built / f"{face.name}.woff2") as font, TTFont(face.ttf) as original:
        assert set(original.keys()) - {"DSIG"} == set(font.keys())
        assert font.getGlyphOrder() == original.getGlyphOrder()
        rewritten = {"glyf", "loca", "head", "DSIG", "GlyphOrder"}  # by WOFF2's own compression
        for table in set(original.keys()) - rewritten:
            assert font.getTableData(table) == original.getTableData(table), table


@pytest.mark.parametrize("face", [TEXT, TEXT_BOLD], ids=lambda face: face.name)
def test_what_is_cut_out_of_plex_is_called_otherwise_and_tells_whose_work_it_is(built, face):
    with TTFont(built / f"{face.name}.woff2") as font:
        told = {record.nameID: record.toUnicode() for record in font["name"].names}
    assert "IBM" in told.pop(0)
    assert not [name for name in told.values() if "plex" in name.lower()]
    assert {told[number] for number in (1, 3, 4, 6)} == {face.called}


@pytest.mark.parametrize(
    ("name", "most"), [("text-400", 29_000), ("text-600", 31_000), ("amiri-700", 45_000)]
)
def test_what_every_page_is_written_with_is_small(built, name, most):
    assert (built / f"{name}.woff2").stat().st_size < most


def test_whatever_else_is_in_plex_comes_with_the_whole_of_it():
    ranges = {*parse_unicodes(TEXT.unicodes), *parse_unicodes(SELDOM_IN_TEXT)}
    with TTFont(PLEX.ttf) as font:
        assert {sign for sign in font.getBestCmap() if chr(sign).isprintable()} <= ranges


def test_browsers_fetch_each_file_for_what_was_put_in_it():
    sheet = (settings.BASE_DIR / "static" / "site" / "tokens.css").read_text(encoding="utf-8")
    rules = re.findall(r"unicode-range: ([^;]*);[^}]*/([\w-]+)\.woff2", sheet)
    told = {name: ranges.replace(" ", "") for ranges, name in rules}
    whole = {face.name: SELDOM_IN_TEXT for face in (PLEX, PLEX_BOLD)}
    assert told == whole | {face.name: face.unicodes for face in FACES if face.unicodes}
    names = list(told)  # the last one has the say
    assert names.index("plex-400") < names.index("text-400")
    assert names.index("plex-600") < names.index("text-600")


def test_a_second_build_changes_nothing_and_loads_no_font_tools(built):
    before = state(built)
    code = (
        "import sys; from pathlib import Path; from csto_archive.fonts import build;"
        "assert not build(Path(sys.argv[1])); assert 'fontTools' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code, built], check=True)
    assert state(built) == before


@pytest.fixture
def quick(monkeypatch):
    """Fonts that take no time to compress."""
    monkeypatch.setattr(fonts, "_compress", lambda face, output: output.write_text(face.name))


def test_a_missing_file_or_another_version_is_built_again(tmp_path, quick, monkeypatch):
    assert build(tmp_path)
    (tmp_path / "LICENSE-plex.txt").unlink()
    assert build(tmp_path)
    assert not build(tmp_path)
    monkeypatch.setattr(fonts, "version", lambda package: "99")
    assert build(tmp_path)


def test_an_interrupted_build_leaves_what_was_there(tmp_path, quick, monkeypatch):
    build(tmp_path)
    before = state(tmp_path)
    monkeypatch.setattr(fonts, "version", lambda package: "99")
    monkeypatch.setattr(fonts, "_compress", lambda face, output: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        build(tmp_path)
    assert state(tmp_path) == before


def test_the_command_says_what_it_did(tmp_path, quick, settings, capsys):
    settings.FONTS_DIR = tmp_path / "fonts"
    call_command("build_fonts")
    call_command("build_fonts")
    assert capsys.readouterr().out.splitlines() == ["بُنيت الخطوط.", "الخطوط جاهزة بلا تغيير."]
