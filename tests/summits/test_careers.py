"""Who stood for a state, in the order of time on every database."""

from datetime import date

import pytest

from summits.careers import member_with_careers
from summits.models import Leader, Term

pytestmark = pytest.mark.django_db


def test_terms_follow_each_other_whatever_is_not_known_of_them(armenia):
    leader = Leader.objects.create(slug="new", name="قائد جديد", name_en="New", member=armenia)
    for key, start, end in (
        ("z", date(1998, 4, 9), date(2000, 1, 1)), ("b", date(2003, 4, 9), date(2004, 1, 1)),
        ("a", date(2003, 4, 9), None), ("y", None, date(2001, 1, 1)), ("x", None, None),
    ):  # fmt: skip
        fields = {"started_on": start, "ended_on": end, "role": Term.Role.HEAD_OF_STATE}
        Term.objects.create(key=f"new-{key}", office=key, leader=leader, **fields)
    _member, careers = member_with_careers(armenia.slug)
    terms = next(career.terms for career in careers if career.slug == "new")
    assert [term.office for term in terms] == ["x", "z", "y", "a", "b"]
