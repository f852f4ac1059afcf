import { ActionIcon } from '@mantine/core'
import { IconEye, IconEyeOff, IconLock, IconLockOpen, IconX } from '@tabler/icons-react'
import { memo, type ComponentType } from 'react'
import { AttributeFields } from '../AttributeFields'
import { penOf } from './craft'
import { colored, keepFocus } from '../look'
import type { RegionGesture } from './reduce'
import marks from '../Marks.module.css'
import styles from './Regions.module.css'
import type { Region, RegionQuestion } from './schema'
import { toggled, type RegionView } from './view'
import { words as s } from './words'

export interface DetailsProps<Q extends RegionQuestion, R extends Region, G> {
  question: Q
  region: R
  /** Of the picture. */
  width: number
  height: number
  readOnly: boolean
  /** What the hand is at. */
  view: unknown
  look: (change: (view: RegionView) => RegionView) => void
  send: (gesture: G | RegionGesture) => void
}

type RowProps<Q extends RegionQuestion, R extends Region, G> = DetailsProps<Q, R, G> & {
  place: string
  inHand: boolean
  hidden: boolean
  locked: boolean
  /** What only this kind has to say of the region in hand. */
  Details: ComponentType<DetailsProps<Q, R, G>>
}

/** A region in the list beside the picture; in hand, with all there is to say of it. */
export const RegionRow = memo(Row) as typeof Row

function Row<Q extends RegionQuestion, R extends Region, G>(props: RowProps<Q, R, G>) {
  const { region, question, place, inHand, hidden, locked, readOnly, look, send, Details } = props
  const { name, color } = penOf(question, region.label)
  const label = question.labels.find(({ id }) => id === region.label)
  const named = s.row(name, place)
  const tool = (text: string, icon: React.ReactNode, onClick: () => void, pressed?: boolean) => (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label={text}
      aria-pressed={pressed}
      disabled={pressed === undefined && readOnly}
      onMouseDown={keepFocus}
      onClick={onClick}
    >
      {icon}
    </ActionIcon>
  )
  return (
    <li className={marks.row} style={colored(color)} data-focus={inHand || undefined}>
      <div className={marks.line}>
        <button
          type="button"
          className={hidden ? `${marks.take} ${styles.isHidden}` : marks.take}
          aria-expanded={inHand}
          onClick={() => {
            look((view) => ({ ...view, focus: inHand ? null : region.id }))
          }}
        >
          <span className={styles.of}>{name}</span>
          <span className={styles.place} dir="ltr">
            {place}
          </span>
        </button>
        {tool(
          s.hide(named),
          hidden ? <IconEyeOff size={16} /> : <IconEye size={16} />,
          () => {
            look((view) => toggled(view, 'hidden', region.id))
          },
          hidden,
        )}
        {tool(
          s.lock(named),
          locked ? <IconLock size={16} /> : <IconLockOpen size={16} />,
          () => {
            look((view) => toggled(view, 'locked', region.id))
          },
          locked,
        )}
        {tool(s.remove(named), <IconX size={16} />, () => {
          send({ does: 'remove', region: region.id })
        })}
      </div>
      {inHand && (
        <div className={marks.details}>
          <Details {...props} />
          {label && (
            <AttributeFields
              label={label}
              said={region.attributes}
              none={s.none}
              readOnly={readOnly}
              onSay={(attribute, value) => {
                send({ does: 'say', region: region.id, attribute, value })
              }}
            />
          )}
        </div>
      )}
    </li>
  )
}
