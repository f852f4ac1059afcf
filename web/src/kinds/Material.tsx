import { memo, type ReactNode } from 'react'
import { drawnTexts } from '@/ui/parts/turns'
import { Parts, type PartLike } from '@/ui/Parts'
import { WrittenSwitch } from '@/ui/prose/Prose'
import type { Json } from './contract'
import styles from './Material.module.css'
import { drawsMarkdown, type Asked } from './registry'

interface MaterialProps {
  parts: PartLike[]
  form: Asked[]
  active: number
  /** The half of a question's editor that lies in the material. */
  draw: (asked: Asked, at: number) => ReactNode
  /** The key that shows texts as they are written; without one nothing switches. */
  shortcut?: string
}

/** What is to be judged: parts that a question works on stand in its stage, the others as they are, in their order. */
export function Material({ parts, form, active, draw, shortcut }: MaterialProps) {
  const staged = form.map(({ kind, question }) => (kind?.Stage && kind.staged?.(question, parts)) || [])
  // Of several questions that work on the same part the active one has it, else the first.
  const owner = (part: string): number =>
    staged[active]?.includes(part) ? active : staged.findIndex((names) => names.includes(part))
  const rows: { at: number; plain: PartLike[] }[] = []
  for (const part of parts) {
    const at = owner(part.name)
    const last = rows.at(-1)
    if (at >= 0) {
      if (!rows.some((row) => row.at === at)) rows.push({ at, plain: [] })
    } else if (last?.at === -1) last.plain.push(part)
    else rows.push({ at: -1, plain: [part] })
  }
  const titled = parts.length > 1
  const markdown = drawsMarkdown(form)
  const shown = rows.map(({ at, plain }) => {
    const asked = form[at]
    return asked ? (
      <div key={asked.question.key} className={styles.stage}>
        {draw(asked, at)}
      </div>
    ) : (
      <Parts key={plain[0]?.name} parts={plain} titled={titled} markdown={markdown} />
    )
  })
  return (
    <>
      {shortcut !== undefined && (
        <div className={styles.written}>
          <WrittenSwitch texts={drawnTexts(parts, markdown)} shortcut={shortcut} />
        </div>
      )}
      {shown}
    </>
  )
}

interface StagedProps {
  asked: Asked
  at: number
  answer: Json | null
  parts: PartLike[]
  view: unknown
  active: boolean
  readOnly: boolean
  onView: (key: string, view: unknown) => void
  onGesture: (at: number, gesture: unknown) => void
}

/** The half of a question's editor that lies in the material. */
export const Staged = memo(function Staged({ asked, at, answer, onView, onGesture, ...rest }: StagedProps) {
  const { kind, question } = asked
  if (!kind?.Stage) return null
  return (
    <kind.Stage
      {...rest}
      question={question}
      answer={kind.readAnswer(question, answer)}
      onView={(view) => {
        onView(question.key, view)
      }}
      onGesture={(made) => {
        onGesture(at, made)
      }}
    />
  )
})
