import { useEffect, useMemo, useRef, useState, type PointerEvent, type RefObject } from 'react'
import { localPoint, pointerOf, type LocalPoint, type ScreenPoint } from '@/geometry/frames'
import { Arcs, type Arc } from './Arcs'
import { blockAt, blocksOf, type Block } from './blocks'
import { reveal, unitAt, unitOf } from './dom'
import { lanesOf } from './lanes'
import { offsetsOf, utf16, type CodePoint, type Utf16 } from './offsets'
import { cut, signBorder, trimmed, wordAt, type Range } from './steps'
import { TextBlock, type Piece } from './TextBlock'
import { inDirection, wordStep } from './walk'
import { useStageKeys } from './useStageKeys'
import styles from './TextStage.module.css'

/** Something that is marked in the text. */
export interface Mark {
  key: string
  name: string
  color: string
  fragments: (readonly [CodePoint, CodePoint])[]
}

/** A selected stretch: its place, and what stands there. */
export interface Selected {
  at: [CodePoint, CodePoint]
  text: string
}

interface StageProps {
  stage: RefObject<HTMLDivElement | null>
  text: string
  label: string
  marks: readonly Mark[]
  arcs?: readonly Arc[]
  /** The key of the mark in hand. */
  focus: string | null
  selected: Selected | null
  /** Places that a search found, and the one that is looked at. */
  found: readonly Range[]
  foundAt: Range | null
  /** Whether the next selection is marked at once. */
  held: boolean
  /** Whether keys reach it. */
  active: boolean
  /** What has just happened, for those who don't see it. */
  said: string
  onSelect: (selected: Selected | null) => void
  onFocus: (key: string | null) => void
  /** Keys besides those that select; true: it took the key. */
  onKey: (key: string) => boolean
  /** An arc was drawn from one mark to another. */
  onJoin?: ((from: string, to: string) => void) | undefined
}

