/** Where somebody looks in a picture: how near, and at what. It is no part of an answer, and stays on this page. */
import { useCallback, useLayoutEffect, useMemo, useState, type RefObject } from 'react'
import type { LocalPoint } from '@/geometry/frames'
import {
  centred,
  fitted,
  middleOf,
  panned,
  picturePoint,
  toLocal,
  zoomed,
  type PicturePoint,
  type Size,
  type Viewport,
} from '@/geometry/picture'

export interface Looking {
  view: Viewport
  size: Size
  zoom: (factor: number, at?: LocalPoint) => void
  pan: (right: number, down: number) => void
  fit: () => void
  original: () => void
  /** Brings a place into sight where it isn't. */
  reveal: (point: PicturePoint) => void
}

const NO_SIZE: Size = { width: 1, height: 1 }

export function useLook(stage: RefObject<HTMLElement | null>, { width, height }: Size): Looking {
  const [size, setSize] = useState(NO_SIZE)
  // null: the whole picture, also after the window has another size.
  const [own, setOwn] = useState<Viewport | null>(null)
  useLayoutEffect(() => {
    const element = stage.current
    if (!element) return
    const measure = () => {
      setSize((was) =>
        was.width === element.clientWidth && was.height === element.clientHeight
          ? was
          : { width: element.clientWidth, height: element.clientHeight },
      )
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => {
      observer.disconnect()
    }
  }, [stage])
  const picture = useMemo(() => ({ width, height }), [width, height])
  const view = own ?? fitted(picture, size)
  const change = useCallback(
    (to: (view: Viewport) => Viewport) => {
      setOwn((was) => to(was ?? fitted(picture, size)))
    },
    [picture, size],
  )
  return useMemo(
    () => ({
      view,
      size,
      zoom: (factor, at = middleOf(size)) => {
        change((was) => zoomed(was, at, factor, picture, size))
      },
      pan: (right, down) => {
        change((was) => panned(was, right, down, picture, size))
      },
      fit: () => {
        setOwn(null)
      },
      original: () => {
        setOwn(centred(picture, size, 1))
      },
      reveal: (point) => {
        change((was) => {
          const { x, y } = toLocal(was, picturePoint(point.x, point.y))
          if (x >= 0 && y >= 0 && x <= size.width && y <= size.height) return was
          return panned(was, size.width / 2 - x, size.height / 2 - y, picture, size)
        })
      },
    }),
    [change, picture, size, view],
  )
}
