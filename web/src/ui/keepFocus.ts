/**
 * Where the keyboard goes on when what had the focus is taken away: a button that was pressed, a row that was decided.
 *
 * A browser then begins again at the top of the page, and a screen reader falls silent. Here the nearest thing around it
 * that is still there gets the focus, so that the next Tab goes on from that place.
 */
const AROUND = 'section, article, li, form, main, [role="group"], [role="region"], [role="dialog"]'

/** Begins to keep the focus of a page; returns what ends it. */
export function keepFocus(page: Document): () => void {
  let around: Element[] = []
  let last: Element | null = null
  const came = () => {
    last = page.activeElement
    around = []
    for (let at = last?.parentElement?.closest(AROUND); at; at = at.parentElement?.closest(AROUND))
      around.push(at)
  }
  const looked = () => {
    if (last === null || last.isConnected || page.activeElement !== page.body) return
    last = null
    const place = around.find((one) => one.isConnected)
    if (!(place instanceof HTMLElement)) return
    if (place.tabIndex < 0 && !place.hasAttribute('tabindex')) {
      place.setAttribute('tabindex', '-1')
      place.addEventListener('blur', () => place.removeAttribute('tabindex'), { once: true })
    }
    place.focus({ preventScroll: true })
  }
  const seen = new MutationObserver(looked)
  page.addEventListener('focusin', came)
  seen.observe(page.body, { childList: true, subtree: true })
  return () => {
    page.removeEventListener('focusin', came)
    seen.disconnect()
  }
}
