import { useEffect, useMemo, useRef, useState, type PointerEvent } from 'react'
import { localPoint, pointerOf, type LocalPoint } from '@/geometry/frames'
import { middleOf, toPicture } from '@/geometry/picture'
import { between, type Handle } from '@/geometry/turned'
import { useMachine } from '@/machine/useMachine'
import { dashOf, markColor } from '@/picture/colors'
import styles from '@/picture/Picture.module.css'
import { AS_IT_IS, MarkLayer, PictureImage } from '@/picture/PictureLayers'
import { PictureTools } from '@/picture/PictureTools'
import { sceneOf, type Mark } from '@/picture/scene'
import { useLook } from '@/picture/useLook'
import { useStageKeys } from '@/machine/useStageKeys'
import type { EditorProps } from '../contract'
import { Active, Cross } from './Active'
import { hand, REST, type HandEffect } from './hand'
import { keyed, type Move } from './keys'
import { placeOf } from './place'
import { labelNow, viewed, type Gesture } from './reduce'
import { markedPicture, type Box, type BoxesAnswer, type BoxesQuestion } from './schema'
import { words as s } from './words'

const NONE: Box[] = []
/** What was copied last, on whichever item: it can be put into the next one. */
const clipboard: { box: Box | null } = { box: null }

/** The picture of an item with the boxes in it: the half of the editor that lies where the material lies. */
export function Stage(props: EditorProps<BoxesQuestion, BoxesAnswer, Gesture>) {
  const { question, parts } = props
  const part = markedPicture(question, parts)
  if (!part?.url) return <p>{s.noPicture(question.part)}</p>
  return <PictureStage key={part.url} {...props} url={part.url} />
}

function PictureStage(props: EditorProps<BoxesQuestion, BoxesAnswer, Gesture> & { url: string }) {
  const { question, answer, url, onView, onGesture, readOnly = false } = props
  const part = markedPicture(question, props.parts)
  const boxes = answer?.boxes ?? NONE
  const view = viewed(props.view)
  const stage = useRef<HTMLDivElement>(null)
  const picture = useMemo(
    () => ({ width: part?.width ?? 1, height: part?.height ?? 1 }),
    [part?.height, part?.width],
  )
  const looking = useLook(stage, picture)
  const { view: look, size } = looking
  const [light, setLight] = useState(AS_IT_IS)
  const [cross, setCross] = useState(false)
  const [pointer, setPointer] = useState<LocalPoint | null>(null)
  const space = useSpace(stage)

  const places = useMemo(() => new Map(question.labels.map(({ id }, n) => [id, n])), [question.labels])
  const scene = useMemo(
    () =>
      sceneOf(
        boxes.map((box): Mark => {
          const n = places.get(box.label) ?? 0
          const label = question.labels[n]
          return {
            id: box.id,
            box: box.box,
            rotation: box.rotation,
            name: label?.name ?? box.label,
            color: markColor(label?.color ?? null, n),
            dash: dashOf(n),
          }
        }),
      ),
    [boxes, places, question.labels],
  )
  const focused = scene.marks.find(({ id }) => id === view.focus) ?? null
  const left = useMemo(
    () => new Set(view.focus === null ? view.hidden : [...view.hidden, view.focus]),
    [view.focus, view.hidden],
  )

  const label = labelNow(question, view)
  const [doing, tell] = useMachine(
    () => REST,
    (was, event: Parameters<typeof hand>[2]) =>
      hand({ question, boxes, view, label, look, picture, readOnly }, was, event),
    (effect: HandEffect) => {
      if (effect.do === 'send') onGesture(effect.gesture)
      else if (effect.do === 'take') onView({ ...view, focus: effect.box })
      else looking.pan(effect.right, effect.down)
    },
  )
  const draws = doing.is === 'drawing'

  const centre = toPicture(look, middleOf(size))
  const does = (move: Move) => {
    switch (move.do) {
      case 'send':
        onGesture(move.gesture)
        return
      case 'view':
        onView(move.view)
        return
      case 'copy':
        clipboard.box = move.box
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
      // From elsewhere Tab goes where it always goes; on the picture it goes from box to box.
      if (event.key === 'Tab' && event.target !== stage.current) return false
      const sight = {
        centre,
        halfWidth: size.width / look.scale / 2,
        halfHeight: size.height / look.scale / 2,
      }
      const ground = { question, boxes, view, label, picture, sight, copied: clipboard.box, readOnly }
      const press = {
        key: event.key,
        ctrl: event.ctrlKey || event.metaKey,
        shift: event.shiftKey,
        alt: event.altKey,
      }
      const moves = keyed(ground, press, draws)
      moves?.forEach(does)
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
    },
  }
  useWheel(stage, looking.zoom, looking.pan)

  const pen = question.labels.findIndex(({ id }) => id === label)
  const drawn = draws
    ? { box: between(doing.from, doing.to, picture, 0.01), rotation: 0 }
    : 'now' in doing
      ? doing.now
      : null
  const mine = draws ? question.labels[pen] : focused
  const shape = drawn ?? focused
  const color = draws ? markColor(question.labels[pen]?.color ?? null, pen) : (focused?.color ?? '')
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
        data-pans={space || doing.is === 'panning' || undefined}
        dir="ltr"
        role="application"
        aria-label={s.stage(question.title)}
        tabIndex={0}
        {...on}
      >
        <PictureImage url={url} alt="" picture={picture} view={look} light={light} failed={s.failed} />
        <MarkLayer scene={scene} view={look} size={size} left={left} />
        {shape && !view.hidden.includes(draws ? '' : (view.focus ?? '')) && (
          <Active
            shape={shape}
            color={color}
            name={mine?.name ?? ''}
            look={look}
            size={size}
            handles={!draws && !readOnly && !view.locked.includes(view.focus ?? '')}
            turns={!draws && !readOnly && question.rotated}
          />
        )}
        {cross && pointer && <Cross at={pointer} size={size} />}
        <span className={styles.said} role="status">
          {focused ? s.said(focused.name, placeOf(focused)) : ''}
        </span>
      </div>
    </section>
  )
}

