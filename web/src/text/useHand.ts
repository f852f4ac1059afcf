/** Tells the hand what keys and pointers do on the page, and does there what it asks for. */
import { useEffect, useRef, type PointerEvent as OnStage, type RefObject } from 'react'
import { localPoint, pointerOf, type ScreenPoint } from '@/geometry/frames'
import { useMachine } from '@/machine/useMachine'
import type { Block } from './blocks'
import { otherLine, reveal, selectedIn, unitAt } from './dom'
import { hand, marksAt, REST, takes, type Ground, type HandEffect, type HandEvent } from './hand'
import { trimmed, type Range } from './steps'
import { useStageKeys } from '@/machine/useStageKeys'

interface Wishes {
  ground: Ground
  blocks: readonly Block[]
  /** Whether keys reach it. */
  active: boolean
  onSelect: (range: Range | null) => void
  onFocus: (key: string | null) => void
  /** Keys besides those that select; true: it took the key. */
  onKey: (key: string) => boolean
  onJoin: ((from: string, to: string) => void) | undefined
}

/** Milliseconds in which a selection by finger has come to rest. */
const RESTS = 350

type Pointing = Pick<globalThis.PointerEvent, 'clientX' | 'clientY'>

export function useHand(stage: RefObject<HTMLElement | null>, wishes: Wishes) {
  const { ground, blocks, onSelect, onFocus, onJoin } = wishes
  const does = (effect: HandEffect, tell: (event: HandEvent) => void) => {
    const element = stage.current
    switch (effect.do) {
      case 'select':
        onSelect(effect.range)
        return
      case 'focus':
        onFocus(effect.key)
        return
      case 'join':
        onJoin?.(effect.from, effect.to)
        return
      case 'clear':
        getSelection()?.removeAllRanges()
        return
      case 'enter':
        element?.focus({ preventScroll: true })
        return
      case 'reveal':
        if (element) reveal(element, blocks, effect.range)
        return
      case 'look': {
        const word = element && otherLine(element, blocks, ground.text, effect.from, effect.way)
        tell({ is: 'line', word, extends: effect.extends })
      }
    }
  }
  const [state, tell] = useMachine(
    () => REST,
    (was, event) => hand(ground, was, event),
    does,
  )

  useStageKeys(stage, wishes.active, ({ key, shiftKey }) => {
    if (!takes(ground, key)) return wishes.onKey(key)
    tell({ is: 'key', key, shift: shiftKey })
    return true
  })

  const inStage = (at: ScreenPoint) =>
    localPoint(stage.current?.getBoundingClientRect() ?? { left: 0, top: 0 }, at)
  const pointed = (event: Pointing) => inStage(pointerOf(event))
  const placeAt = (event: Pointing) => stage.current && unitAt(stage.current, blocks, pointerOf(event))
  const range = () => {
    const selected = stage.current && selectedIn(stage.current, blocks, ground.text)
    return selected && trimmed(ground.text, selected)
  }
  const markUnder = (event: Pointing): string | null => {
    const { x, y } = pointerOf(event)
    const tag = document.elementFromPoint(x, y)?.closest('[data-mark]')
    return tag
      ? tag.getAttribute('data-mark')
      : (marksAt(ground.marks, placeAt(event)?.on ?? null)[0] ?? null)
  }
  // Those who listen to the window and the document hear what is true by then.
  const latest = useRef({ pointed, range, markUnder })
  useEffect(() => {
    latest.current = { pointed, range, markUnder }
  })

  // A finger selects without ever letting go of a button: what it selected is taken when it rests.
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const onChange = () => {
      clearTimeout(timer)
      if (!matchMedia('(pointer: coarse)').matches) return
      timer = setTimeout(() => {
        const selected = latest.current.range()
        if (selected) tell({ is: 'rested', range: selected })
      }, RESTS)
    }
    document.addEventListener('selectionchange', onChange)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('selectionchange', onChange)
    }
  }, [tell])

  // An arc that is being drawn follows the pointer, wherever it goes.
  const draws = state.drawing !== null
  useEffect(() => {
    if (!draws) return
    const ended = new AbortController()
    const { signal } = ended
    const move = (event: PointerEvent) => {
      tell({ is: 'moved', to: latest.current.pointed(event) })
    }
    const up = (event: PointerEvent) => {
      tell({ is: 'drawn', mark: latest.current.markUnder(event) })
    }
    const cancel = () => {
      tell({ is: 'cancelled' })
    }
    window.addEventListener('pointermove', move, { signal })
    window.addEventListener('pointerup', up, { signal })
    window.addEventListener('pointercancel', cancel, { signal })
    return () => {
      ended.abort()
    }
  }, [draws, tell])

  const on = {
    onPointerDown: (event: OnStage) => {
      if (event.button !== 0) return
      const mark = (event.target as Element).closest('[data-mark]')?.getAttribute('data-mark') ?? null
      if (mark !== null) event.preventDefault()
      tell({ is: 'pressed', mark, at: pointed(event) })
    },
    onPointerUp: (event: OnStage) => {
      const finger = event.pointerType === 'touch'
      tell({ is: 'released', finger, at: pointed(event), range: range(), place: placeAt(event) })
    },
    // A finger that scrolls, or selects by itself, is taken away from us.
    onPointerCancel: () => {
      tell({ is: 'cancelled' })
    },
    onDoubleClick: (event: Pointing) => {
      tell({ is: 'doubled', place: placeAt(event) })
    },
  }
  return { drawing: state.drawing, on }
}
