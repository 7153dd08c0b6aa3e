"""An editor, a chief editor and a second draft of the same article."""

import pytest
from django.contrib.auth.models import User

from articles.models import Article, Coverage
from csto_archive.roles import CHIEF_EDITOR, EDITOR
from tests.admin.conftest import person


@pytest.fixture
def editor(db) -> User:
    return person("editor", EDITOR)


@pytest.fixture
def chief_editor(db) -> User:
    return person("chief-editor", CHIEF_EDITOR)


@pytest.fixture
def other(minsk) -> Article:
    """A second draft of the same article."""
    other = Article.objects.create(headline="مسودة ثانية", body="<p>نص ثانٍ</p>")
    Coverage.objects.create(article=other, summit=minsk, role="background")
    return other
