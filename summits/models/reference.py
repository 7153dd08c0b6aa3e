"""What every fact of the reference data carries: how sure it is and where it was found."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from csto_archive.records import Record


class Confidence(models.TextChoices):
    HIGH = "high", _("مؤكد")
    MEDIUM = "medium", _("مرجّح")
    LOW = "low", _("غير مؤكد")


class Loaded(models.Model):
    # What `load_reference` last wrote: a value that differs from it is an editor's and stays.
    loaded = models.JSONField(editable=False, null=True, blank=True)

    class Meta:
        abstract = True


class Fact(Loaded):
    confidence = models.CharField(
        _("درجة الثقة"), max_length=6, choices=Confidence, default=Confidence.MEDIUM
    )
    fact_source = models.CharField(
        _("مصدر المعلومة"), max_length=500, blank=True, help_text=_("أين وُجدت المعلومة")
    )
    note = models.TextField(_("ملاحظة"), blank=True)
    note_en = models.TextField(_("ملاحظة بالإنجليزية"), blank=True)

    class Meta:
        abstract = True


class ReferenceRecord(Fact, Record):
    class Meta:
        abstract = True
