"""The desk where pages come in: paste, upload or fetch, and see what became of each."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from itertools import chain

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied, RequestDataTooBig, TooManyFilesSent
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from articles.addresses import validate_address
from articles.admin.foreseeing import told_rehearsal
from articles.admin.imported import as_rows, outcome_tally, to_keep
from articles.importing.fetch import FetchError, fetch
from articles.importing.intake import Intake, Page, pasted_pages, take_in, uploaded_pages
from articles.importing.rehearsal import rehearse
from articles.models import Article, Source
from csto_archive.uploads import MEGABYTE, MOST_BYTES

MOST_FILES = 50
SUFFIXES = ".txt,.html,.htm,.mhtml,.mht,.docx,.pdf,.warc,.warc.gz,.gz,.zip"
# Results that a session remembers, so that the way back to one is open for a while.
REMEMBERED = 3
FETCHING_IS_OFF = _(
    "جلب صفحة من عنوانها متوقف: يُفتح بالإعداد IMPORT_FETCH لأن الخادم يتصل عندئذ بمواقع غيره. "
    "افتح الصفحة في المتصفح والصق نصها أو مصدرها، أو احفظها ملفاً وارفعه."
)
TOO_BIG = _(
    "لم يصل شيء: النص الملصوق أكبر من %(size)d ميغابايت، أو الملفات أكثر من %(files)d أو من "
    "%(all)d ميغابايت معاً. احفظ النص ملفاً وارفعه، وقسّم الملفات. ارجع في المتصفح تجد ما كتبته."
)


class ManyFilesInput(forms.FileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Its value is a list. Whatever is wrong with one of them is told of that one, later."""

    widget = ManyFilesInput

    def clean(self, data, initial=None) -> list:
        files = data or []
        if len(files) > MOST_FILES:
            raise forms.ValidationError(_("%d ملفاً في المرة الواحدة على الأكثر.") % MOST_FILES)
        return list(files)


