"""The patterns of the importer: what tells of them beforehand, and that none of them is slow."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.importing import clean, recognise
from articles.importing.recognise.telltales import Telltale

BLANKS = " " * 20_000
# Looked for in the last letters of a line only.
AT_THE_END = {"AGENCY_END"}


def named(room, kind) -> dict[str, object]:
    """Module and name → what is of that kind in the modules of a room, each once."""
    found = {}
    for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
        names = vars(importlib.import_module(module.name))
        for name, value in (names | names.get("HOUSES", {})).items():
            if isinstance(value, kind):
                found.setdefault(value, f"{module.name.rpartition('.')[2]}.{name}")
    return {name: value for value, name in found.items()}


TELLTALES = named(recognise, Telltale)
PATTERNS = named(clean, re.Pattern)


@pytest.mark.parametrize("name", TELLTALES)
@given(data=st.data())
@settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_pattern_matches_only_where_one_of_its_words_is(name: str, data) -> None:
    telltale = TELLTALES[name]
    text = data.draw(st.from_regex(telltale.pattern))
    assert any(word in text for word in telltale.words)
    assert telltale.search(text)


@pytest.mark.parametrize("name", [n for n in PATTERNS if n.split(".")[1] not in AT_THE_END])
@pytest.mark.parametrize(
    "text", ["قمة مينسك{}", "قمة مينسك{}ا / ب", "كتب: {}|", "عدسة: {}(", "أ /{}- ا"]
)
def test_a_run_of_blanks_is_gone_through_once(name: str, text: str) -> None:
    start = time.process_time()
    PATTERNS[name].match(text.format(BLANKS))
    for _found in PATTERNS[name].finditer(text.format(BLANKS)):
        pass
    assert time.process_time() - start < 1
