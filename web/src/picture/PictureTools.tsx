import { ActionIcon } from '@mantine/core'
import { IconBrightness, IconCrosshair, IconMaximize, IconZoomIn, IconZoomOut } from '@tabler/icons-react'
import { useState } from 'react'
import { percent } from '@/ui/format'
import { Tip } from '@/ui/Tip'
import { AS_IT_IS, type Light } from './PictureLayers'
import styles from './Picture.module.css'
import type { Looking } from './useLook'

interface ToolsProps {
  looking: Looking
  light: Light
  onLight: (light: Light) => void
  cross: boolean
  onCross: (on: boolean) => void
  words: Record<
    | 'tools'
    | 'zoomIn'
    | 'zoomOut'
    | 'fit'
    | 'original'
    | 'cross'
    | 'light'
    | 'brightness'
    | 'contrast'
    | 'asItIs',
    string
  >
}

/** How the picture is looked at: nearer, farther, brighter. */
export function PictureTools({ looking, light, onLight, cross, onCross, words: s }: ToolsProps) {
  const [lights, setLights] = useState(false)
  const tool = (label: string, icon: React.ReactNode, onClick: () => void, pressed?: boolean) => (
    <Tip label={label}>
      <ActionIcon
        variant={pressed ? 'light' : 'subtle'}
        color="gray"
        size="lg"
        aria-label={label}
        aria-pressed={pressed}
        onClick={onClick}
      >
        {icon}
      </ActionIcon>
    </Tip>
  )
  return (
    <div className={styles.tools} role="group" aria-label={s.tools}>
      {tool(s.zoomOut, <IconZoomOut size={20} />, () => {
        looking.zoom(1 / 1.5)
      })}
      <Tip label={s.original}>
        <button
          type="button"
          className={styles.scale}
          aria-label={`${percent(looking.view.scale)} · ${s.original}`}
          onClick={looking.original}
        >
          {percent(looking.view.scale)}
        </button>
      </Tip>
      {tool(s.zoomIn, <IconZoomIn size={20} />, () => {
        looking.zoom(1.5)
      })}
      {tool(s.fit, <IconMaximize size={20} />, looking.fit)}
      {tool(
        s.cross,
        <IconCrosshair size={20} />,
        () => {
          onCross(!cross)
        },
        cross,
      )}
      {tool(
        s.light,
        <IconBrightness size={20} />,
        () => {
          setLights(!lights)
        },
        lights,
      )}
      {lights && (
        <div className={styles.lights}>
          {(['brightness', 'contrast'] as const).map((of) => (
            <label key={of} className={styles.slider}>
              {s[of]}
              <input
                type="range"
                min={20}
                max={300}
                step={5}
                value={light[of]}
                onChange={(event) => {
                  onLight({ ...light, [of]: Number(event.currentTarget.value) })
                }}
              />
            </label>
          ))}
          <button
            type="button"
            className={styles.scale}
            onClick={() => {
              onLight(AS_IT_IS)
            }}
          >
            {s.asItIs}
          </button>
        </div>
      )}
    </div>
  )
}