class ImportForm(forms.Form):
    text = forms.CharField(
        label=_("نص الصفحة أو مصدرها (HTML)"),
        required=False,
        strip=False,
        widget=forms.Textarea({"dir": "auto", "rows": 14}),
        help_text=_("الصق الصفحة كما هي، بما حول المقال: يُعرف المقال منها ويبقى الأصل كما ورد."),
    )
    files = ManyFilesField(
        label=_("ملفات"),
        required=False,
        widget=ManyFilesInput({"accept": SUFFIXES}),
        help_text=_(
            "حتى 50 ملفاً، كل منها 20 ميغابايت على الأكثر وكلها معاً 256، وحتى 200 صفحة في المرة "
            "الواحدة."
        ),
    )
    fetched = forms.CharField(
        label=_("عنوان صفحة تُجلب"),
        required=False,
        max_length=2000,
        widget=forms.TextInput({"dir": "ltr", "inputmode": "url", "class": "vURLField"}),
        help_text=_("يجلبها الخادم من موقعها العام، بلا تسجيل دخول."),
    )
    source = forms.CharField(
        label=_("المصدر"),
        required=False,
        max_length=150,
        widget=forms.TextInput({"dir": "auto", "list": "sources", "class": "vTextField"}),
        help_text=_("اختياري: يُعرف من الصفحة إن تُرك فارغاً."),
    )
    address = forms.CharField(
        label=_("رابط الأصل"),
        required=False,
        max_length=1000,
        validators=[validate_address],
        widget=forms.TextInput({"dir": "ltr", "inputmode": "url", "class": "vURLField"}),
        help_text=_("اختياري، للنص الملصوق أو لملف واحد: يُحفظ مع المقال ولا يُجلب منه شيء."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not settings.IMPORT_FETCH:
            del self.fields["fetched"]

    def clean(self):
        values = super().clean()
        given = [values.get(name) for name in ("text", "files", "fetched")]
        has_text = bool((values.get("text") or "").strip())
        if not self.errors and not (has_text or given[1] or given[2]):
            raise forms.ValidationError(_("الصق نصاً أو اختر ملفاً."))
        if values.get("address") and has_text + len(given[1] or ()) != 1:
            self.add_error("address", _("الرابط لصفحة واحدة: نص ملصوق أو ملف واحد."))
        return values

    def pages(self) -> Iterator[Page]:
        """What was given, in the order of the form. Raises FetchError before the first page."""
        values = self.cleaned_data
        text, address = values["text"], values["address"]
        fetched = [fetch(values["fetched"])] if values.get("fetched", "").strip() else []
        return chain(
            pasted_pages(text, address) if text.strip() else (),
            fetched,
            uploaded_pages(values["files"], address),
        )


def urls() -> list[URLPattern]:
    """The form and its results. Of a form nothing is read, not even its token, before it is known
    who sends it."""
    form = csrf_exempt(for_importers(clear_about_size(admin.site.admin_view(import_view))))
    result = admin.site.admin_view(imported_view)
    return [
        path("import/", form, name="articles_article_import"),
        path("import/<slug:key>/", result, name="articles_article_imported"),
    ]


def for_importers(view):
    """Strangers are sent to sign in; their files are not taken, and they are told of nothing."""

    @never_cache
    def known(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not admin.site.has_permission(request):
            return redirect_to_login(request.get_full_path(), reverse("admin:login"))
        require_importer(request)
        return view(request, *args, **kwargs)

    return known


def clear_about_size(view):
    """A form that is too big to be read is answered with the form and the reason."""

    def bounded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (RequestDataTooBig, TooManyFilesSent):
            form = ImportForm(data={})
            form.full_clean()
            form.errors.clear()
            values = {
                "size": settings.DATA_UPLOAD_MAX_MEMORY_SIZE // MEGABYTE,
                "files": MOST_FILES,
                "all": MOST_BYTES // MEGABYTE,
            }
            form.add_error(None, TOO_BIG % values)
            response = form_page(request, form, status=413)
            response["Cache-Control"] = "no-store"
            return response.render()

    return bounded


def require_importer(request: HttpRequest) -> None:
    if not request.user.has_perm("articles.add_article"):
        raise PermissionDenied


def import_view(request: HttpRequest) -> HttpResponse:
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return form_page(request, form)
    try:
        pages = form.pages()
    except FetchError as error:
        form.add_error("fetched", error.message)
        return form_page(request, form)
    source = form.cleaned_data["source"]
    if "preview" in request.POST:
        return form_page(
            request, form, foreseen=told_rehearsal(rehearse(pages, source, request.user))
        )
    intake = take_in(pages, source, request.user)
    rows = to_keep(intake)
    if form.cleaned_data["text"].strip() and rows and intake.taken[0].failed:
        form.add_error("text", intake.taken[0].report.problem)
        return form_page(request, form, rows=as_rows(rows[1:]), problem=intake.problem)
    return redirect("admin:articles_article_imported", key=remember(request, intake, rows))


def remember(request: HttpRequest, intake: Intake, rows: list[dict]) -> str:
    key = secrets.token_urlsafe(8)
    results = list(request.session.get("imported", {}).items())[1 - REMEMBERED :]
    result = {"rows": rows, "batch": intake.batch, "problem": intake.problem}
    request.session["imported"] = dict([*results, (key, result)])
    return key


def form_page(request: HttpRequest, form: ImportForm, status: int = 200, **more) -> HttpResponse:
    context = {
        "form": form,
        "sources": Source.objects.order_by("name").values_list("name", flat=True),
        "fetching_is_off": "" if settings.IMPORT_FETCH else FETCHING_IS_OFF,
        **more,
    }
    return page(request, "admin/articles/import.html", context, status)


def imported_view(request: HttpRequest, key: str) -> HttpResponse:
    require_importer(request)
    result = request.session.get("imported", {}).get(key)
    if result is None:
        raise Http404
    rows = as_rows(result["rows"])
    context = {**result, "rows": rows, "tally": outcome_tally(rows)}
    return page(request, "admin/articles/imported.html", context)


def page(request: HttpRequest, template: str, context: dict, status: int = 200) -> HttpResponse:
    shared = {
        **admin.site.each_context(request),
        "title": _("استيراد صفحات"),
        "opts": Article._meta,
    }
    return TemplateResponse(request, template, shared | context, status=status)
