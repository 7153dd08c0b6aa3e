"""What can be asked for: words, facets, an order, a group. One form for page, API and feed."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from csto_archive.search.query import LONGEST
from csto_archive.searches.shelf import Kept, Shelf
from summits.filters import EARLIEST, LATEST

# A facet is a year or a record; its records are named by their slug.
RECORDS = ("city", "member", "initiative", "source")
LABELS = {
    "q": _("كلمات البحث"),
    "year": _("السنة"),
    "city": _("المدينة"),
    "member": _("الدولة"),
    "initiative": _("المبادرة"),
    "source": _("المصدر"),
    "sort": _("الترتيب"),
    "group": _("المجموعة"),
}
FACETS = ("year", *RECORDS)
SORTS = {"relevance": _("الأقرب إلى السؤال"), "newest": _("الأحدث"), "oldest": _("الأقدم")}
GROUPS = {
    "summits": _("القمم"),
    "members": _("الدول"),
    "leaders": _("القادة"),
    "cities": _("المدن"),
    "initiatives": _("المبادرات والوثائق"),
    "articles": _("المقالات"),
}


class KeptField(forms.CharField):
    """One of the records `kept`, named by its slug."""

    def __init__(self, kept: Mapping[str, Kept]) -> None:
        super().__init__(required=False, strip=False)
        self.kept = kept

    def clean(self, slug: str | None) -> Kept | None:
        if slug in self.empty_values:
            return None
        if slug not in self.kept:
            raise forms.ValidationError(self.error_messages["invalid_choice"], "invalid_choice")
        return self.kept[slug]


class SearchForm(forms.Form):
    """Reads the parameters of a search; nothing is required, and what is blank asks nothing."""

    q = forms.CharField(max_length=LONGEST, strip=False, required=False)
    year = forms.IntegerField(min_value=EARLIEST, max_value=LATEST, required=False)
    sort = forms.ChoiceField(choices=SORTS, required=False)
    group = forms.ChoiceField(choices=GROUPS, required=False)

    def __init__(self, parameters: Mapping[str, str], shelf: Shelf) -> None:
        words = parameters.get("q", "").replace("\0", " ")
        super().__init__({name: parameters.get(name) for name in LABELS} | {"q": words})
        for name in RECORDS:
            self.fields[name] = KeptField(shelf.by_slug[name])
        for name, label in LABELS.items():
            self.fields[name].label = label
            self.fields[name].error_messages["invalid_choice"] = _("هذا الخيار غير موجود")
        year = self.fields["year"].error_messages
        year["invalid"] = _("اكتب السنة بأربعة أرقام، مثل 2023")

    @property
    def misunderstood(self) -> list[tuple[str, str]]:
        """Label and message of each parameter that could not be read, but for too many words."""
        return [
            (self.fields[name].label, " ".join(messages))
            for name, messages in self.errors.items()
            if name != "q"
        ]
