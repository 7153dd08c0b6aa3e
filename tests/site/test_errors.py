"""The error pages: Arabic, without a trace of the inside."""

import pytest
from django.template.loader import get_template
from django.test import Client
from django.urls import path
from django.views.defaults import bad_request, permission_denied, server_error
from lxml import html

from csto_archive import urls as site


def broken(request):
    raise RuntimeError("inside/secret.py")


urlpatterns = [*site.urlpatterns, path("broken/", broken)]


@pytest.mark.urls(__name__)
def test_a_fault_of_ours_is_told_in_arabic_without_the_database():
    response = Client(raise_request_exception=False).get("/broken/")
    page = html.fromstring(response.content.decode())
    assert response.status_code == 500
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
    assert "وقع خطأ عندنا" in page.text_content()
    assert "secret" not in response.content.decode()


@pytest.mark.parametrize(
    ("view", "status"), [(bad_request, 400), (permission_denied, 403), (server_error, 500)]
)
def test_errors_have_a_page_of_their_own(rf, view, status):
    request = rf.get("/")
    response = view(request) if view is server_error else view(request, ValueError("secret"))
    page = html.fromstring(response.content.decode())
    assert response.status_code == status
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
    assert len(page.xpath("//h1")) == 1
    assert "secret" not in page.text_content()


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_the_pages_for_the_worst_lean_on_no_other_template(name):
    source = get_template(name).template.source
    assert "extends" not in source
    assert "include" not in source
    assert "{{" not in source


def test_what_is_missing_is_told_without_repeating_the_address(client, db):
    response = client.get("/x-y-z/")
    assert response.status_code == 404
    assert "x-y-z" not in response.content.decode()
    assert "أرشيف قمم منظمة" in html.fromstring(response.content.decode()).findtext(".//title")
