import { useEffect, useMemo, type RefObject } from 'react'
import { Arcs, type Arc } from './Arcs'
import { blockAt, blocksOf } from './blocks'
import { reveal } from './dom'
import { piecesOf, shownIn, type Piece } from './drawn'
import { offsetsOf, type CodePoint, type Utf16 } from './offsets'
import { cut, type Range } from './steps'
import { TextBlock } from './TextBlock'
import { useHand } from './useHand'
import { useNear, useSize } from './useLayout'
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
  const { stage, text, arcs = NONE, focus, found, foundAt, held, onSelect, onJoin } = props
  const offsets = useMemo(() => offsetsOf(text), [text])
  const blocks = useMemo(() => blocksOf(text), [text])
  // Cut once: whether a block has to be drawn again is seen without reading its text.
  const texts = useMemo(() => blocks.map(({ start, end }) => text.slice(start, end)), [blocks, text])
  const near = useNear(stage, blocks.length)
  const size = useSize(stage)
  const marks = useMemo(() => {
    const units = ([from, to]: readonly [CodePoint, CodePoint]): Range => [
      offsets.toUnits(from),
      offsets.toUnits(to),
    ]
    return shownIn(props.marks.map(({ fragments, ...mark }) => ({ ...mark, at: fragments.map(units) })))
  }, [offsets, props.marks])
  const selected = useMemo(
    (): Range | null =>
      props.selected && [offsets.toUnits(props.selected.at[0]), offsets.toUnits(props.selected.at[1])],
    [offsets, props.selected],
  )
  const pieces = useMemo(
    () => piecesOf(blocks, near, { marks, focus, selected, found, foundAt }),
    [blocks, focus, found, foundAt, marks, near, selected],
  )
  const places = useMemo(
    () => new Map(marks.flatMap(({ key, at }) => (at[0] ? [[key, at[0]] as const] : []))),
    [marks],
  )
  const isNear = useMemo(() => (unit: Utf16) => near.has(blockAt(blocks, unit)), [blocks, near])

  // What is taken in hand, or looked at, is brought into view.
  const inHand = focus === null ? undefined : places.get(focus)
  useEffect(() => {
    if (stage.current && inHand) reveal(stage.current, blocks, inHand)
  }, [blocks, inHand, stage])
  useEffect(() => {
    if (stage.current && foundAt) reveal(stage.current, blocks, foundAt)
  }, [blocks, foundAt, stage])

  const { drawing, on } = useHand(stage, {
    ground: { text, marks, focus, selected, held, joins: onJoin !== undefined },
    blocks,
    active: props.active,
    onSelect: (range) => {
      onSelect(
        range && { at: [offsets.toPoints(range[0]), offsets.toPoints(range[1])], text: cut(text, range) },
      )
    },
    onFocus: props.onFocus,
    onKey: props.onKey,
    onJoin,
  })
  return (
    <div
      ref={stage}
      className={styles.stage}
      data-held={held || undefined}
      data-roomy={onJoin ? '' : undefined}
      role="textbox"
      aria-readonly
      aria-multiline
      aria-label={props.label}
      tabIndex={0}
      {...on}
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
