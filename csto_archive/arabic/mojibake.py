"""Text that was read in a wrong encoding and stored so, on its way back.

UTF-8 read in a one-byte encoding: «ط§ظ„ط£ظ…ظ†» or «Ø§Ù„Ø£Ù…Ù†» for «الأمن»; windows-1256 read in
a Western one: «ÇáÃãä» for «الأمن».
"""

from __future__ import annotations

import re
from dataclasses import dataclass

CODECS = ("cp1252", "cp1256")
ENOUGH_LETTERS = 3
CLEAR_SHARE = 0.6

# Particles that any Arabic page repeats: the right one-byte encoding shows them, a wrong one not.
FREQUENT = re.compile(r"(?<!\w)(?:في|من|على|إلى|عن|أن|التي|الذي|هذا)(?!\w)|(?<!\w)ال\w")
ENOUGH_FREQUENT = 3

_ARABIC_LETTER = re.compile(r"[\u0621-\u064a]")


@dataclass(frozen=True, slots=True)
class _Misreading:
    """One wrong decoding: the byte behind each character, runs that are valid UTF-8, and the bytes
    that at least half of such a run consists of."""

    bytes_of: dict[str, int]
    runs: re.Pattern[str]
    tail: re.Pattern[str]

    def decode(self, run: str) -> str:
        return bytes(map(self.bytes_of.__getitem__, run)).decode("utf-8")


def _misreading(codec: str) -> _Misreading:
    """Build the table of a codec; bytes it leaves undefined are read as latin-1, as browsers do."""
    bytes_of = {_char(byte, codec): byte for byte in range(0x80, 0x100)}
    bytes_of |= {chr(byte): byte for byte in range(0x80, 0xA0) if chr(byte) not in bytes_of}
    tail = _any_char(bytes_of, 0x80, 0xBF)
    sequences = (
        _any_char(bytes_of, 0xC2, 0xDF) + tail,
        _any_char(bytes_of, 0xE1, 0xEC) + tail * 2,
        _any_char(bytes_of, 0xEE, 0xEF) + tail * 2,
        _any_char(bytes_of, 0xF0, 0xF0) + _any_char(bytes_of, 0x90, 0xBF) + tail * 2,
    )
    return _Misreading(bytes_of, re.compile(f"(?:{'|'.join(sequences)})+"), re.compile(tail))


def _char(byte: int, codec: str) -> str:
    try:
        return bytes([byte]).decode(codec)
    except UnicodeDecodeError:
        return chr(byte)


def _any_char(bytes_of: dict[str, int], first: int, last: int) -> str:
    return f"[{''.join(re.escape(c) for c, byte in bytes_of.items() if first <= byte <= last)}]"


_MISREADINGS = tuple(map(_misreading, CODECS))
_WESTERN = _misreading("cp1252").bytes_of
_ARABIC = str.maketrans({char: _char(byte, "cp1256") for char, byte in _WESTERN.items()})
# Words of no plain letter: «ÇáÃãä» is one, «Été» and «naïve» are none.
_FOREIGN_WORD = re.compile(rf"(?<![a-zA-Z])[{''.join(map(re.escape, _WESTERN))}]++(?![a-zA-Z])")
_ACCENTED = re.compile("[\u00c0-\u00ff]{3}")


def repair_mojibake(text: str) -> str | None:
    """Return `text` with its UTF-8 read again, or None when that would not be clearly better.

    Undoes UTF-8 read as windows-1252/latin-1 or as windows-1256, line by line, so that sound lines
    between broken ones stay. A line counts as broken when at least 60 % of its characters beyond
    ASCII are such pairs; the text, when that brings to light at least three Arabic letters. Call
    it before `mend`, which would delete bytes disguised as soft hyphens. Linear.
    """
    lines = text.split("\n")
    best = max((_repair(lines, wrong) for wrong in _MISREADINGS), key=_letters_gained)
    return "\n".join(best.lines) if best.gained >= ENOUGH_LETTERS else None


def reread_arabic(text: str) -> str | None:
    """Return `text` with its windows-1256 read again, or None when no Arabic comes of that.

    Undoes windows-1256 read as windows-1252 or latin-1: words of accented letters alone, where
    they turn out to hold at least three of the words that any Arabic page repeats. Linear.
    """
    if not _ACCENTED.search(text):
        return None
    reread = _FOREIGN_WORD.sub(lambda word: word[0].translate(_ARABIC), text)
    return reread if frequent(reread) - frequent(text) >= ENOUGH_FREQUENT else None


def frequent(text: str) -> int:
    """How often the text holds what any Arabic page repeats."""
    return len(FREQUENT.findall(text))


@dataclass(frozen=True, slots=True)
class _Repair:
    lines: list[str]
    gained: int


def _letters_gained(repair: _Repair) -> int:
    return repair.gained


def _repair(lines: list[str], wrong: _Misreading) -> _Repair:
    repaired = [_repair_line(line, wrong) for line in lines]
    changed = (new for new, old in zip(repaired, lines, strict=True) if new != old)
    return _Repair(repaired, sum(len(_ARABIC_LETTER.findall(line)) for line in changed))


def _repair_line(line: str, wrong: _Misreading) -> str:
    foreign = len(line) - len(line.encode("ascii", "ignore"))
    if 2 * len(wrong.tail.findall(line)) < CLEAR_SHARE * foreign:
        return line
    if sum(map(len, wrong.runs.findall(line))) < CLEAR_SHARE * foreign:
        return line
    return wrong.runs.sub(lambda run: wrong.decode(run[0]), line)
