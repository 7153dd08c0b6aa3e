"""The reference data: loaded whole, loaded twice without effect, refused whole when malformed."""

import csv
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError

from summits.loading.load import FOLDER, load_reference
from summits.loading.reading import MalformedReferenceError
from summits.models import Attendance, City, CityName, Initiative, Leader, Member, Summit, Term
from summits.models.reference import LoadedRow

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "reference"))


def rewrite(path: Path, change) -> None:
    """Change the rows of a CSV file (a list of dictionaries) in place."""
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    change(rows)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


def forget(records, table: str) -> None:
    """As if these records had never been loaded."""
    keys = set(records.values_list("pk", flat=True))
    records.delete()
    LoadedRow.objects.filter(table=table, record_pk__in=keys).delete()


def problems_of(folder: Path) -> list:
    with pytest.raises(MalformedReferenceError) as raised:
        load_reference(folder)
    return raised.value.problems


def test_everything_of_the_data_set_is_there():
    models = (Summit, Attendance, Initiative, Member, City, Leader, Term)
    assert [model.objects.count() for model in models] == [45, 285, 107, 9, 14, 32, 40]


def test_every_fact_keeps_its_confidence_and_its_source():
    for model in (Summit, Attendance, Initiative, Member, City, Leader, Term):
        assert not model.objects.filter(fact_source="").exists()
        assert set(model.objects.values_list("confidence", flat=True)) <= {"high", "medium", "low"}


def test_every_summit_has_a_summary_of_60_to_150_arabic_words():
    for summit in Summit.objects.all():
        assert 60 <= len(summit.summary.split()) <= 150, summit
        assert not any("a" <= letter.lower() <= "z" for letter in summit.summary), summit


def test_the_attendance_of_minsk_2023_is_that_of_the_data_set(minsk):
    by_member = {a.member.slug: a for a in minsk.attendances.select_related("member")}
    assert by_member["armenia"].status == Attendance.Status.ABSENT
    assert "مقاطعة" in by_member["armenia"].absence_reason
    assert by_member["belarus"].representative.slug == "lukashenko"
    assert len(by_member) == 6


def test_the_summit_of_november_2026_is_announced_and_not_held():
    moscow = Summit.objects.get(slug="2026-11-11-moscow")
    assert moscow.status == Summit.Status.ANNOUNCED
    assert moscow not in Summit.objects.held()


def test_astana_was_nur_sultan_from_2019_to_2022():
    names = City.objects.get(slug="astana").official_names.values_list("name", "valid_from__year")
    assert list(names) == [("أستانا", 1998), ("نور سلطان", 2019), ("أستانا", 2022)]


def test_titles_of_initiatives_are_written_out():
    titles = list(Initiative.objects.values_list("title", flat=True))
    assert "استراتيجية المنظمة لمكافحة المخدرات للأعوام من 2026 إلى 2030" in titles
    unmarked = r"\d{4}-\d{4}|\b(?:أمينا|عاما|رئيسا|واحدا|اعتبارا)\b(?!\u064b)"
    assert [title for title in titles if re.search(unmarked, title)] == []


def test_the_source_of_a_theme_is_told_in_arabic(minsk):
    assert minsk.theme_source.startswith("موقع souzveche.ru")


def test_loading_again_changes_nothing():
    before = list(Summit.objects.values_list("pk", "updated_at"))
    report = load_reference()
    assert all(set(counts) == {"unchanged"} for counts in report.counts.values())
    assert list(Summit.objects.values_list("pk", "updated_at")) == before


def test_a_new_fact_updates_its_row_alone(folder, minsk):
    rewrite(folder / "summits.csv", lambda rows: rows[-4].update(venue_ar="قاعة أخرى"))
    report = load_reference(folder)
    assert dict(report.counts["summits"]) == {"unchanged": 44, "updated": 1}
    minsk.refresh_from_db()
    assert minsk.venue == "قاعة أخرى"


def test_what_an_editor_changed_is_left_alone_and_reported(folder, minsk):
    minsk.theme = "شعار صحّحه المحرر"
    minsk.save()
    rewrite(folder / "summits.csv", lambda rows: rows[-4].update(venue_ar="قاعة أخرى"))
    report = load_reference(folder)
    assert report.left["edited"] == [f"قمة «{minsk}»"]
    minsk.refresh_from_db()
    assert (minsk.theme, minsk.venue) == ("شعار صحّحه المحرر", "قصر الاستقلال")


