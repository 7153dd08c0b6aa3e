"""The sheets, the drawings and the pages about the archive itself."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings
from lxml import etree

from csto_archive import fonts, sheets, urls, versions
from csto_archive.templatetags.icons import icon
from tests.site.reading import squeezed, visible_text

SITE = settings.BASE_DIR / "static" / "site"
TEMPLATES = settings.BASE_DIR / "templates"
ICONS = sorted(path.stem for path in (TEMPLATES / "icons").iterdir())
# Written by the code, not by a template; a prefix is one of a family: «stamp-held».
WRITTEN_ELSEWHERE = {"said", "anchor", "icon", "icon-dir", "slight", "moved"}
PREFIXES = ("stamp-", "confidence-", "attendance-", "state-", "swatch-", "room-", "span-")
# Names that readers never see styled: for tests and for scripts.
UNSTYLED = {"summit-line", "attendance", "citation", "versions", "chevron"}
PHYSICAL = re.compile(
    r"(?:^|[\s;{(])(?:(?:margin|padding|border)-(?:left|right|top|bottom)|left|right|top|bottom"
    r"|(?:min-|max-)?(?:width|height)|letter-spacing|text-align: (?:left|right|justify)"
    r"|font-style: italic)\s*:",
    re.MULTILINE,
)


def uncommented(path: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


def css(path: Path) -> str:
    """A sheet without its comments and without the conditions of its media."""
    return re.sub(r"@(?:media|import|supports)[^{;]*", "", uncommented(path))


def own_sheets() -> list[Path]:
    return [SITE / name for name in (*sheets.SHEETS, "styleguide.css")]


def classes(path: Path) -> set[str]:
    selectors = re.findall(r"([^{};]+)\{", css(path))
    return set(re.findall(r"\.([a-zA-Z][\w-]*)", " ".join(selectors)))


def templates() -> str:
    public = (
        p for p in TEMPLATES.rglob("*.html") if "admin" not in p.parts and "api" not in p.parts
    )
    return "\n".join(path.read_text(encoding="utf-8") for path in public)


def drawings() -> str:
    """The code that draws charts and strips, which names the parts of them."""
    charts = settings.BASE_DIR / "csto_archive" / "charts"
    return "".join((charts / name).read_text(encoding="utf-8") for name in ("svg.py", "strips.py"))


def used_classes() -> set[str]:
    """As they are written out: what the code puts together is not among them."""
    written = re.sub(r"\{%.*?%\}", " ", templates())
    values = re.findall(r'class="([^"]*)"', re.sub(r'[^\s"]*\{\{.*?\}\}[^\s"]*', " ", written))
    return {name for value in values for name in value.split()}


def test_no_rule_of_the_sheets_is_dead():
    drawn = " ".join(re.findall(r'f?"([a-z {]+)[^"]*"', drawings())).split()
    used = used_classes() | WRITTEN_ELSEWHERE | set(drawn)
    ruled = set().union(*map(classes, own_sheets()))
    dead = {name for name in ruled - used if not name.startswith(PREFIXES)}
    assert dead == set()
    text = templates() + drawings()
    families = {prefix for prefix in PREFIXES if any(n.startswith(prefix) for n in ruled)}
    assert {prefix for prefix in families if f"{prefix}{{" not in text} == set()


def test_every_class_has_a_rule():
    ruled = set().union(*map(classes, SITE.glob("*.css")))
    known = {name for name in used_classes() if not name.startswith(PREFIXES)}
    assert known - ruled - UNSTYLED == set()


@pytest.mark.parametrize("sheet", own_sheets(), ids=lambda path: path.name)
def test_a_sheet_knows_no_left_and_right_and_stays_in_its_layer(sheet):
    text = css(sheet)
    assert PHYSICAL.findall(text) == []
    outside = re.sub(
        r"@layer [^{]*\{(?:[^{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*\}", "", text
    )
    assert re.sub(r"@layer [^;]*;|[\s{}]", "", outside) == ""


def test_readers_get_all_sheets_in_one_file(tmp_path):
    assert sheets.build(SITE, tmp_path)
    assert not sheets.build(SITE, tmp_path)
    bundle = (tmp_path / sheets.BUNDLE).read_text(encoding="utf-8")
    assert bundle.startswith("@layer tokens, elements, layout, parts, print;")
    for name in sheets.SHEETS:
        assert " ".join(uncommented(SITE / name).split()) in " ".join(bundle.split())
    assert "/*" not in bundle
    (tmp_path / sheets.BUNDLE).write_text("old")
    assert sheets.build(SITE, tmp_path)


def test_a_page_asks_for_one_sheet_and_one_script(read, db):
    page = read("/about/")
    assert page.xpath("//link[@rel='stylesheet']/@href") == ["/static/site/site.css"]
    assert page.xpath("//script/@src") == ["/static/site/start.js"]
    versions.forget()
    with override_settings(DEBUG=True):
        links = read("/about/").xpath("//link[@rel='stylesheet']/@href")
    assert links == [f"/static/site/{name}" for name in sheets.SHEETS]


@pytest.mark.parametrize("name", ICONS)
def test_a_drawing_is_unseen_by_who_hears_and_has_the_colour_of_the_text(name):
    drawing = etree.fromstring(icon(name))
    assert drawing.get("aria-hidden") == "true"
    assert drawing.get("viewBox") == "0 0 24 24"
    assert len(drawing)
    for part in drawing.iter():
        assert not {"style", "id"} & set(part.attrib)
        assert part.get("fill", "currentColor") == "currentColor"
        assert part.get("stroke") is None


def test_every_drawing_that_a_template_asks_for_is_there():
    asked = set(re.findall(r'\{% icon "([\w-]+)" %\}', templates()))
    assert asked <= set(ICONS)


def test_the_licences_of_the_fonts_are_linked_where_the_build_puts_them(read, db):
    links = read("/about/").xpath("//main//a[contains(@href, '/fonts/')]/@href")
    built = {f"/static/fonts/{face.outputs[1]}" for face in fonts.FACES}
    assert set(links) == built


def test_the_page_about_the_archive_tells_what_its_words_mean(read, db):
    page = read("/about/")
    text = visible_text(page)
    for word in ("مؤكدة", "مرجّحة", "غير مؤكدة", "عيّنة تعليمية", "الحدود للاستدلال فقط"):
        assert word in text
    anchors = {href[1:] for href in page.xpath("//main//a/@href") if href.startswith("#")}
    footer = page.xpath("//footer//a[starts-with(@href, '/about/#')]/@href")
    wanted = anchors | {href.partition("#")[2] for href in footer}
    assert wanted <= set(page.xpath("//@id"))
    assert len(wanted) >= 8


def test_the_style_guide_is_for_those_who_change_the_pages(client, article):
    assert client.get("/styleguide/").status_code == 404
    assert not [p for p in urls.urlpatterns if getattr(p, "name", "") == "styleguide"]


def test_the_style_guide_shows_every_drawing(rf, article):
    from csto_archive import views

    page = views.styleguide(rf.get("/styleguide/")).content.decode()
    assert page.count('class="icon') >= len(ICONS)
    assert article.headline in page
    assert "stamp sample" in page


def test_the_foot_of_every_page_leads_on(read, db):
    links = read("/").xpath("//footer//a/@href")
    for address in ("/about/", "/about/#citing", "/summits/attendance/", "/feeds/articles.atom"):
        assert address in links
    assert squeezed(read("/").xpath("//footer//h2")[0]) == "الأرشيف"
