import { Button } from '@mantine/core'
import { Coach } from '@/ui/Coach'
import { LinkButton } from '@/ui/LinkButton'
import { useTouch } from '@/ui/useTouch'
import { practice as s } from '@/ui/strings/practice'
import { hintOf, STEPS, stepOf, type Deed, type Practice } from './practice'

/** What leads somebody through the practice: the step at hand, and two ways out of it. */
export function PracticeCoach({ practice, onDeed }: { practice: Practice; onDeed: (deed: Deed) => void }) {
  const touch = useTouch()
  const step = stepOf(practice)
  const hint = hintOf(practice)
  const at = step === null ? STEPS.length : STEPS.indexOf(step)
  return (
    <Coach
      label={s.title}
      step={s.step(Math.min(at + 1, STEPS.length), STEPS.length)}
      title={hint ? s.steps[hint].title : s.end.title}
      hint={hint ? s.steps[hint][touch ? 'touch' : 'keys'] : s.end.why}
      done={STEPS.map((one) => practice.done.includes(one))}
      at={at}
      stays
    >
      <Button
        variant="subtle"
        color="gray"
        onClick={() => {
          onDeed({ did: step ? 'passed' : 'began' })
        }}
      >
        {step ? s.pass : s.end.again}
      </Button>
      <LinkButton to="/" variant={step ? 'default' : 'filled'}>
        {step ? s.leave : s.end.projects}
      </LinkButton>
    </Coach>
  )
}
