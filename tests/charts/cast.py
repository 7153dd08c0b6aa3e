"""Charts of every form that tests look at."""

from csto_archive.charts.series import Chart, Form, Point

LONG = "قمة يوبيلية لقادة دول منظمة معاهدة الأمن الجماعي في موسكو بعد ثلاثين عاماً على المعاهدة"


def chart(*points: Point, form: Form = Form.COLUMNS, **more) -> Chart:
    fields = {
        "name": "coverage-years", "title": "ما كُتب في كل سنة", "axis": "السنة",
        "unit": "عدد المقالات", "told": "7 مقالات من 2021 إلى 2023.",
    }  # fmt: skip
    return Chart(**{**fields, "form": form, "points": points, **more})


def years(*values, first: int = 2021) -> tuple[Point, ...]:
    return tuple(Point(str(first + n), value) for n, value in enumerate(values))


CHARTS = {
    "columns": chart(*years(1, 0, 6)),
    "part": chart(
        Point("2021", 1, among=4), Point("2022", 0), Point("2023", 6, among=9),
        among="كل ما كُتب", record="armenia",
    ),
    "line": chart(*years(0.5, None, 2.25, 0.0), form=Form.LINE, about="إعلان «الأمن»"),
    "rows": chart(Point(LONG, 3), Point("<b>TASS</b> & أصدقاؤها", 12), form=Form.ROWS),
    "one": chart(*years(5)),
    "nothing": chart(*years(0, 0)),
    "no points": chart(),
    "gaps": chart(*years(None, None), form=Form.LINE),
    "huge": chart(*years(1_234_567, 3, first=1), is_sample=True),
    "many": chart(*years(*range(300), first=1), note="ملاحظة طويلة " * 30),
}  # fmt: skip
