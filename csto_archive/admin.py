"""The people of the archive: editors and chief editors, without a way to more than their role."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, UserCreationForm
from django.contrib.auth.models import Group, User
from django.forms import CheckboxSelectMultiple
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from rest_framework.authtoken.models import TokenProxy

from csto_archive.editing import ArabicFields, ReadOnlyDesk, yes_or_no
from csto_archive.roles import ROLES

# Tokens are given by `manage.py give_token` and shown once: nobody reads them here.
admin.site.unregister([User, Group, TokenProxy])


class PasswordForm(AdminPasswordChangeForm):
    """Django's own, but for a warning that stands there in English and cannot be translated."""

    usable_password_help_text = format_html(
        '<ul id="id_unusable_warning" class="messagelist"><li class="warning">{}</li></ul>',
        _("إن أُوقف الدخول بكلمة المرور ضاعت كلمة المرور الحالية لهذا المستخدم."),
    )


@admin.register(User)
class PersonAdmin(ArabicFields, UserAdmin):
    """Whoever is no superuser makes none, changes none and gives no more than the roles."""

    list_display = ("username", "first_name", "last_name", "roles", "active", "last_login")
    list_filter = ("is_active", "is_staff", "groups")
    filter_horizontal = ()
    add_form = UserCreationForm
    change_password_form = PasswordForm
    add_fieldsets = ((None, {"classes": ("wide",), "fields": ("username", "password1", "password2")}),)  # fmt: skip  # noqa: E501

    def get_fieldsets(self, request, obj=None):
        if obj is None:
            return self.add_fieldsets
        flags = ("is_active", "is_staff", *(["is_superuser"] if request.user.is_superuser else []))
        return (
            (None, {"fields": ("username", "password")}),
            (_("الشخص"), {"fields": ("first_name", "last_name", "email")}),
            (_("الصلاحيات"), {"fields": (*flags, "groups")}),
            (_("تواريخ"), {"fields": ("last_login", "date_joined")}),
        )

    def get_readonly_fields(self, request, obj=None):
        return ("last_login", "date_joined")

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs["widget"] = CheckboxSelectMultiple
        if not request.user.is_superuser:
            kwargs["queryset"] = Group.objects.filter(name__in=ROLES)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description=_("الدور"))
    def roles(self, person) -> str:
        return "، ".join(group.name for group in person.groups.all())

    @admin.display(description=_("فعّال"), ordering="is_active")
    def active(self, person) -> str:
        return yes_or_no(person.is_active)

    def has_change_permission(self, request, obj=None):
        above = obj is not None and obj.is_superuser and not request.user.is_superuser
        return not above and super().has_change_permission(request, obj)


@admin.register(Group)
class RoleAdmin(ReadOnlyDesk):
    """The roles are tables in `roles.py`: to be seen here, not to be changed."""

    fields = ("name",)
    search_fields = ("name",)
