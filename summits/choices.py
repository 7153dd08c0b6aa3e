"""The forms of the lists: filters that offer what occurs, each choice with its count."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_

from django import forms
from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, DateFilter
from django_filters.fields import ChoiceField

from csto_archive.arabic.dates import format_date
from csto_archive.arabic.digits import to_western
from csto_archive.facets import Chip, Choice, Facet, Marks
from csto_archive.versions import remembered


class YearField(ChoiceField):
    def to_python(self, value):
        return to_western(super().to_python(value)).strip()

    def validate(self, value):
        if value and not (value.isascii() and value.isdigit() and len(value) == 4):
            raise forms.ValidationError(_("اكتب السنة بأربعة أرقام، مثل 2023"), "invalid")
        super().validate(value)


class YearChoiceFilter(ChoiceFilter):
    field_class = YearField


@dataclass(frozen=True)
class Offer:
    """What occurs in the archive: (value, label) of the choices of each filter, and on which
    records."""

    choices: Mapping[str, tuple[tuple[str, str], ...]]
    marks: Marks


@remembered
def offer_of(filters: type[OfferedChoices]) -> Offer:
    return filters.offering()


class OfferedChoices:
    """For the pages: the same filters, with a form that offers only what leads somewhere.

    `OFFERED` names, for each choice, the path of its value and, where it is a record, of its name.
    Those of `TOGETHER` speak of one and the same neighbour of a record; what those of `ASIDE` leave
    is counted by the filters of the page itself.
    """

    OFFERED: dict[str, tuple[str, ...]] = {}
    TOGETHER: Collection[str] = ()
    ASIDE: Collection[str] = ()
    VIEWS: Collection[str] = ()

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(self._in_western_digits(data or {}), *args, **kwargs)

    @classmethod
    def _in_western_digits(cls, data: Mapping[str, str]) -> QueryDict:
        """What was typed, once each, with the days and years of any digits as 2023."""
        typed = QueryDict(mutable=True)
        typed.update({name: data.get(name) for name in data})
        for name, choice in cls.base_filters.items():
            if name in typed and isinstance(choice, (DateFilter, YearChoiceFilter)):
                typed[name] = to_western(typed[name]).strip()
        return typed

    @classmethod
    def offering(cls) -> Offer:
        return cls.offering_of(cls._meta.model)

    @classmethod
    def offering_of(cls, model: type[Model]) -> Offer:
        """All that occurs on the records of a model, looked up in one query."""
        paths = dict.fromkeys(path for offered in cls.OFFERED.values() for path in offered)
        rows = list(model.objects.published().order_by().values("pk", *paths))
        marks = Marks.of(
            ((name, str(row[offered[0]] or "")), row["pk"])
            for row in rows
            for name, offered in cls.OFFERED.items()
        )
        return Offer(cls.occurring(rows), marks)

    @classmethod
    def occurring(cls, rows: Collection[Mapping]) -> dict[str, tuple[tuple[str, str], ...]]:
        """The choices that stand in the rows."""
        return {
            name: arranged(
                {tuple(row[path] for path in offered) for row in rows if row[offered[0]]},
                dict(cls.base_filters[name].extra["choices"]),
            )
            for name, offered in cls.OFFERED.items()
        }

    @cached_property
    def offer(self) -> Offer:
        return offer_of(type(self))

    def get_form_class(self):
        form = super().get_form_class()
        for name in self.OFFERED:
            form.base_fields[name].choices = self.offer.choices[name]
        for field in form.base_fields.values():
            field.error_messages["invalid_choice"] = _("هذا الخيار غير موجود")
        form.base_fields["q"].label = _("ابحث في النص")
        return form

    @cached_property
    def asked(self) -> dict[str, object]:
        """By name what was understood of what was asked."""
        return {name: value for name, value in self.form.cleaned_data.items() if value}

    @cached_property
    def chosen(self) -> dict[str, str]:
        """By name the value of each filter that offers choices."""
        offered = self.offer.choices
        return {n: getattr(v, "slug", v) for n, v in self.asked.items() if n in offered}

    @cached_property
    def facets(self) -> dict[str, Facet]:
        return {name: self._facet(name) for name in self.offer.choices}

    @property
    def found(self) -> int:
        """As bits, what these filters leave."""
        return self._rest & self.having(self.chosen)

    def having(self, chosen: Mapping[str, str]) -> int:
        """As bits, the records of which all of this holds."""
        return reduce(and_, map(self.offer.marks.having, chosen.items()), self.offer.marks.all)

    def _facet(self, name: str) -> Facet:
        others = {n: value for n, value in self.chosen.items() if n != name}
        same = self.TOGETHER if name in self.TOGETHER else ()
        together = {n: others.pop(n) for n in same if n in others}
        kept = self._rest & self.having(others)
        labels = dict(self.offer.choices[name])
        if name in self.chosen:
            labels.setdefault(self.chosen[name], str(self.asked[name]))
        choices = tuple(
            Choice(value, label, (kept & self.having({**together, name: value})).bit_count(),
                   self.chosen.get(name) == value)
            for value, label in labels.items()
        )  # fmt: skip
        without = (kept & self.having({**together, name: ""})).bit_count()
        return Facet(name, str(self.filters[name].label), choices, without)

    @cached_property
    def _rest(self) -> int:
        """As bits, what is left by the filters that offer no choices."""
        if not self.asked.keys() - self.chosen:
            return self.offer.marks.all
        return self.left_by_the_others() if self.chosen else self.left()

    def left(self) -> int:
        """What is left where no choice was made."""
        return self._bits(self.qs)

    def left_by_the_others(self) -> int:
        """The same where some choice was made, too: what `qs` does not have apart."""
        others = self.asked.keys() - self.chosen - set(self.ASIDE)
        records = self.joined(self._meta.model.objects.published())
        for name in others:
            records = self.filters[name].filter(records, self.asked[name])
        return self._bits(records) if others else self.offer.marks.all

    def _bits(self, records: QuerySet) -> int:
        return self.offer.marks.among(records.order_by().values_list("pk", flat=True))

    @cached_property
    def chips(self) -> list[Chip]:
        """The filters in force, each with the way back out of it."""
        return [self._chip(name, value) for name, value in self.asked.items()]

    def _chip(self, name: str, value) -> Chip:
        page = value.get_absolute_url() if isinstance(value, Model) else ""
        without = self.address(**{name: ""})
        return Chip(str(self.filters[name].label), self._text(name, value), page, without)

    def _text(self, name: str, value) -> str:
        if isinstance(value, date):
            return format_date(value)
        field = self.form.fields[name]
        is_choice = isinstance(field, forms.ChoiceField) and isinstance(value, str)
        return str(dict(field.choices).get(value, value) if is_choice else value)

    def address(self, **changed: str) -> str:
        """The query of this list after some changes, on its first page."""
        typed = {name: self.data[name] for name in self.asked} | {"view": self.view} | changed
        wanted = QueryDict(mutable=True)
        wanted.update({name: value for name, value in typed.items() if value})
        return f"?{wanted.urlencode()}" if wanted else ""

    @property
    def view(self) -> str:
        """How the list is drawn, "" for as a list."""
        asked = self.data.get("view")
        return asked if asked in self.VIEWS else ""

    @property
    def cleared(self) -> str:
        """The query of the list without any filter."""
        return self.address(**dict.fromkeys(self.asked, ""))


def arranged(occurring: set[tuple], labels: dict) -> tuple[tuple[str, str], ...]:
    """Choices that occur: in the order of their labels, else by name, else the latest first."""
    if labels:
        return tuple(
            (value, str(label)) for value, label in labels.items() if (value,) in occurring
        )
    if any(len(choice) > 1 for choice in occurring):
        return tuple(sorted(occurring, key=lambda choice: choice[1]))
    return tuple((str(value), str(value)) for (value,) in sorted(occurring, reverse=True))


def offered(filter_class=ChoiceFilter, **kwargs) -> ChoiceFilter:
    """A choice whose values are looked up when the form is made."""
    return filter_class(choices=(), **kwargs)
