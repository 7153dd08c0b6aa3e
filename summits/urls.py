"""Summits by year, city and date; members; initiatives."""

from django.urls import path, re_path

from summits import calendars, citing, views
from summits.feeds import initiative_feed, summit_feed

app_name = "summits"

YEAR = r"(?P<year>(?:19|20)[0-9]{2})"

urlpatterns = [
    path("summits/", views.summits, name="summits"),
    re_path(rf"^summits/{YEAR}/$", views.year, name="year"),
    re_path(rf"^summits/{YEAR}/(?P<city>[-a-z0-9]+)/$", views.year_in_city, name="year_in_city"),
    path("summits/city/<slug:slug>/", views.city, name="city"),
    path("summits/attendance/", views.attendance, name="attendance"),
    path("summits/attendance.csv", views.attendance_csv, name="attendance_csv"),
    path("summits/calendar.ics", calendars.calendar, name="calendar"),
    path("summits/<slug:slug>/event.ics", calendars.event, name="event"),
    path("summits/<slug:slug>/", views.summit, name="summit"),
    path("summits/<slug:slug>/cite.<str:form>", views.cite, name="cite"),
    path("members/", views.members, name="members"),
    path("members/<slug:slug>/", views.member, name="member"),
    path("members/<slug:slug>/cite.<str:form>", citing.member, name="member_cite"),
    path("initiatives/", views.initiatives, name="initiatives"),
    path("initiatives/<slug:slug>/", views.initiative, name="initiative"),
    path("initiatives/<slug:slug>/cite.<str:form>", citing.initiative, name="initiative_cite"),
    path("feeds/summits.<str:form>", summit_feed, name="feed"),
    path("feeds/initiatives.<str:form>", initiative_feed, name="initiative_feed"),
]
