"""Whatever may become of a page has its words wherever it is told."""

import pytest

from articles.admin import foreseeing, imported
from articles.importing import save
from articles.importing.batch import ERROR, PageReport
from articles.importing.outcomes import Outcome
from articles.importing.report import line_of
from articles.importing.tally import summary
from articles.imports import PageSerializer


@pytest.mark.parametrize("outcome", Outcome)
def test_an_outcome_is_told_everywhere(outcome):
    told = str(outcome.label)
    assert line_of(PageReport("a.txt", outcome.value)) == f"a.txt: {told}"
    assert f"{told}: صفحة واحدة" in summary({outcome.value: 1})
    assert outcome.value in PageSerializer().fields["outcome"].choices
    for words in (imported.OUTCOMES, imported.TALLIES, foreseeing.WOULD):
        assert outcome in words


def test_there_are_no_others():
    made = {*save.RANKS, save.SKIPPED, save.NEEDS_EDITOR, ERROR}
    assert made == set(Outcome)
    for words in (imported.OUTCOMES, imported.TALLIES, foreseeing.WOULD):
        assert set(words) == set(Outcome)
