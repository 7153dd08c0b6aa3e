"""Who may do what: the two roles of the archive, as tables."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission, User
from django.db import transaction

EDITOR = "محرر"
CHIEF_EDITOR = "رئيس تحرير"
CHIEF_USERNAME = "chief-editor"

RECORDS = (
    "summits.city", "summits.member", "summits.leader", "summits.summit", "summits.initiative",
    "articles.source", "articles.article", "articles.storyfamily",
)  # fmt: skip
ROWS = (
    "summits.cityname", "summits.term", "summits.attendance", "summits.measure",
    "articles.coverage", "articles.membermention", "articles.initiativemention", "articles.photo",
    "articles.quotation",
)  # fmt: skip
NOTICES = ("articles.correction",)
KEPT = (
    "articles.capture", "articles.importbatch", "articles.evidence", "articles.initiativeproposal",
)  # fmt: skip
PEOPLE = ("auth.user",)


def _allow(models: tuple[str, ...], *actions: str) -> set[str]:
    split = (model.split(".") for model in models)
    return {f"{app}.{action}_{name}" for app, name in split for action in actions}


WRITING = (
    _allow((*RECORDS, *NOTICES), "view", "add", "change")
    | _allow(ROWS, "view", "add", "change", "delete")
    | _allow(KEPT, "view")
)
LEADING = (
    _allow((*RECORDS, *NOTICES), "delete")
    | _allow(PEOPLE, "view", "add", "change")
    | {"articles.publish_article"}
)
ROLES = {EDITOR: WRITING, CHIEF_EDITOR: WRITING | LEADING}


@transaction.atomic
def ensure_roles() -> None:
    """Make the groups, with exactly the permissions of the tables. Run after each `migrate`."""
    known = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.select_related("content_type")
    }
    for name, permissions in ROLES.items():
        group, _created = Group.objects.get_or_create(name=name)
        group.permissions.set([known[permission] for permission in permissions])


@transaction.atomic
def create_chief_editor(password: str) -> User | None:
    """The chief editor's account, by that password; None, with nothing changed, if there is one."""
    if User.objects.filter(username=CHIEF_USERNAME).exists():
        return None
    chief = User.objects.create_user(CHIEF_USERNAME, password=password, is_staff=True)
    chief.groups.add(Group.objects.get(name=CHIEF_EDITOR))
    return chief
