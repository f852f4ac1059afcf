import { memo, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Size, Viewport } from '@/geometry/picture'
import { answers, Missing } from '@/ui/chunk'
import { TroubleBox, TroubleNote, type Trouble } from '@/ui/Trouble'
import { advance, draw, moved, type Painted } from './paint'
import styles from './Picture.module.css'
import type { Scene } from './scene'

/** How the picture is lit, in percent. */
export interface Light {
  brightness: number
  contrast: number
}

export const AS_IT_IS: Light = { brightness: 100, contrast: 100 }

/** From here on single pixels are seen, so they are drawn as such. */
const PIXELS = 3

/** The picture, upright as the browser shows it. */
export const PictureImage = memo(function PictureImage(props: {
  url: string
  alt: string
  picture: Size
  view: Viewport
  light: Light
  failed: Omit<Trouble, 'faults'>
}) {
  const { url, picture, view, light } = props
  const [wrong, setWrong] = useState<'damaged' | 'unreachable' | null>(null)
  const again = () => {
    setWrong(null)
  }
  useEffect(() => {
    if (wrong !== 'unreachable') return
    window.addEventListener('online', again)
    return () => {
      window.removeEventListener('online', again)
    }
  }, [wrong])
  if (wrong !== null)
    return (
      <div className={styles.failed} dir="auto" data-apart>
        {wrong === 'unreachable' ? (
          <TroubleNote error={new Missing(wrong)} onRetry={again} />
        ) : (
          <TroubleBox {...props.failed} faults={[]} onGo={again} />
        )}
      </div>
    )
  const lit = light.brightness !== 100 || light.contrast !== 100
  return (
    <img
      className={styles.image}
      src={url}
      alt={props.alt}
      draggable={false}
      style={{
        width: picture.width,
        height: picture.height,
        transform: `translate(${String(view.left)}px, ${String(view.top)}px) scale(${String(view.scale)})`,
        imageRendering: view.scale >= PIXELS ? 'pixelated' : undefined,
        filter: lit
          ? `brightness(${String(light.brightness)}%) contrast(${String(light.contrast)}%)`
          : undefined,
      }}
      onError={() => {
        // Without a connection nothing is known of the file.
        void answers().then((is) => {
          setWrong(is ? 'damaged' : 'unreachable')
        })
      }}
    />
  )
})

/** All marks but those that are left out, on one layer. */
export const MarkLayer = memo(function MarkLayer({
  scene,
  view,
  size,
  left,
}: {
  scene: Scene
  view: Viewport
  size: Size
  left: ReadonlySet<string>
}) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const painted = useRef<Painted | null>(null)
  const density = Math.min(window.devicePixelRatio || 1, 2)
  useLayoutEffect(() => {
    if (!canvas.current) return
    const now = { scene, view, size, density, left }
    let by = moved(painted.current, now)
    if (!painted.current || by === null) {
      painted.current = draw(canvas.current, now)
      by = [0, 0]
    } else if (Math.max(Math.abs(by[0]), Math.abs(by[1])) > painted.current.beyond) {
      painted.current = advance(canvas.current, painted.current, ...by)
      by = [0, 0]
    }
    canvas.current.style.transform = `translate(${String(by[0])}px, ${String(by[1])}px)`
  }, [density, left, scene, size, view])
  return <canvas ref={canvas} className={styles.layer} aria-hidden />
})
