"""A city is looked up by every spelling of its name, and so are its summits."""

import pytest

from summits.models import City, Summit

pytestmark = pytest.mark.django_db


def test_a_new_spelling_of_a_city_finds_its_summits_too(minsk):
    city = City.objects.get(slug="minsk")
    city.variants = [*city.variants, "منسكوفيا"]
    city.save()
    assert list(City.objects.search("منسكوفيا")) == [city]
    assert minsk in Summit.objects.search("منسكوفيا")
    assert set(Summit.objects.search("منسكوفيا")) == set(city.summits.all())


def test_other_facts_of_a_city_leave_its_summits_untouched(minsk):
    minsk.city.note = "ملاحظة"
    minsk.city.save()
    assert Summit.objects.get(pk=minsk.pk).updated_at == minsk.updated_at
