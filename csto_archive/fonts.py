"""The archive's fonts: from the packages of PyPI to the WOFF2 files of the site.

The OFL reserves the name "Plex", and a subset under a reserved name is a breach: Plex is only
compressed, whole. Amiri reserves none and is cut down to what headlines need (guide "arabic-ux").
"""

from __future__ import annotations

import os
import shutil
from dataclasses import astuple, dataclass
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

HEADLINE_CHARACTERS = (
    "U+0020-007E,U+00A0,U+00AB,U+00B7,U+00BB,U+060C,U+061B,U+061F,U+0621-063A,U+0640-0652,"
    "U+0654,U+0655,U+0660-066C,U+0670,U+0671,U+067E,U+0686,U+06A4,U+06AF,U+2010-2015,"
    "U+2018-201D,U+2026,U+2039,U+203A"
)
STAMP = ".stamp"


@dataclass(frozen=True)
class Face:
    """One weight of a family; without `unicodes` the whole of it is served."""

    name: str
    package: str
    file: str
    unicodes: str = ""

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
AMIRI_BOLD = Face("amiri-700", "fontpkg_amiri", "Amiri-Bold.ttf", HEADLINE_CHARACTERS)
FACES = (PLEX, PLEX_BOLD, AMIRI_BOLD)


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
        cutter = subset.Subsetter()
        cutter.populate(unicodes=subset.parse_unicodes(face.unicodes))
        cutter.subset(font)
    font.flavor = "woff2"
    font.save(output)
