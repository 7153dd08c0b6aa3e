"""The form of an article: refuses what the record cannot hold, and a text that is out of date."""

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.addresses import canonical_url, validate_address
from articles.bodies import sanitise
from articles.models import Article

ELEMENTS = {
    "p": _("فقرة"),
    "h2": _("عنوان فرعي"),
    "ul": _("قائمة"),
    "li": _("بند في قائمة"),
    "blockquote": _("اقتباس"),
    "a": _("رابط"),
}


def body_help() -> SafeString:
    names = format_html_join("، ", '<code dir="ltr">&lt;{}&gt;</code> {}', ELEMENTS.items())
    return format_html("{} {}", _("العناصر المسموح بها، وما عداها يُحذف عند الحفظ:"), names)


class ArticleForm(forms.ModelForm):
    seen_version = forms.IntegerField(label=_("النسخة"), widget=forms.HiddenInput)

    class Meta:
        help_texts = {"body": body_help()}
        # Not `auto`: that would follow the Latin letters of the first element.
        widgets = {"body": AdminTextareaWidget({"dir": "rtl"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen_version"].initial = self.instance.version

    def clean_body(self) -> str:
        try:
            return sanitise(self.cleaned_data["body"])
        except ValueError as error:
            raise ValidationError(_("النص أطول من أن يُحفظ، أو فيه وسوم كثيرة.")) from error

    def clean_original_url(self) -> str:
        url = self.cleaned_data["original_url"]
        if url:
            validate_address(url)
        canonical = canonical_url(url)
        others = Article.objects.exclude(pk=self.instance.pk)
        if canonical and (other := others.filter(canonical_url=canonical).first()):
            raise ValidationError(_("في الأرشيف مقال بهذا الرابط: «%s».") % other)
        return url

    def clean(self):
        values = super().clean()
        if values.get("published_on") and not values.get("published_precision"):
            values["published_precision"] = Article.Precision.DAY
        if self.instance.pk:
            self._refuse_if_out_of_date()
        return values

    def _refuse_if_out_of_date(self) -> None:
        """Errors beside each field that somebody else has saved differently in between.

        The row stays locked until the end of the request, so that nobody comes between this and
        the saving.
        """
        stored = Article.objects.select_for_update().get(pk=self.instance.pk)
        if stored.version == self.cleaned_data.get("seen_version"):
            return
        self.add_error(
            None,
            _(
                "لم يُحفظ شيء: عدّل شخص آخر هذا المقال بعد أن فتحته. نصّك باقٍ في الاستمارة، "
                "وتحت كل حقل مختلف ما هو محفوظ الآن. افتح المقال في نافذة أخرى وانقل إليه تعديلك."
            ),
        )
        for name in self._differing_from(stored):
            saved = getattr(stored, name)
            self.add_error(name, _("المحفوظ الآن: %s") % ("—" if saved in {None, ""} else saved))

    def _differing_from(self, stored: Article) -> list[str]:
        values = self.cleaned_data.items()
        shared = (pair for pair in values if pair[0] != "seen_version")
        return [name for name, value in shared if getattr(stored, name) != value]
