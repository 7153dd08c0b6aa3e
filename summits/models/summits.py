"""The summits and who came to them."""

from datetime import date

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from csto_archive.arabic.dates import format_date, format_range
from summits.models.leaders import Leader
from summits.models.members import Member
from summits.models.places import City
from summits.models.reference import Fact, ReferenceRecord
from summits.querysets import SummitQuerySet

COUNCIL = "مجلس الأمن الجماعي"
COUNCIL_IN_FULL = f"{COUNCIL} لمنظمة معاهدة الأمن الجماعي"

partial_date = RegexValidator(r"^\d{4}(-\d{2}(-\d{2})?)?$", _("سنة، أو سنة وشهر، أو يوم كامل."))


class Summit(ReferenceRecord):
    class Format(models.TextChoices):
        IN_PERSON = "in_person", _("حضورياً")
        VIDEO = "videoconference", _("عبر الاتصال المرئي")
        HYBRID = "hybrid", _("حضورياً وعن بُعد")

    class Kind(models.TextChoices):
        REGULAR = "regular", _("دورة عادية")
        EXTRAORDINARY = "extraordinary", _("دورة استثنائية")
        INFORMAL = "informal", _("قمة غير رسمية")
        JUBILEE = "jubilee", _("قمة يوبيلية")
        JOINT = "joint", _("اجتماع مشترك")
        SIGNING = "signing", _("لقاء توقيع")

    class Status(models.TextChoices):
        ANNOUNCED = "announced", _("معلن عنها")
        HELD = "held", _("انعقدت")
        CANCELLED = "cancelled", _("أُلغيت")

    slug = models.SlugField(
        _("المعرّف الدائم"), unique=True, blank=True, help_text=_("لا يتغيّر بعد الحفظ الأول")
    )
    start_date = models.DateField(_("اليوم الأول"))
    end_date = models.DateField(_("اليوم الأخير"))
    title = models.CharField(_("العنوان"), max_length=300)
    title_en = models.CharField(_("العنوان بالإنجليزية"), max_length=300, blank=True)
    city = models.ForeignKey(
        City,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="summits",
        verbose_name=_("المدينة"),
        help_text=_("تُترك فارغة إذا انعقدت القمة عبر الاتصال المرئي"),
    )
    venue = models.CharField(_("المكان"), max_length=200, blank=True)
    venue_en = models.CharField(_("المكان بالإنجليزية"), max_length=200, blank=True)
    format = models.CharField(_("صيغة الانعقاد"), max_length=15, choices=Format)
    kind = models.CharField(_("النوع"), max_length=13, choices=Kind)
    status = models.CharField(_("الحالة"), max_length=9, choices=Status)
    anniversary = models.CharField(_("المناسبة"), max_length=200, blank=True)
    chair = models.ForeignKey(
        Member,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="chaired_summits",
        verbose_name=_("الدولة الرئيسة"),
    )
    chair_leader = models.ForeignKey(
        Leader,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="chaired_summits",
        verbose_name=_("رئيس الجلسة"),
    )
    next_chair = models.ForeignKey(
        Member,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("الرئاسة التالية"),
    )
    secretary_general = models.ForeignKey(
        Leader,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("الأمين العام"),
    )
    secretary_acting = models.BooleanField(_("أمين عام بالإنابة"), default=False)
    theme = models.CharField(_("الشعار"), max_length=300, blank=True)
    theme_en = models.CharField(_("الشعار بالإنجليزية"), max_length=300, blank=True)
    theme_source = models.CharField(_("مصدر الشعار"), max_length=300, blank=True)
    summary = models.TextField(_("خلاصة"), blank=True)
    guests = models.TextField(_("الضيوف"), blank=True)
    documents = models.CharField(_("الوثائق"), max_length=200, blank=True)
    documents_count = models.PositiveSmallIntegerField(_("عدد الوثائق"), null=True, blank=True)
    next_announced = models.CharField(
        _("موعد القمة التالية كما أُعلن"), max_length=10, blank=True, validators=[partial_date]
    )
    next_city = models.ForeignKey(
        City,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("مدينة القمة التالية كما أُعلنت"),
    )
    official_url = models.URLField(_("الصفحة الرسمية"), max_length=500, blank=True)
    members = models.ManyToManyField(
        Member, through="Attendance", related_name="summits", verbose_name=_("الأعضاء")
    )

    objects = SummitQuerySet.as_manager()

    class Meta:
        verbose_name = _("قمة")
        verbose_name_plural = _("القمم")
        ordering = ["-start_date", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="summit_ends_after_start",
                violation_error_message=_("لا تنتهي القمة قبل يومها الأول."),
                condition=Q(end_date__gte=F("start_date")),
            ),
            models.CheckConstraint(
                name="summit_has_city_or_is_video",
                condition=Q(format="videoconference", city=None)
                | (~Q(format="videoconference") & Q(city__isnull=False)),
                violation_error_message=_(
                    "للقمة مدينة، إلا إذا انعقدت عبر الاتصال المرئي فلا مدينة لها."
                ),
            ),
        ]
        indexes = [models.Index(fields=["start_date"])]

    def __str__(self) -> str:
        return f"{self.place}، {self.dates} ({self.get_kind_display()})"

    def save(self, *args, **kwargs) -> None:
        self.slug = self.slug or f"{self.start_date}-{self.city.slug if self.city else 'video'}"
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("summits:summit", args=[self.slug])

    def searchable_text(self) -> list[str]:
        city = [self.city.name, *self.city.variants] if self.city else []
        return [self.title, *city, self.theme, self.summary, str(self.start_date.year)]

    def searchable_dates(self) -> list[date]:
        return [self.start_date, self.end_date]

    @property
    def names(self) -> list[str]:
        """The title and the city, by which readers look for what was written about it."""
        return [self.title, self.city.name] if self.city else [self.title]

    @property
    def place(self) -> str:
        return self.city.name if self.city else str(_("عبر الاتصال المرئي"))

    @property
    def occasion(self) -> str:
        """The title without the place and the day that pages say beside it."""
        title = self.title.partition(" (")[0].removesuffix(f" {self.Format.VIDEO.label}")
        title = title.removesuffix(f" في {self.city}") if self.city else title
        return title.replace(COUNCIL_IN_FULL, COUNCIL)

    @property
    def dates(self) -> str:
        """«من 20 إلى 22 أغسطس/آب 2010»."""
        return format_range(self.start_date, self.end_date)

    @property
    def next_announced_text(self) -> str:
        """The announced date of the next summit as precise as it was told."""
        parts = [int(part) for part in self.next_announced.split("-") if part]
        if not parts:
            return ""
        precision = ("year", "month", "day")[len(parts) - 1]
        return format_date(date(*(parts + [1, 1])[:3]), precision)


