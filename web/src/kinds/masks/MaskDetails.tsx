import { Button } from '@mantine/core'
import { keepFocus } from '../look'
import type { DetailsProps } from '../regions/RegionRow'
import own from './Masks.module.css'
import type { MaskGesture } from './reduce'
import { turnsOf, type Mask, type MasksQuestion } from './schema'
import { traced } from './tracing'
import { words as s } from './words'

/** How many pieces and holes a mask has, and what is done to them. */
export function MaskDetails({ region, readOnly, send }: DetailsProps<MasksQuestion, Mask, MaskGesture>) {
  const rings = traced(turnsOf(region), region.size[0])
  const holes = rings.filter(({ hole }) => hole).length
  return (
    <div className={own.size}>
      <span>{s.pieces(rings.length - holes, holes)}</span>
      <Button
        variant="default"
        size="xs"
        disabled={readOnly || holes === 0}
        onMouseDown={keepFocus}
        onClick={() => {
          send({ does: 'fill', region: region.id })
        }}
      >
        {s.fill}
      </Button>
    </div>
  )
}
