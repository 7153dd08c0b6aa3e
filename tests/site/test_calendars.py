"""Summits in calendars, read back by a library of its own."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from summits.calendars import folded
from summits.models import Summit

HOSTILE = "قمّةٌ، «أولى»؛ {1} \\ 100% ; a,b\nسطر\r\nآخر \u202eBEGIN:VEVENT\x0b"


@pytest.fixture(autouse=True)
def site_url(settings):
    settings.SITE_URL = "https://archive.example"


@pytest.fixture
def events(client, db):
    def read(address: str) -> list:
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer["Content-Type"] == "text/calendar; charset=utf-8"
        lines = answer.content.split(b"\r\n")
        assert max(map(len, lines)) <= 75
        for line in lines:
            line.decode()  # no character is cut in two
        calendar = Calendar.from_ical(answer.content)
        assert calendar["VERSION"] == "2.0"
        assert calendar["PRODID"]
        assert not calendar.errors
        return list(calendar.walk("VEVENT"))

    return read


def test_the_calendar_has_every_summit_once(events):
    found = events("/summits/calendar.ics")
    assert len(found) == len({event["UID"] for event in found}) == Summit.objects.count() == 45
    for event in found:
        assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "STATUS", "URL"} <= set(event)


def test_a_summit_takes_whole_days_and_ends_before_its_end(events, minsk):
    [event] = events(f"{minsk.get_absolute_url()}event.ics")
    assert event.decoded("DTSTART") == date(2023, 11, 23)
    assert event.decoded("DTEND") == date(2023, 11, 24)
    Summit.objects.filter(pk=minsk.pk).update(end_date=date(2023, 12, 31))
    [event] = events(f"{minsk.get_absolute_url()}event.ics")
    assert event.decoded("DTEND") == date(2024, 1, 1)
    assert event["UID"] == "2023-11-23-minsk@archive.example"
    assert event["SUMMARY"] == "دورة عادية لمجلس الأمن الجماعي، مينسك"
    assert "مينسك" in event["LOCATION"]
    assert event["GEO"].to_ical() == f"{minsk.city.latitude};{minsk.city.longitude}"
    assert event["URL"] == minsk.permalink


@pytest.mark.parametrize(
    ("status", "said"),
    [("announced", "TENTATIVE"), ("held", "CONFIRMED"), ("cancelled", "CANCELLED")],
)
def test_how_sure_a_summit_is(events, minsk, status, said):
    Summit.objects.filter(pk=minsk.pk).update(status=status)
    [event] = events(f"{minsk.get_absolute_url()}event.ics")
    assert event["STATUS"] == said


def test_a_summit_by_video_has_no_place_on_the_globe(events):
    [event] = events("/summits/2021-08-23-video/event.ics")
    assert "GEO" not in event
    assert event["LOCATION"] == "عبر الاتصال المرئي"


def test_an_event_keeps_its_number_when_it_is_moved(events, minsk):
    [before] = events(f"{minsk.get_absolute_url()}event.ics")
    minsk.start_date += timedelta(days=3)
    minsk.end_date += timedelta(days=3)
    minsk.save()
    [after] = events(f"{minsk.get_absolute_url()}event.ics")
    assert after["UID"] == before["UID"]
    assert after.decoded("DTSTART") == date(2023, 11, 26)
    assert after.decoded("LAST-MODIFIED") >= before.decoded("LAST-MODIFIED")


def test_hostile_texts_stay_in_their_field(events, minsk):
    Summit.objects.filter(pk=minsk.pk).update(summary=HOSTILE * 5, venue=HOSTILE)
    [event] = events(f"{minsk.get_absolute_url()}event.ics")
    told = str(event["DESCRIPTION"])
    assert "قمّةٌ، «أولى»؛ {1} \\ 100% ; a,b\nسطر\nآخر" in told
    assert told.endswith(minsk.permalink)
    assert "\u202e" not in told
    assert "\x0b" not in told


@pytest.mark.parametrize("width", range(60, 90))
def test_no_line_ends_inside_a_character(width):
    line = "N:" + "a" * width + "قمة🕊" * 40
    parts = folded(line).split("\r\n")
    assert all(len(part.encode()) <= 75 for part in parts)
    assert "".join([parts[0], *(part[1:] for part in parts[1:])]) == line


def test_the_calendar_is_narrowed_like_the_list(events, client):
    assert len(events("/summits/calendar.ics?city=minsk&year=2023")) == 1
    assert client.get("/summits/calendar.ics?year=abc").status_code == 400
    assert client.get("/summits/1999-01-01-paris/event.ics").status_code == 404


def test_the_calendar_takes_one_question(client, db):
    with CaptureQueriesContext(connection) as queries:
        client.get("/summits/calendar.ics")
    assert len(queries) <= 2
