"""Form and model fields that several kinds of record share."""

from django import forms
from django.db import models


class NameField(models.CharField):
    """A name that lists are sorted by: in code point order on PostgreSQL too, whatever its locale,
    so that both databases give the same order."""

    def db_parameters(self, connection):
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters


class LinesFormField(forms.CharField):
    """A list of short texts, edited as one line each."""

    widget = forms.Textarea

    def prepare_value(self, value: list[str] | str) -> str:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: str) -> list[str]:
        lines = (line.strip() for line in super().to_python(value).splitlines())
        return list(dict.fromkeys(filter(None, lines)))

    def has_changed(self, initial: list[str] | None, data: str | None) -> bool:
        return self.to_python(data or "") != (initial or [])


class LinesField(models.JSONField):
    """An ordered list of short texts (spelling variants, domain names)."""

    def __init__(self, *args, **kwargs) -> None:
        kwargs.update(default=list, blank=True)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        del kwargs["default"], kwargs["blank"]
        return name, path, args, kwargs

    def formfield(self, **kwargs):
        kwargs.pop("widget", None)
        return models.Field.formfield(
            self, form_class=LinesFormField, widget=forms.Textarea(attrs={"rows": 4}), **kwargs
        )
