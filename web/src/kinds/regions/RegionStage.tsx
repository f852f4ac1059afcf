import { useMemo, useRef, useState, type CSSProperties, type PointerEvent } from 'react'
import { localPoint, pointerOf, type LocalPoint } from '@/geometry/frames'
import { middleOf, toPicture } from '@/geometry/picture'
import { useMachine } from '@/machine/useMachine'
import { useStageKeys } from '@/machine/useStageKeys'
import { useFingers, useSpace, useWheel } from '@/picture/moving'
import styles from '@/picture/Picture.module.css'
import { AS_IT_IS, MarkLayer, PictureImage } from '@/picture/PictureLayers'
import { PictureTools } from '@/picture/PictureTools'
import { sceneOf } from '@/picture/scene'
import { useLook } from '@/picture/useLook'
import type { EditorProps } from '../contract'
import { Cross } from './Cross'
import { marksOf, penOf, type Work } from './craft'
import type { HandEffect, HandEvent } from './hand'
import type { Move } from './keys'
import { markedPicture, type Region, type RegionQuestion } from './schema'
import { labelNow, type RegionView } from './view'
import { words as s } from './words'

const NONE: never[] = []
/** What was copied last of each kind, on whichever item: it can be put into the next one. */
const clipboard = new Map<string, Region>()

type StageProps<Q extends RegionQuestion, A, R extends Region, V extends RegionView, G, D> = EditorProps<
  Q,
  A,
  G
> & {
  work: Work<Q, A, R, V, G, D>
}

/** The picture of an item with the regions in it: the half of the editor that lies where the material lies. */
export function RegionStage<Q extends RegionQuestion, A, R extends Region, V extends RegionView, G, D>(
  props: StageProps<Q, A, R, V, G, D>,
) {
  const { question, parts } = props
  const part = markedPicture(question, parts)
  if (!part?.url) return <p>{s.noPicture(question.part)}</p>
  return <PictureStage key={part.url} {...props} url={part.url} />
}