/** A text that is read and marked. */
export function TextStage(props: StageProps) {
  const { stage, text, marks, arcs = NONE, focus, selected, found, foundAt, onSelect, onFocus } = props
  const offsets = useMemo(() => offsetsOf(text), [text])
  const blocks = useMemo(() => blocksOf(text), [text])
  // Cut once: whether a block has to be drawn again is seen without reading its text.
  const texts = useMemo(() => blocks.map(({ start, end }) => text.slice(start, end)), [blocks, text])
  const { near, isNear } = useNear(stage, blocks.length, blocks)
  const size = useSize(stage)
  const [drawing, setDrawing] = useState<{ from: string; to: LocalPoint } | null>(null)
  /** Where a selection by keys began, and where it is. */
  const walk = useRef<{ anchor: Range; head: Range } | null>(null)
  const caret = useRef(utf16(0))
  const pressed = useRef(false)

  const units = useMemo(
    () =>
      marks.map((mark) => ({
        mark,
        at: mark.fragments.map(([a, b]): Range => [offsets.toUnits(a), offsets.toUnits(b)]),
      })),
    [marks, offsets],
  )
  const lanes = useMemo(
    () => lanesOf(units.map(({ at }) => ({ start: at[0]?.[0] ?? 0, end: at.at(-1)?.[1] ?? 0 }))),
    [units],
  )
  const places = useMemo(
    () => new Map(units.flatMap(({ mark, at }) => (at[0] ? [[mark.key, at[0]] as const] : []))),
    [units],
  )
  const selectedUnits = useMemo(
    (): Range | null => selected && [offsets.toUnits(selected.at[0]), offsets.toUnits(selected.at[1])],
    [offsets, selected],
  )

  const pieces = useMemo(() => {
    const drawn = blocks.map((): Piece[] => [])
    const add = (at: Range, piece: Omit<Piece, 'at' | 'goesOn'>) => {
      for (let n = blockAt(blocks, at[0]); n < blocks.length; n++) {
        const block = blocks[n]
        if (!block || block.start >= at[1]) break
        if (!near.has(n)) continue
        const row = drawn[n]
        row?.push({
          ...piece,
          at: [utf16(Math.max(0, at[0] - block.start)), utf16(Math.min(block.end, at[1]) - block.start)],
          first: piece.first && at[0] >= block.start,
          last: piece.last && at[1] <= block.end,
          goesOn: row.at(-1)?.key === piece.key && piece.sort === 'mark',
        })
      }
    }
    const plain = { name: '', color: '', lane: 0, first: false, last: false, focus: false }
    for (const at of found) add(at, { ...plain, key: 'found', sort: at === foundAt ? 'at' : 'found' })
    if (selectedUnits) add(selectedUnits, { ...plain, key: 'selected', sort: 'selected' })
    units.forEach(({ mark, at }, i) => {
      at.forEach((range, n) => {
        const { key, name, color } = mark
        const ends = { first: n === 0, last: n === at.length - 1, lane: lanes[i] ?? 0, focus: key === focus }
        add(range, { key, name, color, sort: 'mark', ...ends })
      })
    })
    return drawn
  }, [blocks, focus, found, foundAt, lanes, near, selectedUnits, units])

  // What is taken in hand is brought into view.
  const focusPlace = focus === null ? undefined : places.get(focus)
  useEffect(() => {
    if (stage.current && focusPlace) reveal(stage.current, blocks, focusPlace)
  }, [blocks, focusPlace, stage])
  useEffect(() => {
    if (stage.current && foundAt) reveal(stage.current, blocks, foundAt)
  }, [blocks, foundAt, stage])

  const take = (range: Range | null) => {
    onSelect(
      range && { at: [offsets.toPoints(range[0]), offsets.toPoints(range[1])], text: cut(text, range) },
    )
  }

  useStageKeys(stage, props.active, (event) => {
    const { key, shiftKey } = event
    if (key.startsWith('Arrow') || key === 'Home' || key === 'End') {
      const had = walk.current
      const known = had && selectedUnits && union(had.anchor, had.head).join() === selectedUnits.join()
      // What was marked is no longer selected, but the hand is still there.
      const last = selectedUnits ?? had?.head ?? ([caret.current, caret.current] as const)
      const from = known ? had : { anchor: last, head: last }
      const next = wordStep(stage.current, blocks, text, from.head, inDirection(text, key, from.head[0]))
      if (!next) return true
      walk.current = { anchor: shiftKey && selectedUnits ? from.anchor : next, head: next }
      getSelection()?.removeAllRanges()
      const range = union(walk.current.anchor, next)
      take(range)
      if (stage.current) reveal(stage.current, blocks, next)
      return true
    }
    if (selectedUnits && '[]{}'.includes(key)) {
      const [start, end] = selectedUnits
      const way = key === '[' || key === '{' ? -1 : 1
      const range: Range =
        key === '[' || key === ']' ? [start, signBorder(text, end, way)] : [signBorder(text, start, way), end]
      if (range[0] < range[1]) take(range)
      return true
    }
    if (key === 'Escape' && selected) {
      take(null)
      return true
    }
    return props.onKey(key)
  })

  /** Marks under a place, the innermost first. */
  const marksAt = (unit: Utf16) =>
    units
      .filter(({ at }) => at.some(([a, b]) => a <= unit && unit < b))
      .sort((a, b) => lengthOf(a.at) - lengthOf(b.at))
      .map(({ mark }) => mark.key)

  const readSelection = () => {
    const selection = getSelection()
    const element = stage.current
    if (!selection || selection.isCollapsed || selection.rangeCount === 0 || !element) return null
    const range = selection.getRangeAt(0)
    const ends = [
      element.contains(range.startContainer) ? unitOf(blocks, range.startContainer, range.startOffset) : null,
      element.contains(range.endContainer) ? unitOf(blocks, range.endContainer, range.endOffset) : null,
    ]
    const [start, end] = ends
    // A selection that leaves the text is taken up to the text's own border.
    if (start == null && end == null) return null
    return trimmed(text, [start ?? utf16(0), end ?? utf16(text.length)])
  }

  // A finger selects without ever letting go of a button: what it selected is taken when it rests.
  const latest = useRef(readSelection)
  const taking = useRef(take)
  useEffect(() => {
    latest.current = readSelection
    taking.current = take
  })
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const onChange = () => {
      clearTimeout(timer)
      if (pressed.current || !matchMedia('(pointer: coarse)').matches) return
      timer = setTimeout(() => {
        const range = latest.current()
        if (range) taking.current(range)
      }, 350)
    }
    document.addEventListener('selectionchange', onChange)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('selectionchange', onChange)
    }
  }, [])

  const inStage = (at: ScreenPoint): LocalPoint =>
    localPoint(stage.current?.getBoundingClientRect() ?? { left: 0, top: 0 }, at)
  const markUnder = (point: ScreenPoint): string | null => {
    const tag = document.elementFromPoint(point.x, point.y)?.closest('[data-mark]')
    if (tag) return tag.getAttribute('data-mark')
    if (!stage.current) return null
    const at = unitAt(stage.current, blocks, point)
    return at?.on == null ? null : (marksAt(at.on)[0] ?? null)
  }

  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return
    const tag = (event.target as Element).closest('[data-mark]')?.getAttribute('data-mark')
    if (tag != null) {
      // On its name a mark is taken in hand; drawn from there to another, an arc joins the two.
      event.preventDefault()
      stage.current?.focus({ preventScroll: true })
      onFocus(tag)
      if (props.onJoin) setDrawing({ from: tag, to: inStage(pointerOf(event)) })
      return
    }
    pressed.current = true
  }
  const onPointerUp = (event: PointerEvent) => {
    if (!pressed.current) return
    pressed.current = false
    const range = readSelection()
    if (range) {
      walk.current = null
      take(range)
      getSelection()?.removeAllRanges()
      return
    }
    if (!stage.current) return
    const at = unitAt(stage.current, blocks, pointerOf(event))
    if (!at) return
    caret.current = at.unit
    walk.current = null
    const there = at.on === null ? [] : marksAt(at.on)
    // Several marks on one place: every further click takes the next one outwards.
    const next = there[(there.indexOf(focus ?? '') + 1) % Math.max(there.length, 1)] ?? null
    if (selected) onSelect(null)
    onFocus(next)
  }

  // An arc that is being drawn follows the pointer, wherever it goes.
  const joining = useRef({ markUnder, inStage, onJoin: props.onJoin })
  useEffect(() => {
    joining.current = { markUnder, inStage, onJoin: props.onJoin }
  })
  const from = drawing?.from ?? null
  useEffect(() => {
    if (from === null) return
    const onMove = (event: globalThis.PointerEvent) => {
      setDrawing({ from, to: joining.current.inStage(pointerOf(event)) })
    }
    const onUp = (event: globalThis.PointerEvent) => {
      setDrawing(null)
      const to = joining.current.markUnder(pointerOf(event))
      if (to !== null && to !== from) joining.current.onJoin?.(from, to)
    }
    window.addEventListener('pointermove', onMove)
    window.addEventListener('pointerup', onUp, { once: true })
    return () => {
      window.removeEventListener('pointermove', onMove)
      window.removeEventListener('pointerup', onUp)
    }
  }, [from])

  return (
    <div
      ref={stage}
      className={styles.stage}
      data-held={props.held || undefined}
      data-roomy={props.onJoin ? '' : undefined}
      role="textbox"
      aria-readonly
      aria-multiline
      aria-label={props.label}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerUp={onPointerUp}
      onDoubleClick={(event) => {
        const at = stage.current && unitAt(stage.current, blocks, pointerOf(event))
        const word = at && wordAt(text, at.on ?? at.unit)
        getSelection()?.removeAllRanges()
        walk.current = word && { anchor: word, head: word }
        if (word) take(word)
      }}
    >
      {texts.map((lines, n) => (
        <TextBlock key={n} n={n} text={lines} pieces={pieces[n] ?? NO_PIECES} size={size} />
      ))}
      {(arcs.length > 0 || drawing) && (
        <Arcs
          stage={stage}
          blocks={blocks}
          arcs={arcs}
          places={places}
          near={isNear}
          focus={focus}
          size={size}
          drawing={drawing}
        />
      )}
      <span className={styles.said} role="status">
        {props.said}
      </span>
    </div>
  )
}

