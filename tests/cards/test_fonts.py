"""The fonts of the site: built once, from the packages, with their licences."""

import subprocess
import sys

import pytest
from django.core.management import call_command
from fontTools.ttLib import TTFont

from csto_archive import fonts
from csto_archive.fonts import AMIRI_BOLD, FACES, PLEX, PLEX_BOLD, build


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fonts")
    assert build(folder)
    return folder


def state(folder):
    return {path.name: (path.stat().st_mtime_ns, path.stat().st_ino) for path in folder.iterdir()}


def test_all_faces_and_their_licences_are_there_and_nothing_else(built):
    expected = {"plex-400.woff2", "plex-600.woff2", "amiri-700.woff2"}
    assert set(state(built)) == expected | {"LICENSE-plex.txt", "LICENSE-amiri.txt", ".stamp"}
    for licence in built.glob("LICENSE-*.txt"):
        assert "SIL OPEN FONT LICENSE Version 1.1" in licence.read_text().replace("\n", " ")


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.name)
def test_a_font_is_woff2_with_every_letter_and_its_joined_forms(built, face):
    with TTFont(built / f"{face.name}.woff2") as font:
        assert font.flavor == "woff2"
        letters = {*range(0x0621, 0x063B), *range(0x0641, 0x0653), *map(ord, "«»،؛؟…019AZaz")}
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


def test_amiri_is_cut_down(built):
    with TTFont(built / "amiri-700.woff2") as font, TTFont(AMIRI_BOLD.ttf) as original:
        assert len(font.getGlyphOrder()) < len(original.getGlyphOrder())
    assert (built / "amiri-700.woff2").stat().st_size < 70_000


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
