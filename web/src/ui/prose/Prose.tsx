/** A text by a person or a model, drawn as the Markdown it is; or as it was written, for whoever wants to see that. */
import { UnstyledButton } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { IconMarkdown } from '@tabler/icons-react'
import { arriving } from '../arriving'
import { bring } from '../chunk'
import { KeyCap } from '../KeyCap'
import markdown from '../Markdown.module.css'
import { general as s } from '../strings/general'
import { fenceLanguages, hasFormulas, hasMarks, isMarked } from './marks'
import styles from './Prose.module.css'

const Drawn = arriving(() => import('./Drawn'), 'Drawn', {
  Meanwhile: AsItIs,
  // It can be read without being drawn.
  around: (_, { text }) => <AsItIs text={text} />,
})

function AsItIs({ text }: { text: string }) {
  return <p className={styles.written}>{text}</p>
}

/** Whether texts stand as they were written, in this browser. */
export function useWritten() {
  return useLocalStorage<boolean>({
    key: 'goodwork-as-written',
    defaultValue: false,
    getInitialValueInEffect: false,
  })
}

export function Prose({ text, className = '' }: { text: string; className?: string | undefined }) {
  const [written] = useWritten()
  if (written || !isMarked(text))
    return (
      <>
        <p className={`${className} ${styles.written ?? ''}`} dir="auto">
          {text}
        </p>
        {!written && hasMarks(text) && <p className={styles.long}>{s.tooLongToDraw}</p>}
      </>
    )
  return (
    <div className={`${className} ${markdown.prose ?? ''} ${styles.drawn ?? ''}`} dir="auto">
      <Drawn text={text} />
    </div>
  )
}

/** Fetches what draws these texts; throws `Missing` when it does not come. */
export async function bringProse(texts: readonly string[]): Promise<void> {
  const marked = texts.filter(isMarked)
  if (marked.length === 0) return
  await bring([Drawn.chunk])
  const { bringInside } = await import('./Drawn')
  await bringInside(marked.some(hasFormulas), [...new Set(marked.flatMap(fenceLanguages))])
}

/** The switch between the two, where there is a difference to see. */
export function WrittenSwitch({ texts, shortcut }: { texts: readonly string[]; shortcut?: string }) {
  const [written, setWritten] = useWritten()
  if (!texts.some(isMarked)) return null
  return (
    <UnstyledButton
      className={styles.switch}
      aria-pressed={written}
      aria-keyshortcuts={shortcut ? `Shift+${shortcut}` : undefined}
      onClick={() => {
        setWritten(!written)
      }}
    >
      <IconMarkdown size={18} aria-hidden />
      {s.asWritten}
      {shortcut && <KeyCap quiet>{`⇧${shortcut}`}</KeyCap>}
    </UnstyledButton>
  )
}
