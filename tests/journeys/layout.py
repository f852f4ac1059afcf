"""What a script can say of a page's layout: what sticks out, what lies on what, on which side it begins."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

_SEEN = """() => {
  const told = (element) => {
    const name = typeof element.className === 'string' ? element.className : ''
    return `<${element.tagName.toLowerCase()} ${name}> ${(element.textContent || '').trim().slice(0, 40)}`
  }
  const shown = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
  // What scrolls or is cut by a frame of its own does not stick out of the page; what is hidden for the eye is a pixel.
  const framed = (element) => {
    for (let at = element; at && at !== document.body; at = at.parentElement) {
      const { overflowX, clipPath, position } = getComputedStyle(at)
      if (overflowX !== 'visible' || clipPath !== 'none') return true
      if (position === 'fixed') return at.getBoundingClientRect().bottom <= 0
    }
    return false
  }
  const wide = document.documentElement.clientWidth
  const texts = []
  const out = []
  for (const element of document.body.querySelectorAll('*')) {
    if (element.closest('svg, .katex, [data-layout-free]') || !shown(element)) continue
    const box = element.getBoundingClientRect()
    if (box.width === 0 || box.height === 0) continue
    if ((box.left < -1 || box.right > wide + 1) && !framed(element)) out.push(told(element))
    const own = [...element.childNodes].filter((node) => node.nodeType === 3 && node.textContent.trim() !== '')
    for (const node of own) {
      const range = document.createRange()
      range.selectNodeContents(node)
      for (const line of range.getClientRects())
        if (line.width > 2 && line.height > 2) texts.push({ element, line })
    }
  }
  // Two texts lie on each other when neither holds the other and their lines share more than a corner.
  const over = []
  const flat = texts.filter(({ element }) => !framed(element) && !element.closest('[role=dialog], [popover]'))
  for (let i = 0; i < flat.length; i++)
    for (let k = i + 1; k < flat.length; k++) {
      const [a, b] = [flat[i], flat[k]]
      if (a.element === b.element || a.element.contains(b.element) || b.element.contains(a.element)) continue
      const x = Math.min(a.line.right, b.line.right) - Math.max(a.line.left, b.line.left)
      const y = Math.min(a.line.bottom, b.line.bottom) - Math.max(a.line.top, b.line.top)
      const share = y / Math.min(a.line.height, b.line.height)
      if (x > 3 && share > 0.4) over.push(`${told(a.element)} | ${told(b.element)}`)
    }
  return { out, over }
}"""

_STARTS = """() => [...document.querySelectorAll('h1, main h2, header a, nav a')]
  .filter((element) => element.checkVisibility())
  .map((element) => {
    const box = element.getBoundingClientRect()
    const { direction, textAlign } = getComputedStyle(element)
    return { start: Math.round(direction === 'rtl' ? innerWidth - box.right : box.left), direction, textAlign }
  })"""

_TURNED = """() => {
  const other = /[\\u0590-\\u08ff]/
  const strong = /[A-Za-z\\u00c0-\\u024f\\u0590-\\u08ff]/
  const apart = (at) => /plaintext|isolate/.test(getComputedStyle(at).unicodeBidi)
  const inline = (at) => getComputedStyle(at).display === 'inline'
  const said = new Map()
  const found = []
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walk.nextNode()) {
    let at = walk.currentNode.parentElement
    if (!at.checkVisibility() || at.closest('script, style, svg, select, code, pre, [dir]:not(html)')) continue
    while (inline(at) && !apart(at)) at = at.parentElement
    if (inline(at)) continue
    const text = walk.currentNode.textContent.replace(/\\u2068[^\\u2069]*\\u2069/g, '')
    if (!apart(at) && other.test(text)) found.push(`in a line of the page: ${text.trim().slice(0, 60)}`)
    said.set(at, [...(said.get(at) ?? []), text])
  }
  // What somebody wrote is one piece, and has its own direction; a line of the page is put together.
  for (const [at, pieces] of said) {
    const text = pieces.join('')
    if (pieces.length > 1 && apart(at) && other.test(strong.exec(text)?.[0] ?? '') && /[A-Za-z]{3}/.test(text))
      found.push(`turned round: ${text.trim().slice(0, 60)}`)
  }
  return found
}"""

_LATIN = """() => {
  const found = []
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walk.nextNode()) {
    const { parentElement: at, textContent: said } = walk.currentNode
    if (!at.checkVisibility() || at.closest('[lang=en], [lang=de], code, pre, kbd, script, bdi')) continue
    if (/[A-Za-z]{3}/.test(said)) found.push(said.trim())
  }
  for (const at of document.body.querySelectorAll('[aria-label], [title], [placeholder], [alt]')) {
    if (!at.checkVisibility() || at.closest('[lang=en], [lang=de]')) continue
    for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
      const said = at.getAttribute(name)
      if (said && /[A-Za-z]{3}/.test(said)) found.push(`${name}: ${said}`)
    }
  }
  return [...new Set(found)]
}"""


def faults(page: Page) -> list[str]:
    """What sticks out of the window, and which texts lie on each other."""
    page.evaluate("document.fonts.ready.then(() => true)")
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    found: dict[str, list[str]] = page.evaluate(_SEEN)
    return (
        ([f"the page is {wider} pixels too wide"] if wider > 0 else [])
        + [f"outside: {one}" for one in found["out"]]
        + [f"overlap: {one}" for one in found["over"]]
    )


def starts(page: Page) -> list[dict[str, Any]]:
    """How far from its own starting edge each heading and each link of the frame begins, and its direction."""
    return page.evaluate(_STARTS)


def latin(page: Page) -> list[str]:
    """Texts and names on the page with a word in Latin letters."""
    return page.evaluate(_LATIN)


def turned(page: Page) -> list[str]:
    """Lines of a page in English that words from right to left mix up or turn round: a name, a reason."""
    return page.evaluate(_TURNED)
