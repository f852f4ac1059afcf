/** Between places of a text and the page that shows it. */
import { localBox, screenPoint, widened, type LocalBox, type ScreenPoint } from '@/geometry/frames'
import { blockAt, type Block } from './blocks'
import { utf16, type Utf16 } from './offsets'
import type { Place } from './hand'
import { wordAt, wordFrom, wordUpTo, type Range as Stretch } from './steps'

/** The node that holds the text of the n-th block: its only one. */
export function nodeOf(stage: HTMLElement, n: number): Text | null {
  const node = stage.querySelector(`[data-block="${String(n)}"] > [data-text]`)?.firstChild
  return node instanceof Text ? node : null
}

/** The place of a node and an offset in it; null when it lies outside the text. */
export function unitOf(blocks: readonly Block[], node: Node, offset: number): Utf16 | null {
  const element = node instanceof Element ? node : node.parentElement
  const block = element?.closest<HTMLElement>('[data-block]')
  const at = blocks[Number(block?.dataset.block)]
  if (!block || !at) return null
  if (node instanceof Text) return utf16(at.start + offset)
  // Around the text rather than in it: its start, or its end when something lies before the place.
  return offset === 0 ? at.start : at.end
}

/** The place under a point, and whether the point lies on the character there or only near it. */
export function unitAt(stage: HTMLElement, blocks: readonly Block[], point: ScreenPoint): Place | null {
  const { x, y } = point
  const caret = caretAt(point)
  if (!caret || !stage.contains(caret.node)) return null
  const unit = unitOf(blocks, caret.node, caret.offset)
  if (unit === null) return null
  // The caret is the nearer border; the character under the point lies on either side of it.
  for (const at of [unit, utf16(unit - 1)]) {
    const boxes = at < 0 ? [] : pageBoxes(stage, blocks, [at, utf16(at + 1)])
    if (boxes.some((b) => b.left - 1 <= x && x <= b.right + 1 && b.top - 2 <= y && y <= b.bottom + 14))
      return { unit, on: at }
  }
  return { unit, on: null }
}

function caretAt({ x, y }: ScreenPoint): { node: Node; offset: number } | null {
  if ('caretPositionFromPoint' in document) {
    const found = document.caretPositionFromPoint(x, y)
    return found && { node: found.offsetNode, offset: found.offset }
  }
  // Safari's older name for it.
  const found = (document as Document).caretRangeFromPoint(x, y)
  return found && { node: found.startContainer, offset: found.startOffset }
}

/** Where a stretch is shown, one box for each piece of a line, as the window sees it. */
export function pageBoxes(stage: HTMLElement, blocks: readonly Block[], [start, end]: Stretch): DOMRect[] {
  const boxes: DOMRect[] = []
  const range = document.createRange()
  for (let n = blockAt(blocks, start); n < blocks.length; n++) {
    const block = blocks[n]
    if (!block || block.start >= end) break
    const node = nodeOf(stage, n)
    if (!node) continue
    range.setStart(node, Math.max(0, start - block.start))
    range.setEnd(node, Math.min(node.length, end - block.start))
    boxes.push(...range.getClientRects())
  }
  return boxes
}

/** Boxes of a stretch of one node relative to an element; neighbours on a line are one. */
export function boxesIn(frame: DOMRect, node: Text, [start, end]: Stretch): LocalBox[] {
  const range = document.createRange()
  range.setStart(node, Math.min(start, node.length))
  range.setEnd(node, Math.min(end, node.length))
  const boxes: LocalBox[] = []
  for (const rect of range.getClientRects()) {
    if (rect.width < 0.5) continue
    const last = boxes.at(-1)
    const box = localBox(frame, rect)
    if (last && Math.abs(last.y - box.y) < 2 && Math.abs(last.x + last.width - box.x) < 1)
      boxes[boxes.length - 1] = widened(last, box.width)
    else boxes.push(box)
  }
  return boxes
}

/** Scroll, if need be, so that a stretch is seen. */
export function reveal(stage: HTMLElement, blocks: readonly Block[], stretch: Stretch): void {
  const [box] = pageBoxes(stage, blocks, [stretch[0], utf16(Math.max(stretch[1], stretch[0] + 1))])
  if (!box) return
  let scroller: HTMLElement | null = stage.parentElement
  while (scroller && !/auto|scroll/.test(getComputedStyle(scroller).overflowY))
    scroller = scroller.parentElement
  const frame = scroller?.getBoundingClientRect() ?? new DOMRect(0, 0, innerWidth, innerHeight)
  const [top, bottom] = [Math.max(frame.top, 0) + 48, Math.min(frame.bottom, innerHeight) - 64]
  if (box.top >= top && box.bottom <= bottom) return
  const by = box.top - (top + bottom) / 2
  ;(scroller ?? document.scrollingElement)?.scrollBy({ top: by })
}

/** What the browser has selected in the text; a selection that leaves it is taken up to the text's own border. */
export function selectedIn(stage: HTMLElement, blocks: readonly Block[], text: string): Stretch | null {
  const selection = getSelection()
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  const unit = (node: Node, offset: number) => (stage.contains(node) ? unitOf(blocks, node, offset) : null)
  const start = unit(range.startContainer, range.startOffset)
  const end = unit(range.endContainer, range.endOffset)
  return start === null && end === null ? null : [start ?? utf16(0), end ?? utf16(text.length)]
}

/** Lines that are looked at for a word: empty ones are passed over. */
const LINES = 8

/** The word above or below a stretch, about where it begins; null where there is none. */
export function otherLine(
  stage: HTMLElement,
  blocks: readonly Block[],
  text: string,
  from: Stretch,
  way: 1 | -1,
): Stretch | null {
  const here: Stretch = [from[0], utf16(Math.max(from[1], from[0] + 1))]
  // What is not seen can't be pointed at.
  reveal(stage, blocks, here)
  const [box] = pageBoxes(stage, blocks, here)
  if (!box) return null
  const line = parseFloat(getComputedStyle(stage).lineHeight)
  const x = box.left + Math.min(box.width / 2, 40)
  for (let n = 1; n <= LINES; n++) {
    const at = unitAt(stage, blocks, screenPoint(x, box.top + box.height / 2 + way * n * line))
    if (!at) return null
    const word = wordAt(text, at.unit) ?? (way === 1 ? wordUpTo(text, at.unit) : wordFrom(text, at.unit))
    if (word && (way === 1 ? word[0] >= from[1] : word[1] <= from[0])) return word
  }
  return null
}