function PictureStage<Q extends RegionQuestion, A, R extends Region, V extends RegionView, G, D>(
  props: StageProps<Q, A, R, V, G, D> & { url: string },
) {
  const { question, answer, url, onView, onGesture, work, readOnly = false } = props
  const part = markedPicture(question, props.parts)
  const regions: readonly R[] = answer ? work.regionsOf(answer) : NONE
  const view = work.viewed(props.view)
  const stage = useRef<HTMLDivElement>(null)
  const picture = useMemo(
    () => ({ width: part?.width ?? 1, height: part?.height ?? 1 }),
    [part?.height, part?.width],
  )
  const looking = useLook(stage, picture)
  const { view: look, size } = looking
  const [light, setLight] = useState(AS_IT_IS)
  const [cross, setCross] = useState(false)
  // Whether the last key was Enter or Space and drew something, and whether it was said that the next one submits nothing.
  const drew = useRef(false)
  const [told, setTold] = useState(false)
  const [pointer, setPointer] = useState<LocalPoint | null>(null)
  const space = useSpace(stage)

  const { outlineOf } = work
  const scene = useMemo(() => sceneOf(marksOf(question, regions, outlineOf)), [outlineOf, question, regions])
  const focused = regions.find(({ id }) => id === view.focus) ?? null
  const left = useMemo(
    () => new Set(view.focus === null ? view.hidden : [...view.hidden, view.focus]),
    [view.focus, view.hidden],
  )

  const label = labelNow(question, view)
  const ground = { question, regions, view, label, look, picture, readOnly }
  const [doing, tell] = useMachine(
    () => work.rest,
    (was, event: HandEvent) => work.hand(ground, was, event),
    (effect: HandEffect<G, V>) => {
      if (effect.do === 'send') onGesture(effect.gesture)
      else if (effect.do === 'take') onView({ ...view, focus: effect.region })
      else if (effect.do === 'view') onView(effect.view)
      else looking.pan(effect.right, effect.down)
    },
  )
  const draws = work.draws(doing, view)

  const does = (move: Move<R, G, V>) => {
    switch (move.do) {
      case 'send':
        onGesture(move.gesture)
        return
      case 'view':
        onView(move.view)
        return
      case 'copy':
        clipboard.set(question.kind, move.region)
        return
      case 'zoom':
        looking.zoom(move.factor)
        return
      case 'pan':
        looking.pan(move.right, move.down)
        return
      case 'reveal':
        looking.reveal(move.point)
        return
      case 'fit':
        looking.fit()
        return
      case 'original':
        looking.original()
        return
      case 'cross':
        setCross(!cross)
        return
      case 'drop':
        tell({ is: 'drop' })
    }
  }
  useStageKeys(
    stage,
    props.active,
    (event) => {
      // From elsewhere Tab goes where it always goes; on the picture it goes from region to region.
      if (event.key === 'Tab' && event.target !== stage.current) return false
      // Who holds it down a moment too long submits nothing by it, nor who presses it once more than the drawing took.
      const plain = !(event.ctrlKey || event.metaKey || event.altKey)
      const ends = plain && (event.key === 'Enter' || event.key === ' ')
      if (ends && event.repeat) return true
      const sight = {
        centre: toPicture(look, middleOf(size)),
        halfWidth: size.width / look.scale / 2,
        halfHeight: size.height / look.scale / 2,
      }
      const press = {
        key: event.key,
        ctrl: event.ctrlKey || event.metaKey,
        shift: event.shiftKey,
        alt: event.altKey,
      }
      const copied = (clipboard.get(question.kind) ?? null) as R | null
      const moves = work.keyed({ ...ground, sight, copied }, press, draws)
      moves?.forEach(does)
      if (ends && moves === null && drew.current) {
        setTold(true)
        return true
      }
      if (!['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) {
        drew.current = ends && moves !== null
        setTold(false)
      }
      return moves !== null
    },
    true,
  )

  const inStage = (event: { clientX: number; clientY: number }) =>
    localPoint(stage.current?.getBoundingClientRect() ?? { left: 0, top: 0 }, pointerOf(event))
  const fingers = useFingers(looking.zoom, looking.pan, () => {
    tell({ is: 'drop' })
  })
  const on = {
    onPointerDown: (event: PointerEvent<HTMLDivElement>) => {
      if (event.target instanceof Element && event.target.closest('[data-apart]')) return
      stage.current?.focus({ preventScroll: true })
      drew.current = false
      setTold(false)
      event.currentTarget.setPointerCapture(event.pointerId)
      const at = inStage(event)
      if (fingers.down(event, at)) return
      const pans = event.button === 1 || space
      if (event.button > 1) return
      event.preventDefault()
      tell({ is: 'down', at, on: handleUnder(event.target), pans })
    },
    onPointerMove: (event: PointerEvent<HTMLDivElement>) => {
      const at = inStage(event)
      if (fingers.move(event, at)) return
      if (cross) setPointer(at)
      tell({ is: 'move', at, whole: event.shiftKey })
    },
    onPointerUp: (event: PointerEvent<HTMLDivElement>) => {
      if (fingers.up(event)) return
      tell({ is: 'up', at: inStage(event) })
    },
    onPointerCancel: (event: PointerEvent<HTMLDivElement>) => {
      fingers.up(event)
      tell({ is: 'drop' })
    },
    onPointerLeave: () => {
      setPointer(null)
      tell({ is: 'gone' })
    },
    onDoubleClick: (event: { clientX: number; clientY: number }) => {
      tell({ is: 'twice', at: inStage(event) })
    },
  }
  useWheel(stage, looking.zoom, looking.pan)

  const pen = penOf(question, focused?.label ?? null)
  const shown = draws || (focused && !view.hidden.includes(focused.id))
  return (
    <section className={styles.frame} aria-label={part?.title || part?.name}>
      <PictureTools
        looking={looking}
        light={light}
        onLight={setLight}
        cross={cross}
        onCross={setCross}
        words={s}
      />
      <div
        ref={stage}
        className={styles.stage}
        data-pans={space || work.pans(doing) || undefined}
        dir="ltr"
        style={{ '--picture-shape': picture.height / picture.width } as CSSProperties}
        role="application"
        aria-label={s.stage(question.title)}
        tabIndex={0}
        {...on}
      >
        <PictureImage url={url} alt="" picture={picture} view={look} light={light} failed={s.failed} />
        <MarkLayer scene={scene} view={look} size={size} left={left} />
        {shown && (
          <work.Active
            ground={ground}
            doing={doing}
            region={focused}
            pen={pen}
            next={penOf(question, label)}
            look={look}
            size={size}
          />
        )}
        {cross && pointer && <Cross at={pointer} size={size} />}
        {told && (
          <p className={styles.told} role="status" dir="auto">
            {s.submitBy}
          </p>
        )}
        <span className={styles.said} role="status">
          {work.said?.(view) ?? (focused ? s.said(pen.name, work.placeOf(focused)) : '')}
        </span>
      </div>
    </section>
  )
}

/** The name of the handle under a pointer. */
const handleUnder = (target: EventTarget): string | null =>
  target instanceof SVGElement ? (target.dataset.handle ?? null) : null
