"""The archive's fonts: from the packages of PyPI to the WOFF2 files of the site.

What nearly every page is written with comes first and is small: the Arabic of the press with its
digits and signs, for the text Latin letters too. All else is there for the page that has it, in
files of its own, which browsers fetch by the `unicode-range` of `tokens.css`.

The OFL reserves the name "Plex", and a subset is a modification: what is cut out of Plex is called
otherwise, inside the file too, and Plex itself is only compressed, whole. Amiri reserves no name.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import astuple, dataclass, replace
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

# Letters with their vowel signs, the four of foreign names (پ چ ڤ گ), quotation marks, dashes, and
# what joins, parts and turns letters without being seen: it must not part a word in two fonts.
ARABIC = (
    "U+060C,U+061B,U+061F,U+0621-063A,U+0640-0652,U+0654,U+0655,U+0670,U+0671,U+067E,U+0686,"
    "U+06A4,U+06AF,U+200C-2015,U+2018-201D,U+2026,U+2039,U+203A,U+2066-2069"
)
IN_HEADLINES = f"U+0020-0022,U+0027-003A,U+00A0,U+00AB,U+00B7,U+00BB,{ARABIC}"
SELDOM_IN_HEADLINES = "U+0023-0026,U+003B-007E,U+0660-066C"
IN_TEXT = (
    f"U+0020-007E,U+00A0,U+00AB,U+00B0,U+00B6,U+00B7,U+00BB,U+00D7,{ARABIC},U+061C,"
    "U+0660-066C,U+06A9,U+06CC,U+201E,U+2022,U+2030,U+2190-2195,U+2212"
)
# What else there is in Plex: other languages' letters, signs, ready joined forms.
SELDOM_IN_TEXT = (
    "U+00A1-0192,U+0237,U+02BB-0328,U+03C0,U+0600-06FF,U+0750-077F,U+08A0-08FE,U+0E3F,U+1E9E,"
    "U+2020,U+2021,U+2044,U+2070-20BF,U+2113-21C6,U+2202-2265,U+25CA-25CC,U+2713,U+274C,"
    "U+2B0E-2B11,U+FB01-FDFD,U+FE70-FEFC"
)
JOINED = range(0xFB50, 0xFEFD)
STAMP = ".stamp"


@dataclass(frozen=True)
class Face:
    """One weight of a family; without `unicodes` the whole of it is served, and a part of one
    whose name is reserved is `called` otherwise."""

    name: str
    package: str
    file: str
    unicodes: str = ""
    called: str = ""

    @property
    def ttf(self) -> Path:
        """The font as its makers published it: what Pillow draws with."""
        return Path(str(files(self.package) / "files" / self.file))

    @property
    def licence(self) -> Path:
        return Path(str(files(self.package) / "LICENSE"))

    @property
    def outputs(self) -> tuple[str, str]:
        """The font file of the site and the licence that goes with it."""
        return f"{self.name}.woff2", f"LICENSE-{self.name.split('-')[0]}.txt"


PLEX = Face("plex-400", "fontpkg_ibm_plex_sans_arabic", "IBMPlexSansArabic-Regular.ttf")
PLEX_BOLD = Face("plex-600", "fontpkg_ibm_plex_sans_arabic", "IBMPlexSansArabic-SemiBold.ttf")
TEXT, TEXT_BOLD = (
    replace(whole, name=f"text-{weight}", unicodes=IN_TEXT, called=f"QimamText-{weight}")
    for whole, weight in ((PLEX, 400), (PLEX_BOLD, 600))
)
AMIRI_BOLD = Face("amiri-700", "fontpkg_amiri", "Amiri-Bold.ttf", IN_HEADLINES)
AMIRI_REST = replace(AMIRI_BOLD, name="amiri-rest-700", unicodes=SELDOM_IN_HEADLINES)
FACES = (TEXT, TEXT_BOLD, AMIRI_BOLD, PLEX, PLEX_BOLD, AMIRI_REST)


def build(folder: Path) -> bool:
    """Write the WOFF2 files and licences of all faces; false if they were there already.

    Each file appears whole or not at all, the stamp last, so an interrupted build is repeated.
    """
    if is_built(folder):
        return False
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder, prefix=".building-") as building:
        for face in FACES:
            font, licence = (Path(building, name) for name in face.outputs)
            _compress(face, font)
            shutil.copyfile(face.licence, licence)
        Path(building, STAMP).write_text(_stamp())
        for name in [*_names(), STAMP]:
            os.replace(Path(building, name), folder / name)
    return True


def is_built(folder: Path) -> bool:
    """Whether everything is there, of the installed versions."""
    stamp = folder / STAMP
    there = stamp.exists() and all((folder / name).exists() for name in _names())
    return there and stamp.read_text() == _stamp()


def _names() -> list[str]:
    return sorted({name for face in FACES for name in face.outputs})


def _stamp() -> str:
    """All that the built files depend on."""
    packages = sorted({face.package for face in FACES} | {"fonttools", "brotli"})
    versions = [f"{package} {version(package)}" for package in packages]
    return "\n".join([*versions, *(repr(astuple(face)) for face in FACES)])


def _compress(face: Face, output: Path) -> None:
    # fontTools takes its time to import, and all runs but the first do without it.
    from fontTools import subset
    from fontTools.ttLib import TTFont

    font = TTFont(face.ttf, recalcBBoxes=False, recalcTimestamp=False)
    if face.unicodes:
        options = subset.Options()
        options.drop_tables += ["meta"]  # languages, which no browser reads
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=subset.parse_unicodes(face.unicodes))
        joined = {code: name for code, name in font.getBestCmap().items() if code in JOINED}
        cutter.subset(font)
        _name_joined(font, joined)
    if face.called:
        _rename(font, face.called)
    font.flavor = "woff2"
    font.save(output)


def _name_joined(font: TTFont, joined: dict[int, str]) -> None:
    """Say which letters the joined forms are that were kept: by that a PDF of the browser knows
    what it has written, for whoever searches in it or copies from it."""
    kept = {code: name for code, name in joined.items() if name in font.getReverseGlyphMap()}
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap.update(kept)


def _rename(font: TTFont, name: str) -> None:
    """What it is called in lists (1, 4) and by programs (3, 6); whose work it is stays (0)."""
    for field in (1, 3, 4, 6):
        font["name"].setName(name, field, 3, 1, 0x409)
