import { useRef } from 'react'
import type { PartLike } from '@/ui/Parts'
import type { Trouble } from '@/ui/Trouble'
import { AS_IT_IS, MarkLayer, PictureImage } from './PictureLayers'
import styles from './Picture.module.css'
import type { Scene } from './scene'
import { useLook } from './useLook'

const NOBODY: ReadonlySet<string> = new Set()

/** A picture with what is marked in it, to look at: as large as there is room, never larger than it is. */
export function StillPicture(props: {
  part: PartLike
  url: string
  scene: Scene
  alt: string
  failed: Omit<Trouble, 'faults'>
}) {
  const stage = useRef<HTMLDivElement>(null)
  const picture = { width: props.part.width ?? 1, height: props.part.height ?? 1 }
  const { view, size } = useLook(stage, picture)
  return (
    <div
      ref={stage}
      className={styles.still}
      dir="ltr"
      style={{
        aspectRatio: `${String(picture.width)} / ${String(picture.height)}`,
        maxWidth: `min(100%, ${String(Math.round((480 * picture.width) / picture.height))}px)`,
      }}
    >
      <PictureImage
        url={props.url}
        alt={props.alt}
        picture={picture}
        view={view}
        light={AS_IT_IS}
        failed={props.failed}
      />
      <MarkLayer scene={props.scene} view={view} size={size} left={NOBODY} />
    </div>
  )
}