const NONE: readonly Arc[] = []
const NO_PIECES: readonly Piece[] = []

const union = (a: Range, b: Range): Range => [a[0] < b[0] ? a[0] : b[0], a[1] > b[1] ? a[1] : b[1]]
const lengthOf = (at: Range[]) => at.reduce((sum, [a, b]) => sum + b - a, 0)

/** The blocks that are seen or nearly so; only they are drawn over. */
function useNear(stage: RefObject<HTMLElement | null>, count: number, blocks: readonly Block[]) {
  const [near, setNear] = useState<ReadonlySet<number>>(() => new Set([0, 1, 2]))
  useEffect(() => {
    const element = stage.current
    if (!element) return
    const observer = new IntersectionObserver(
      (entries) => {
        setNear((before) => {
          const now = new Set(before)
          for (const { target, isIntersecting } of entries) {
            const n = Number((target as HTMLElement).dataset.block)
            if (isIntersecting) now.add(n)
            else now.delete(n)
          }
          return now
        })
      },
      { rootMargin: '400px 0px' },
    )
    for (const block of element.querySelectorAll('[data-block]')) observer.observe(block)
    return () => {
      observer.disconnect()
    }
  }, [count, stage])
  const isNear = useMemo(() => (unit: Utf16) => near.has(blockAt(blocks, unit)), [blocks, near])
  return { near, isNear }
}

/** A number that changes when the text is laid out anew. */
function useSize(stage: RefObject<HTMLElement | null>): number {
  const [size, setSize] = useState(0)
  useEffect(() => {
    const element = stage.current
    if (!element) return
    let [width, height] = [element.clientWidth, element.clientHeight]
    const observer = new ResizeObserver(() => {
      if (element.clientWidth === width && element.clientHeight === height) return
      ;[width, height] = [element.clientWidth, element.clientHeight]
      setSize((n) => n + 1)
    })
    observer.observe(element)
    let gone = false
    void document.fonts.ready.then(() => {
      if (!gone) setSize((n) => n + 1)
    })
    return () => {
      gone = true
      observer.disconnect()
    }
  }, [stage])
  return size
}
