import { Tabs } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { Preview } from '@/api/types'
import { Material, Staged } from '@/kinds/Material'
import { bringForm, type Asked } from '@/kinds/registry'
import type { PartLike } from '@/ui/Parts'
import { data as s } from '@/ui/strings/data'
import styles from './Data.module.css'

/** The first rows as the desk shows the items that they would become: one at a time, in the desk's own width. */
export function PreviewItems({ preview, form }: { preview: Preview; form: Asked[] }) {
  const shown = preview.rows.slice(0, 3)
  const [at, setAt] = useState('0')
  const open = shown[Number(at)] ? at : '0'
  return (
    <section aria-label={s.preview}>
      <h3 className={styles.sub}>{s.preview}</h3>
      {shown.length === 0 ? (
        <p className={styles.small}>{s.previewEmpty}</p>
      ) : (
        <Tabs
          value={open}
          onChange={(next) => {
            setAt(next ?? '0')
          }}
          keepMounted={false}
        >
          <Tabs.List>
            {shown.map((row, n) => (
              <Tabs.Tab key={row.line} value={String(n)}>
                {row.external_id ?? s.line(row.line)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {shown.map((row, n) => (
            <Tabs.Panel key={row.line} value={String(n)} className={styles.item}>
              <AtTheDesk parts={row.parts.map(shownPart)} form={form} />
              {row.gold && <p className={styles.small}>{known(row.gold, form)}</p>}
            </Tabs.Panel>
          ))}
        </Tabs>
      )}
    </section>
  )
}

/** An item as the desk shows it, with nothing to do in it. */
function AtTheDesk({ parts, form }: { parts: PartLike[]; form: Asked[] }) {
  const [ready, setReady] = useState(false)
  useEffect(() => {
    let gone = false
    const there = () => {
      if (!gone) setReady(true)
    }
    bringForm(form, parts).then(there, there)
    return () => {
      gone = true
    }
    // The parts of a preview come anew with each answer of the server, and need nothing else by then.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [form])
  if (!ready) return null
  return (
    <Material
      parts={parts}
      form={form}
      active={0}
      draw={(asked, at) => (
        <Staged
          asked={asked}
          at={at}
          answer={null}
          parts={parts}
          view={asked.kind?.opening?.(asked.question, parts, 'preview') ?? null}
          active={false}
          readOnly
          onView={nothing}
          onGesture={nothing}
        />
      )}
    />
  )
}

function nothing() {
  // It is only looked at.
}

/** Larger pictures don't come with a preview. */
function shownPart(part: Preview['rows'][number]['parts'][number]): PartLike {
  return part.type === 'picture' && !part.url ? { ...part, type: 'text', text: s.pictureLater } : part
}

function known(gold: Record<string, Record<string, unknown>>, form: Asked[]): string {
  const said = form.flatMap(({ question, kind }) => {
    const answer = kind?.readAnswer(question, gold[question.key])
    return kind && answer ? [`${question.title} ${kind.shown(question, answer)}`] : []
  })
  return `${s.knownAnswer}: ${said.join(' · ')}`
}