class Attendance(Fact):
    class Status(models.TextChoices):
        HEAD = "attended_head", _("حضر")
        DELEGATE = "attended_delegate", _("أوفد ممثلاً")
        ABSENT = "absent", _("غاب")
        UNKNOWN = "unknown", _("غير معروف")

    class Mode(models.TextChoices):
        IN_PERSON = "in_person", _("حضورياً")
        VIDEO = "video", _("عن بُعد")

    summit = models.ForeignKey(
        Summit, models.CASCADE, related_name="attendances", verbose_name=_("القمة")
    )
    member = models.ForeignKey(
        Member, models.PROTECT, related_name="attendances", verbose_name=_("الدولة")
    )
    status = models.CharField(_("الحضور"), max_length=17, choices=Status)
    representative = models.ForeignKey(
        Leader,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="attendances",
        verbose_name=_("من مثّلها"),
    )
    mode = models.CharField(_("طريقة الحضور"), max_length=9, choices=Mode, blank=True)
    absence_reason = models.CharField(_("سبب الغياب"), max_length=300, blank=True)
    absence_reason_en = models.CharField(_("سبب الغياب بالإنجليزية"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("حضور")
        verbose_name_plural = _("الحضور")
        ordering = ["summit", "member__name"]
        constraints = [
            models.UniqueConstraint(fields=["summit", "member"], name="attendance_once_a_summit")
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.get_status_display()}"
