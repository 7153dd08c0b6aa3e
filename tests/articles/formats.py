"""Citations read back strictly, and texts that try to break out of them."""

import re

HOSTILE = [
    "قمة {مينسك} \\ 100% & #1 $5 a_b ~ ^",
    "}} @misc{x, title={y",
    "«قول» \"آخر\" 'و' “ثالث”",
    "سطر\r\nER  - \r\nTY  - BOOK\u2028ثانٍ\x85ثالث",
    "\u202eمقلوب\u2069 \u200fو\x00محرف\x07",
    "</script><script>alert(1)</script><!-- ]]>",
    "(32) NATO ٢٠٢٢ – الناتو",
    "ق{" * 2_500,
    "\\",
]
TEX_NAMES = {
    r"\textbackslash{}": "\\", r"\textbraceleft{}": "{", r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~", r"\textasciicircum{}": "^",
} | {f"\\{c}": c for c in "%&#$_"}  # fmt: skip


def plain(text: str) -> str:
    """What is to be read out of a field: one line, nothing invisible."""
    return " ".join(re.sub("[\u200f\u202e\u2069\x00\x07]", "", text).split())


def parse_bibtex(text: str) -> dict:
    """Braces are counted as BibTeX counts them, behind backslashes too."""
    kind, key, rest = re.fullmatch(r"@(\w+)\{([!-z|~]+),\n(.*)\n\}\n", text, re.S).groups()
    fields = {"kind": kind, "key": key}
    for line in rest.split("\n"):
        name, value = re.fullmatch(r"  (\w+) = \{(.*)\},", line).groups()
        depth = 0
        for character in value:
            depth += {"{": 1, "}": -1}.get(character, 0)
            assert depth >= 0, line
        assert depth == 0, line
        assert name not in fields
        fields[name] = value
    return fields


def read_tex(value: str) -> str:
    names = "|".join(map(re.escape, TEX_NAMES))
    assert not re.search(r"[\\{}%&#$_~^]", re.sub(names, "", value)), value
    return re.sub(names, lambda found: TEX_NAMES[found[0]], value)


def parse_ris(text: str) -> dict:
    lines = text.split("\r\n")
    assert lines[-2:] == ["ER  - ", ""]
    pairs = [re.fullmatch(r"([A-Z][A-Z0-9])  - (.+)", line).groups() for line in lines[:-2]]
    assert pairs[0][0] == "TY"
    assert len(dict(pairs)) == len(pairs)
    return dict(pairs)
