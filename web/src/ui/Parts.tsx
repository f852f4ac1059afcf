import { UnstyledButton } from '@mantine/core'
import { useEffect, useState } from 'react'
import { arriving } from './arriving'
import { answers, bring, Missing } from './chunk'
import { Conversation } from './parts/Conversation'
import { Facts } from './parts/Facts'
import { TablePart, tableOf } from './parts/Table'
import { drawnTexts, turnsOf } from './parts/turns'
import styles from './Parts.module.css'
import { bringProse, Prose } from './prose/Prose'
import { general as s } from './strings/general'
import { TroubleBox, TroubleNote } from './Trouble'

const CodeView = arriving(() => import('./code/CodeView'), 'CodeView', {
  Meanwhile: ({ text }: { text: string }) => <CutCode text={text} />,
})

/** Fetches what shows these parts; throws `Missing` when it does not come. */
export async function bringParts(parts: readonly PartLike[], markdown = false): Promise<void> {
  await bringProse(drawnTexts(parts, markdown))
  const codes = parts.filter((part) => part.type === 'code')
  if (codes.length === 0) return
  await bring([CodeView.chunk])
  const { languageNamed } = await import('./code/languages')
  await Promise.all(codes.map((part) => languageNamed(languageOf(part))))
}

/** One part of an item as it comes over the wire. */
export interface PartLike {
  name: string
  type: string
  title?: string
  text?: string | null
  url?: string | null
  width?: number | null
  height?: number | null
  /** Turns of a conversation, columns and rows of a table, the language of code, or metadata. */
  data?: Record<string, unknown> | null
}

/** The material to be judged. Text is shown as text, whatever is in it, unless the questions are about Markdown. */
export function Parts({
  parts,
  compact = false,
  titled = parts.length > 1,
  markdown = false,
  among = false,
}: {
  parts: PartLike[]
  compact?: boolean
  /** Whether further items of the same parts are on the page: two landmarks never share a name. */
  among?: boolean
  /** Whether texts are drawn as the Markdown they are. */
  markdown?: boolean
  titled?: boolean
}) {
  return (
    <div className={styles.parts} data-compact={compact || undefined}>
      {parts.map((part) => (
        <section
          key={part.name}
          className={styles.part}
          role={among ? 'group' : undefined}
          aria-label={part.title || part.name}
        >
          {titled && <h3 className={styles.title}>{part.title || part.name}</h3>}
          <PartBody part={part} compact={compact} markdown={markdown} />
        </section>
      ))}
    </div>
  )
}

/** What a part holds, without its title. */
export function PartBody({
  part,
  compact = false,
  markdown = false,
}: {
  part: PartLike
  compact?: boolean
  markdown?: boolean
}) {
  if (part.type === 'picture' && part.url) return <Picture part={part} url={part.url} />
  if (part.type === 'text' && markdown) return <Prose text={part.text ?? ''} className={styles.text} />
  if (part.type === 'text')
    return (
      <p className={styles.text} dir="auto">
        {part.text}
      </p>
    )
  if (part.type === 'code' && typeof part.text === 'string') {
    const language = languageOf(part)
    return compact ? (
      <CutCode text={part.text} />
    ) : (
      <CodeView text={part.text} language={language} label={s.code(language)} />
    )
  }
  const turns = part.type === 'conversation' ? turnsOf(part.data) : null
  if (turns) return <Conversation turns={turns} compact={compact} />
  const table = part.type === 'table' ? tableOf(part.data) : null
  if (table) return <TablePart {...table} />
  if (part.type === 'metadata' && part.data) return <Facts data={part.data} />
  const known = ['conversation', 'table', 'code', 'metadata'].includes(part.type)
  return (
    <div>
      <p className={styles.note}>{known ? s.badPart : s.otherPart}</p>
      <pre className={styles.raw}>{part.text ?? JSON.stringify(part.data ?? null, null, 2)}</pre>
    </div>
  )
}

/** The language that code says it is in; empty when it says none. */
export function languageOf(part: PartLike): string {
  return typeof part.data?.language === 'string' ? part.data.language : ''
}

/** Lines that stand for a whole code in a list. */
const CUT = 24

function CutCode({ text }: { text: string }) {
  const lines = text.slice(0, 20_000).split('\n')
  const cut = lines.length > CUT || text.length > 20_000
  return (
    <div>
      <pre className={styles.code}>{lines.slice(0, CUT).join('\n')}</pre>
      {cut && <p className={styles.note}>{s.codeCut(Math.min(lines.length, CUT))}</p>}
    </div>
  )
}

function Picture({ part, url }: { part: PartLike; url: string }) {
  const [full, setFull] = useState(false)
  const [failed, setFailed] = useState<'damaged' | 'unreachable' | null>(null)
  const again = () => {
    setFailed(null)
  }
  useEffect(() => {
    if (failed !== 'unreachable') return
    window.addEventListener('online', again)
    return () => {
      window.removeEventListener('online', again)
    }
  }, [failed])
  if (failed === 'unreachable') return <TroubleNote error={new Missing(failed)} onRetry={again} />
  if (failed === 'damaged') return <TroubleBox {...s.pictureFailed} faults={[]} />
  return (
    <UnstyledButton
      className={styles.frame}
      data-full={full || undefined}
      aria-label={full ? s.fitPicture : s.fullPicture}
      onClick={() => {
        setFull(!full)
      }}
    >
      <img
        className={styles.picture}
        src={url}
        alt={s.picture(part.title ?? '')}
        width={part.width ?? undefined}
        height={part.height ?? undefined}
        onError={() => {
          // Without a connection nothing is known of the file.
          void answers().then((is) => {
            setFailed(is ? 'damaged' : 'unreachable')
          })
        }}
      />
    </UnstyledButton>
  )
}
