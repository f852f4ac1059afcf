import { ActionIcon, TextInput } from '@mantine/core'
import { IconEye, IconEyeOff, IconLock, IconLockOpen, IconX } from '@tabler/icons-react'
import { memo, useState } from 'react'
import { heightOf, widthOf, type Borders } from '@/geometry/turned'
import { markColor } from '@/picture/colors'
import { AttributeFields } from '../AttributeFields'
import styles from './Boxes.module.css'
import { toggled } from './keys'
import { colored, keepFocus } from './look'
import { placeOf } from './place'
import type { BoxView, Gesture } from './reduce'
import type { Box, BoxesQuestion } from './schema'
import { words as s } from './words'

interface RowProps {
  box: Box
  question: BoxesQuestion
  /** Of the picture. */
  width: number
  height: number
  inHand: boolean
  hidden: boolean
  locked: boolean
  readOnly: boolean
  look: (change: (view: BoxView) => BoxView) => void
  send: (gesture: Gesture) => void
}

/** A box in the list beside the picture; in hand, with all there is to say of it. */
export const BoxRow = memo(function BoxRow(props: RowProps) {
  const { box, question, inHand, hidden, locked, readOnly, look, send } = props
  const n = question.labels.findIndex(({ id }) => id === box.label)
  const label = question.labels[n]
  const name = label?.name ?? box.label
  const place = placeOf(box)
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
    <li
      className={styles.row}
      style={colored(markColor(label?.color ?? null, n))}
      data-focus={inHand || undefined}
      data-hidden={hidden || undefined}
    >
      <div className={styles.line}>
        <button
          type="button"
          className={styles.take}
          aria-expanded={inHand}
          onClick={() => {
            look((view) => ({ ...view, focus: inHand ? null : box.id }))
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
            look((view) => toggled(view, 'hidden', box.id))
          },
          hidden,
        )}
        {tool(
          s.lock(named),
          locked ? <IconLock size={16} /> : <IconLockOpen size={16} />,
          () => {
            look((view) => toggled(view, 'locked', box.id))
          },
          locked,
        )}
        {tool(s.remove(named), <IconX size={16} />, () => {
          send({ does: 'remove', box: box.id })
        })}
      </div>
      {inHand && (
        <div className={styles.details}>
          <Numbers {...props} />
          {question.crowds && (
            <label className={styles.crowd}>
              <input
                type="checkbox"
                checked={box.crowd}
                disabled={readOnly}
                onChange={(event) => {
                  send({ does: 'crowd', box: box.id, is: event.currentTarget.checked })
                }}
              />
              {s.crowd}
            </label>
          )}
          {label && (
            <AttributeFields
              label={label}
              said={box.attributes}
              none={s.none}
              readOnly={readOnly}
              onSay={(attribute, value) => {
                send({ does: 'say', box: box.id, attribute, value })
              }}
            />
          )}
        </div>
      )}
    </li>
  )
})

/** Where the box lies, in exact numbers. */
function Numbers({ box, question, width, height, readOnly, send }: RowProps) {
  const [left, top, right, bottom] = box.box
  const [wide, high] = [widthOf(box), heightOf(box)]
  const put = (borders: Borders, rotation = box.rotation): boolean => {
    const shape = { box: borders, rotation }
    const inside =
      rotation !== 0 || (borders[0] >= 0 && borders[1] >= 0 && borders[2] <= width && borders[3] <= height)
    if (!inside || Math.min(widthOf(shape), heightOf(shape)) < question.least) return false
    send({ does: 'shape', box: box.id, shape })
    return true
  }
  const field = (name: string, value: number, change: (value: number) => boolean) => (
    // With another value it is another field: what was typed there is over.
    <NumberField
      key={`${name} ${String(value)}`}
      name={name}
      value={value}
      readOnly={readOnly}
      change={change}
    />
  )
  return (
    <div className={styles.numbers} dir="ltr">
      {field(s.left, left, (x) => put([x, top, x + wide, bottom]))}
      {field(s.top, top, (y) => put([left, y, right, y + high]))}
      {field(s.width, wide, (w) => put([left, top, left + w, bottom]))}
      {field(s.height, high, (h) => put([left, top, right, top + h]))}
      {question.rotated && field(s.rotation, box.rotation, (angle) => put(box.box, angle))}
    </div>
  )
}

interface FieldProps {
  name: string
  value: number
  readOnly: boolean
  /** Whether it can be so. */
  change: (value: number) => boolean
}

function NumberField({ name, value, readOnly, change }: FieldProps) {
  const shown = String(Math.round(value * 100) / 100)
  const [line, setLine] = useState(shown)
  const [wrong, setWrong] = useState(false)
  const done = () => {
    if (line.trim() === shown) return
    const number = line.trim() === '' ? NaN : Number(line.replace(',', '.'))
    setWrong(!Number.isFinite(number) || !change(number))
  }
  return (
    <TextInput
      size="xs"
      label={name}
      inputMode="decimal"
      disabled={readOnly}
      value={line}
      error={wrong && s.badNumber}
      onChange={(event) => {
        setLine(event.currentTarget.value)
        setWrong(false)
      }}
      onBlur={done}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return
        // It ends the number, and submits nothing.
        event.preventDefault()
        event.stopPropagation()
        done()
      }}
    />
  )
}