function handleUnder(target: EventTarget): Handle | 'turn' | null {
  const name = target instanceof SVGElement ? target.dataset.handle : undefined
  if (name === undefined || name === 'turn') return name ?? null
  const [x, y] = name.split(' ').map(Number)
  return { x: (x ?? 0) as Handle['x'], y: (y ?? 0) as Handle['y'] }
}

/** Whether the space bar is held over the picture, and nobody else wants it. */
function useSpace(stage: React.RefObject<HTMLElement | null>): boolean {
  const [held, setHeld] = useState(false)
  useEffect(() => {
    // Behind the desk, which may submit with it.
    const down = (event: KeyboardEvent) => {
      if (event.key !== ' ' || event.defaultPrevented || event.target !== stage.current) return
      event.preventDefault()
      setHeld(true)
    }
    const up = (event: KeyboardEvent) => {
      if (event.key === ' ') setHeld(false)
    }
    window.addEventListener('keydown', down)
    window.addEventListener('keyup', up)
    return () => {
      window.removeEventListener('keydown', down)
      window.removeEventListener('keyup', up)
    }
  }, [stage])
  return held
}

type Zoom = (factor: number, at?: LocalPoint) => void
type Pan = (right: number, down: number) => void

/** The wheel moves the picture; with Ctrl, and by pinching a touchpad, it zooms where the cursor is. */
function useWheel(stage: React.RefObject<HTMLElement | null>, zoom: Zoom, pan: Pan): void {
  const latest = useRef({ zoom, pan })
  useEffect(() => {
    latest.current = { zoom, pan }
  })
  useEffect(() => {
    const element = stage.current
    if (!element) return
    const onWheel = (event: WheelEvent) => {
      event.preventDefault()
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1
      const [right, down] = [event.deltaX * lines, event.deltaY * lines]
      if (event.ctrlKey || event.metaKey)
        latest.current.zoom(
          Math.exp(-Math.min(Math.max(down, -60), 60) / 200),
          localPoint(element.getBoundingClientRect(), pointerOf(event)),
        )
      else if (event.shiftKey && right === 0) latest.current.pan(-down, 0)
      else latest.current.pan(-right, -down)
    }
    // React listens passively, and the page would scroll.
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => {
      element.removeEventListener('wheel', onWheel)
    }
  }, [stage])
}

/** Two fingers move the picture and zoom; what one of them had begun is dropped. */
function useFingers(zoom: Zoom, pan: Pan, drop: () => void) {
  const there = useRef(new Map<number, LocalPoint>())
  const pinches = useRef(false)
  return {
    down: ({ pointerId, pointerType }: PointerEvent, at: LocalPoint): boolean => {
      if (pointerType !== 'touch') return false
      there.current.set(pointerId, at)
      if (there.current.size < 2) return false
      pinches.current = true
      drop()
      return true
    },
    move: ({ pointerId }: PointerEvent, at: LocalPoint): boolean => {
      if (!pinches.current) return false
      const before = there.current.get(pointerId)
      const other = [...there.current].find(([id]) => id !== pointerId)?.[1]
      if (!before || !other) return true
      there.current.set(pointerId, at)
      const apart = (a: LocalPoint) => Math.hypot(a.x - other.x, a.y - other.y)
      pan((at.x - before.x) / 2, (at.y - before.y) / 2)
      zoom(apart(at) / Math.max(apart(before), 1), {
        ...at,
        x: (at.x + other.x) / 2,
        y: (at.y + other.y) / 2,
      })
      return true
    },
    up: ({ pointerId }: PointerEvent): boolean => {
      there.current.delete(pointerId)
      if (!pinches.current) return false
      if (there.current.size === 0) pinches.current = false
      return true
    },
  }
}
