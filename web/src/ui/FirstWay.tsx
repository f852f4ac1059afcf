import { Button } from '@mantine/core'
import { Coach } from './Coach'
import { useFirstWay, WAY } from './useFirstWay'
import { firstWay as s } from './strings/firstWay'

/** Leads from a file to a first label over the real pages, for whoever asked for it. */
export function FirstWay({ stays = false }: { stays?: boolean }) {
  const [done, set] = useFirstWay()
  if (done === null) return null
  const step = WAY[done]
  const { title, hint } = step ? s.steps[step] : s.end
  return (
    <Coach
      label={s.title}
      step={s.step(Math.min(done + 1, WAY.length), WAY.length)}
      title={title}
      hint={hint}
      done={WAY.map((_, i) => i < done)}
      at={done}
      stays={stays}
    >
      <Button
        variant={step ? 'default' : 'filled'}
        onClick={() => {
          set(null)
        }}
      >
        {step ? s.leave : s.done}
      </Button>
    </Coach>
  )
}