def test_a_record_that_an_editor_made_first_is_not_overwritten(folder):
    forget(Attendance.objects.filter(summit__slug="2026-11-11-moscow"), "attendance")
    moscow = Summit.objects.get(slug="2026-11-11-moscow")
    mine = Attendance.objects.create(
        summit=moscow, member=Member.objects.get(slug="russia"), status="absent"
    )
    report = load_reference(folder)
    assert report.left["edited"] == [f"حضور «{mine}»"]
    assert report.counts["attendance"]["created"] == 5
    mine.refresh_from_db()
    assert mine.status == "absent"


def test_an_editors_new_code_of_a_member_stays_and_makes_no_second_member(armenia):
    armenia.iso2 = "XX"
    armenia.save()
    report = load_reference()
    assert report.left["edited"] == [f"دولة «{armenia}»"]
    assert list(Member.objects.filter(name=armenia.name).values_list("iso2", flat=True)) == ["XX"]
    assert set(report.counts["attendance"]) == {"unchanged"}


def test_an_editors_new_date_of_a_city_name_makes_no_second_name():
    name = CityName.objects.get(name="نور سلطان")
    name.valid_from = "2019-03-24"
    name.save()
    report = load_reference()
    assert dict(report.counts["city_names"]) == {"unchanged": 2, "edited": 1}
    assert CityName.objects.count() == 3


def test_what_an_editor_deleted_stays_deleted_and_is_reported(minsk):
    minsk.attendances.get(member__slug="armenia").delete()
    for _time in range(2):
        report = load_reference()
        assert report.left["deleted"] == ["حضور «csto-2023-11-23-minsk|AM»"]
    assert minsk.attendances.count() == 5


def test_a_row_that_needs_a_deleted_record_is_left_out_and_reported(folder):
    paris = {"city_id": "paris", "country_iso2": "FR", "name_history": ""}
    rewrite(folder / "cities.csv", lambda rows: rows.append({**rows[0], **paris}))
    load_reference(folder)
    City.objects.get(slug="paris").delete()
    rewrite(folder / "city_names.csv", lambda rows: rows.append({**rows[0], "city_id": "paris"}))
    report = load_reference(folder)
    assert report.left["deleted"] == ["مدينة «paris»"]
    assert report.left["bereft"] == ["اسم رسمي «paris|1998-05-06»"]


def test_an_editors_record_in_the_place_of_a_new_row_is_left_alone(folder):
    mine = Initiative.objects.create(
        date=date(2031, 5, 5), number=1, title="مبادرة المحرر", kind="decision", slug="my-own"
    )
    new = {"initiative_id": "ini-2031-05-05-1", "date": "2031-05-05", "note": ""}
    rewrite(folder / "initiatives.csv", lambda rows: rows.append({**rows[0], **new}))
    report = load_reference(folder)
    assert report.left["edited"] == [f"مبادرة «{mine}»"]
    assert list(Initiative.objects.filter(date__year=2031)) == [mine]


def test_a_change_of_a_row_that_an_editors_record_bars_is_left_alone(folder, armenia):
    Member.objects.create(
        name="دولة", name_en="Country", iso2="QQ", iso3="QQQ", status="former", slug="country"
    )
    rewrite(folder / "members.csv", lambda rows: rows[0].update(iso3="QQQ"))
    report = load_reference(folder)
    assert report.left["barred"] == [f"دولة «{armenia}» / «دولة»"]
    armenia.refresh_from_db()
    assert armenia.iso3 == "ARM"


def test_the_same_record_made_before_the_load_is_recognised():
    LoadedRow.objects.all().delete()
    report = load_reference()
    assert all(set(counts) == {"unchanged"} for counts in report.counts.values())
    assert all(set(counts) == {"unchanged"} for counts in load_reference().counts.values())


