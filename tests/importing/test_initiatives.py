"""Phrases and the initiatives that they mean: an index finds what comparing every title would."""

import pytest

from articles.bodies import Block
from articles.importing.overlap import common
from articles.importing.page import Line, Passage
from articles.importing.recognise.initiatives import declared, matched, meanings_of, titled
from articles.importing.recognise.phrases import CLAUSE, HEADING, phrase_of
from csto_archive.arabic.normalise import fold_with_map
from tests.importing.goldens import PAGES, understood
from tests.importing.reference import authority

SIGNED = "إعلان مجلس الأمن الجماعي"


def phrase(text: str, rank: int = CLAUSE):
    passage = Passage(Block("paragraph", text), Line("text", text))
    return phrase_of(passage, 0, 0, fold_with_map(text), rank)


def compared_with_all(one) -> set[str]:
    known = authority()
    records = (r for r in known.initiatives if r.is_signed and not r.is_plain_declaration)
    titles = ((r, known.title_words[r.slug]) for r in records)
    return {r.slug for r, title in titles if title and matched(r, title, one, known)}


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.txt")), ids=lambda path: path.stem)
def test_the_index_of_title_words_misses_no_record(page):
    for draft in understood(page).drafts:
        for passage in draft.clean.passages:
            one = phrase(passage.block.text)
            assert {match.record.slug for match in titled(one, authority())} == compared_with_all(
                one
            )


def test_every_title_means_its_own_record():
    for record in authority().initiatives:
        if record.is_signed and not record.is_plain_declaration:
            found = meanings_of(phrase(record.title, HEADING), authority())
            assert record.slug in found
            assert common(authority().title_words[record.slug], found[record.slug].phrase.forms)


def test_a_declaration_may_be_that_of_any_summit_and_nothing_unsigned_is_meant():
    found = [match.record for match in declared(phrase(f"ووقّع القادة {SIGNED}"), authority())]
    assert len(found) > 1
    assert all(record.is_plain_declaration and record.is_signed for record in found)
    assert not list(declared(phrase("ووقّع القادة بياناً"), authority()))


def test_what_is_under_way_is_named_by_headings_and_not_in_passing():
    known = authority()
    under_way = next(r for r in known.initiatives if r.status == "in_progress")
    assert under_way.slug in meanings_of(phrase(under_way.title, HEADING), known)
    assert under_way.slug not in meanings_of(phrase(under_way.title, CLAUSE), known)
