"""Gestures in a text that is marked: the mouse goes where the words are."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect


def quotes(page: Page, name: str = "Spans") -> list[str]:
    """What the list of spans says, in order."""
    rows = page.get_by_role("heading", name=name).locator("xpath=following-sibling::ul[1]/li")
    return [" ".join(row.get_by_role("button").first.inner_text().split("\n")) for row in rows.all()]


def spans_are(page: Page, *said: str) -> None:
    """Wait until the list says this."""
    for name in said:
        expect(page.get_by_role("button", name=name, exact=True)).to_be_visible()
    assert quotes(page) == list(said)


def box_of(page: Page, words: str, nth: int = 0) -> dict[str, float]:
    """Where words are shown: the box of their first line, in pixels of the window."""
    found: dict[str, float] | None = page.evaluate(
        """([words, nth]) => {
            for (const holder of document.querySelectorAll('[data-text]')) {
                const node = holder.firstChild
                let at = -1
                do at = node.data.indexOf(words, at + 1)
                while (at >= 0 && nth-- > 0)
                if (at < 0) continue
                const range = document.createRange()
                range.setStart(node, at)
                range.setEnd(node, at + words.length)
                holder.parentElement.scrollIntoView({block: 'center'})
                const {left, right, top, bottom} = range.getClientRects()[0]
                return {left, right, top, bottom, x: (left + right) / 2, y: (top + bottom) / 2}
            }
            return null
        }""",
        [words, nth],
    )
    assert found is not None, words
    return found


def drag_over(page: Page, words: str, *, backwards: bool = False) -> None:
    """Select words with the mouse, from their first to their last pixel."""
    box = box_of(page, words)
    ends = [box["left"] + 1, box["right"] - 1]
    start, end = reversed(ends) if backwards else ends
    page.mouse.move(start, box["y"])
    page.mouse.down()
    page.mouse.move((start + end) / 2, box["y"], steps=4)
    page.mouse.move(end, box["y"], steps=4)
    page.mouse.up()


def double_click(page: Page, words: str) -> None:
    """Double click in the middle of words."""
    box = box_of(page, words)
    page.mouse.dblclick(box["x"], box["y"])


def tap(page: Page, words: str) -> None:
    """Tap in the middle of words."""
    box = box_of(page, words)
    page.touchscreen.tap(box["x"], box["y"])


def fragments(answer: dict[str, Any]) -> list[tuple[str, str, list[list[int]]]]:
    """Label, quote and place of each span of an answer."""
    return [(span["label"], span["text"], span["fragments"]) for span in answer["spans"]]
