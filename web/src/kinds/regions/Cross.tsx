import type { Size } from '@/geometry/picture'
import picture from '@/picture/Picture.module.css'

/** Lines through a place of the picture, from border to border. */
export function Cross({ at, size }: { at: { x: number; y: number }; size: Size }) {
  return (
    <svg className={picture.layer} width={size.width} height={size.height} aria-hidden>
      <line className={picture.cross} x1={0} x2={size.width} y1={at.y} y2={at.y} />
      <line className={picture.cross} y1={0} y2={size.height} x1={at.x} x2={at.x} />
    </svg>
  )
}
