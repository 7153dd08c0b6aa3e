"""What every fact of the reference data carries: how sure it is and where it was found."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from csto_archive.records import Record


class Confidence(models.TextChoices):
    HIGH = "high", _("مؤكدة")
    MEDIUM = "medium", _("مرجّحة")
    LOW = "low", _("غير مؤكدة")


class LoadedRow(models.Model):
    """What `load_reference` last wrote of a row of its files, and into which record.

    A value of the record that differs is an editor's and stays; a record that is gone was deleted
    by an editor and stays away. Hence the number of the record and no foreign key.
    """

    table = models.CharField(max_length=20)
    key = models.CharField(max_length=100)
    record_pk = models.PositiveBigIntegerField()
    values = models.JSONField()

    class Meta:
        verbose_name = _("صف محمَّل")
        verbose_name_plural = _("الصفوف المحمَّلة")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["table", "key"], name="row_loaded_once")]

    def __str__(self) -> str:
        return f"{self.table}: {self.key}"


class Fact(models.Model):
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