@pytest.mark.parametrize(
    ("file", "row", "change", "line", "column"),
    [
        ("members.csv", 2, {"iso3": "ARM"}, 4, "iso3"),
        ("initiatives.csv", 1, {"initiative_id": "ini-1", "date": "2002-10-07"}, 4,
         "initiative_id"),
    ],
)  # fmt: skip
def test_what_only_one_record_can_have_is_named_where_two_rows_have_it(
    folder, file, row, change, line, column
):
    rewrite(folder / file, lambda rows: rows[row].update(change))
    assert [problem[:3] for problem in problems_of(folder)] == [(file, line, column)]


def test_what_the_database_alone_refuses_is_named_with_its_line(folder, monkeypatch):
    def refuse(self, *args, **kwargs):
        raise IntegrityError("refused")

    rewrite(folder / "cities.csv", lambda rows: rows[1].update(name_ru="Имя"))
    monkeypatch.setattr(City, "save", refuse)
    assert [problem[:2] for problem in problems_of(folder)] == [("cities.csv", 3)]


@pytest.mark.parametrize(
    ("file", "row", "change", "line", "column"),
    [
        ("summits.csv", 0, {"date_start": "2002-02-31"}, 2, "date_start"),
        ("summits.csv", 1, {"kind": "party"}, 3, "kind"),
        ("summits.csv", 2, {"city_id": "atlantis"}, 4, "city_id"),
        ("summits.csv", 2, {"title_ar": ""}, 4, "title_ar"),
        ("members.csv", 0, {"name_ar": " أرمينيا"}, 2, "name_ar"),
        ("persons.csv", 0, {"acting": "maybe"}, 2, "acting"),
        ("cities.csv", 0, {"lat": "91"}, 2, "lat"),
        ("initiatives.csv", 0, {"initiative_id": "x-1"}, 2, "initiative_id"),
        ("attendance.csv", 0, {"member_iso2": "XX"}, 2, "member_iso2"),
    ],
)  # fmt: skip
def test_a_malformed_cell_is_named_and_nothing_is_loaded(folder, file, row, change, line, column):
    Summit.objects.filter(slug="2002-05-14-moscow").update(venue="قبل التحميل")
    rewrite(folder / file, lambda rows: rows[row].update(change))
    [problem] = problems_of(folder)
    assert (problem.file, problem.line, problem.column) == (file, line, column)
    assert any("\u0600" < letter < "\u06ff" for letter in problem.reason)
    assert Summit.objects.get(slug="2002-05-14-moscow").venue == "قبل التحميل"


def test_a_row_with_too_few_cells_is_named(folder):
    path = folder / "cities.csv"
    path.write_text(path.read_text(encoding="utf-8") + "paris,باريس\n", encoding="utf-8")
    [problem] = problems_of(folder)
    assert (problem.file, problem.line) == ("cities.csv", 16)


def test_a_key_that_stands_twice_is_named(folder):
    rewrite(folder / "summits.csv", lambda rows: rows.append(dict(rows[0])))
    assert [(p.line, p.column) for p in problems_of(folder)] == [(47, "summit_id")]


def test_a_rule_of_the_database_is_reported_with_its_line(folder):
    rewrite(folder / "summits.csv", lambda rows: rows[5].update(date_end="2006-06-22"))
    [problem] = problems_of(folder)
    assert (problem.file, problem.line) == ("summits.csv", 7)


def test_a_missing_file_is_named(folder):
    (folder / "members.csv").unlink()
    assert "members.csv" in {problem.file for problem in problems_of(folder)}


def test_a_file_that_is_no_text_is_named(folder):
    (folder / "arabic.csv").write_bytes(b"\xff\xfe\x00\x00")
    assert "arabic.csv" in {problem.file for problem in problems_of(folder)}


def test_the_command_tells_what_is_wrong_in_arabic(folder):
    rewrite(folder / "summits.csv", lambda rows: rows[1].update(kind="party"))
    with pytest.raises(CommandError, match=r"لم يُحمَّل شيء(.|\n)*السطر 3.*kind.*party"):
        call_command("load_reference", folder)


def test_the_command_tells_what_was_left_alone_in_arabic(minsk, capsys):
    minsk.attendances.get(member__slug="armenia").delete()
    call_command("load_reference")
    assert "حذفه محرر فتُرك: حضور «csto-2023-11-23-minsk|AM»" in capsys.readouterr().out
