"""Hard texts stay where they stand, in pixels: nothing beside them is drawn on their other side."""

import pytest

from tests.furnishing import ADVERSARIAL, HOSTILE

pytestmark = pytest.mark.browser

PAGES = (
    f"/articles/{ADVERSARIAL}/",
    "/articles/?year=2003",
    "/sources/",
    "/sources/nato-32/",
    "/stories/2/",
    "/search/?q=NATO",
)
# Each hard text and what is written before and after it in the same line of the same block: what
# comes before must be drawn to its right, what comes after to its left. Told where it is not.
MOVED = """hostile => {
    const main = document.querySelector('main'), faults = [];
    const block = node => {
        let at = node.parentElement;
        while (getComputedStyle(at).display.startsWith('inline')) at = at.parentElement;
        return at;
    };
    const boxes = node => {
        const range = document.createRange(), text = node.data;
        range.setStart(node, text.length - text.trimStart().length);
        range.setEnd(node, text.trimEnd().length);
        return [...range.getClientRects()].filter(box => box.width > 1);
    };
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT), texts = [];
    while (walker.nextNode()) if (walker.currentNode.data.trim()) texts.push(walker.currentNode);
    const sameLine = (a, b) => Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
        > Math.min(a.height, b.height) / 2;
    texts.forEach((hard, place) => {
        if (!hard.data.includes(hostile)) return;
        const own = boxes(hard), home = block(hard);
        texts.forEach((other, at) => {
            if (at == place || block(other) != home) return;
            for (const box of boxes(other)) for (const mine of own) if (sameLine(box, mine)) {
                const right = (box.left + box.right) / 2 > (mine.left + mine.right) / 2;
                if (right != at < place)
                    faults.push([home.outerHTML.slice(0, 300), other.data.trim()]);
            }
        });
    });
    return faults;
}"""
COUNT = "hostile => document.querySelector('main').textContent.split(hostile).length - 1"


@pytest.mark.parametrize("path", PAGES)
def test_what_stands_beside_a_hard_text_is_not_moved(every_page, path):
    assert every_page.goto(path).status == 200
    assert every_page.evaluate(COUNT, HOSTILE) >= 1
    assert every_page.evaluate(MOVED, HOSTILE) == []


def test_a_text_that_is_not_isolated_is_seen_to_move_its_neighbours(page):
    page.goto("/search/")
    page.evaluate(
        "text => document.querySelector('main').innerHTML = `<p>${text} <span>12</span></p>`",
        "قال NATO",
    )
    assert page.evaluate(MOVED, "قال NATO")
    page.evaluate("document.querySelector('p').innerHTML = '<bdi>قال NATO</bdi> <span>12</span>'")
    assert page.evaluate(MOVED, "قال NATO") == []
