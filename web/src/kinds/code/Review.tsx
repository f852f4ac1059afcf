import { Differences } from '@/ui/Differences'
import { words as s } from './words'
import choices from '../choices.module.css'
import type { ReviewProps } from '../contract'
import styles from './Code.module.css'
import { shown, type CodeAnswer, type CodeQuestion } from './schema'

/** What was said of the code, with the lines that it was said of. */
export function Review({ question, answer, parts = [] }: ReviewProps<CodeQuestion, CodeAnswer>) {
  const textOf = (name: string) => parts.find((part) => part.name === name)?.text ?? ''
  const several = new Set(answer.comments.map((remark) => remark.part)).size > 1
  return (
    <div className={styles.review}>
      <span className={choices.shown}>{shown(question, answer)}</span>
      {answer.comments.map((remark, i) => (
        <div key={i} className={styles.words}>
          <span className={styles.where}>
            {several && `${remark.part} · `}
            {s.lines(remark.first, remark.last)}
          </span>
          <pre className={styles.quote}>{textOf(remark.part).split(/\r\n|\r|\n/)[remark.first - 1]}</pre>
          {remark.text}
        </div>
      ))}
      {Object.entries(answer.corrected).map(([name, text]) => (
        <details key={name}>
          <summary>{s.correction(name)}</summary>
          <div className={styles.quote} style={{ whiteSpace: 'pre-wrap' }}>
            <Differences from={textOf(name)} to={text} />
          </div>
        </details>
      ))}
    </div>
  )
}
