"""The tags of a page as HTML defines them, made safe for the parser.

A tag with tens of thousands of attributes costs the parser quadratic time, so nothing may reach it
that was not understood here: a `<` inside a quoted value opens nothing, the content of scripts is
not mark-up. All patterns are possessive: the time is linear in the length of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST_TAG = 4096
MOST_ATTRIBUTES = 50
# A tag of fewer characters cannot hold more attributes than that.
SURELY_FEW = 2 * MOST_ATTRIBUTES

VALUE = r"""(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+|(?=>))"""
ATTRIBUTE = rf"""[^\s/>][^\s/>=]*+(?:\s*+=\s*+{VALUE}|(?!\s*+=))"""
# What follows the name of a tag: in sound mark-up, and where a quote never ends.
SOUND = rf"(?:[\s/]++|{ATTRIBUTE})*+>"
BROKEN = r"[^<>]*+>?+"

RAW = "script|style|textarea|title|iframe|xmp|noembed|noframes"
START = re.compile(r"<(?=[a-zA-Z!?/])")
NAME = re.compile(r"/?[a-zA-Z][\w:-]{0,30}")
ATTRIBUTES = re.compile(ATTRIBUTE)
DATA = re.compile(r"ld\+json", re.IGNORECASE)


def token(rest: str) -> re.Pattern[str]:
    """A comment, an element whose content is no mark-up, a tag, a declaration."""
    return re.compile(
        rf"""<!--(?:-?>|(?s:.*?)(?:--!?>|\Z))
        |(?P<open><(?P<raw>{RAW})(?=[\s/>]){rest})
            (?P<content>[^<]*+(?:<(?!/(?P=raw)[\s/>])[^<]*+)*+)
        |<(?P<name>/?[a-z][^\s/<>]*+){rest}
        |<[!?/][^>]*+>?+""",
        re.IGNORECASE | re.VERBOSE,
    )


TOKEN, BROKEN_TOKEN = token(SOUND), token(BROKEN)
RAW_CONTENTS = {
    "script": lambda token: data_of(token),
    "title": lambda token: token["content"].replace("<", "&lt;"),
}


def data_of(script: re.Match[str]) -> str:
    """JSON-LD with its `<` spelled out: nothing in it can be taken for a tag."""
    return script["content"].replace("<", r"\u003c") if DATA.search(script["open"]) else ""


def lean(source: str) -> str:
    """The page without comments, declarations, scripts and styles; monstrous tags lose their
    attributes, and so do all tags behind one whose quote never ends."""
    return "".join(pieces(source))


def pieces(source: str) -> Iterator[str]:
    at, rule = 0, TOKEN
    while found := START.search(source, at):
        start = found.start()
        matched = rule.match(source, start)
        if matched is None:
            rule = BROKEN_TOKEN
            matched = rule.match(source, start)
        yield source[at:start]
        yield kept(matched, is_sound=rule is TOKEN)
        at = matched.end()
    yield source[at:]


def kept(token: re.Match[str], is_sound: bool) -> str:
    """What the parser is given of a token."""
    if token["raw"]:
        content = RAW_CONTENTS.get(token["raw"].lower(), lambda _token: "")(token)
        return bounded(token["open"], token["raw"], is_sound) + content
    return bounded(token[0], token["name"], is_sound) if token["name"] else ""


def bounded(tag: str, name: str, is_sound: bool) -> str:
    if is_sound and len(tag) <= LONGEST_TAG and has_few_attributes(tag, name):
        return tag
    return f"<{name}>" if NAME.fullmatch(name) else ""


def has_few_attributes(tag: str, name: str) -> bool:
    if len(tag) <= SURELY_FEW:
        return True
    return len(ATTRIBUTES.findall(tag, len(name) + 1)) <= MOST_ATTRIBUTES
