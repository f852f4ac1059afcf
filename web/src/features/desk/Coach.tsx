import { Button } from '@mantine/core'
import { LinkButton } from '@/ui/LinkButton'
import { useTouch } from '@/ui/useTouch'
import { practice as s } from '@/ui/strings/practice'
import styles from './Coach.module.css'
import { hintOf, STEPS, stepOf, type Deed, type Practice } from './practice'

/** What leads somebody through the practice: the step at hand, and two ways out of it. */
export function Coach({ practice, onDeed }: { practice: Practice; onDeed: (deed: Deed) => void }) {
  const touch = useTouch()
  const step = stepOf(practice)
  const hint = hintOf(practice)
  const at = step === null ? STEPS.length : STEPS.indexOf(step) + 1
  return (
    <section className={styles.coach} aria-label={s.title}>
      <div className={styles.words} role="status">
        <p className={styles.step}>{s.step(at, STEPS.length)}</p>
        <p className={styles.hint}>
          <strong>{hint ? s.steps[hint].title : s.end.title}.</strong>{' '}
          {hint ? s.steps[hint][touch ? 'touch' : 'keys'] : s.end.why}
        </p>
      </div>
      <div className={styles.deeds}>
        {step ? (
          <>
            <Button
              variant="subtle"
              color="gray"
              onClick={() => {
                onDeed({ did: 'passed' })
              }}
            >
              {s.pass}
            </Button>
            <LinkButton to="/" variant="default">
              {s.leave}
            </LinkButton>
          </>
        ) : (
          <>
            <Button
              variant="subtle"
              color="gray"
              onClick={() => {
                onDeed({ did: 'began' })
              }}
            >
              {s.end.again}
            </Button>
            <LinkButton to="/">{s.end.projects}</LinkButton>
          </>
        )}
      </div>
      <div className={styles.way} aria-hidden>
        {STEPS.map((one) => (
          <span
            key={one}
            data-done={practice.done.includes(one) || undefined}
            data-now={one === step || undefined}
          />
        ))}
      </div>
    </section>
  )
}
