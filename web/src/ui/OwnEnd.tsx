import { Button, NumberInput } from '@mantine/core'
import { useState } from 'react'
import { LinkButton } from './LinkButton'
import { Empty } from './Page'
import { own as s } from './strings/own'
import { TroubleNote } from './Trouble'

/** What somebody set for their own work, and how today stands by it. */
interface Mine {
  limits: {
    items_a_day: number | null
    projects_at_once: number | null
    quiet: { begin: number; end: number } | null
    shows_count: boolean
  }
  answers_today: number
  reviews_today: number
  held_items: number
}

interface OwnEndProps {
  reason: keyof typeof s.end
  mine: Mine
  /** Whether it leads to one's projects. */
  home?: boolean
  /** Whether its title stands there; a dialog has it in its head. */
  titled?: boolean
  /** Goes past it; `load`: items a day after a pause. */
  does: (load: number | null) => Promise<unknown>
}

/** An end that somebody set for themselves: said in their own words, with one way on. */
export function OwnEnd({ reason, mine, home = false, titled = true, does }: OwnEndProps) {
  const { limits, answers_today: answers, reviews_today: reviews } = mine
  const [load, setLoad] = useState(limits.items_a_day)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const back = async () => {
    setBusy(true)
    setError(null)
    try {
      await does(load)
    } catch (failure) {
      setError(failure)
    } finally {
      setBusy(false)
    }
  }
  const { title, why, way } = saidOf(reason, mine)
  const counts = reason === 'own-done' && limits.shows_count && answers + reviews > 0
  return (
    <Empty title={titled ? title : undefined} why={counts ? `${why} ${s.today(answers, reviews)}.` : why}>
      {reason === 'own-pause' && (
        <NumberInput
          label={s.end[reason].load}
          description={s.itemsHint}
          value={load ?? ''}
          min={1}
          max={10_000}
          allowDecimal={false}
          w="min(100%, 320px)"
          onChange={(value) => {
            setLoad(typeof value === 'number' ? value : null)
          }}
        />
      )}
      <Button
        variant={reason === 'own-pause' || reason === 'away' ? 'filled' : 'default'}
        loading={busy}
        onClick={() => void back()}
      >
        {way}
      </Button>
      {home && (
        <LinkButton to="/" variant="default">
          {s.home}
        </LinkButton>
      )}
      {reason !== 'away' && (
        <LinkButton to="/me" hash="limits" variant="subtle">
          {s.toLimits}
        </LinkButton>
      )}
      {error !== null && <TroubleNote error={error} />}
    </Empty>
  )
}

/** The words of an end, with the person's own numbers. */
export function saidOf(reason: OwnEndProps['reason'], { limits, held_items, answers_today }: Mine) {
  switch (reason) {
    case 'own-items': {
      const { title, why, held, lift } = s.end[reason]
      const n = limits.items_a_day ?? answers_today
      // What is held counts: it was given by the same word.
      const unfinished = Math.min(held_items, Math.max(n - answers_today, 0))
      return { title: title(n), why: unfinished > 0 ? `${why} ${held(unfinished)}` : why, way: lift }
    }
    case 'own-projects': {
      const { title, why, lift } = s.end[reason]
      return { title: title(limits.projects_at_once ?? 1), why, way: lift }
    }
    case 'own-quiet': {
      const { title, why, lift } = s.end[reason]
      return { title: title(hour(limits.quiet?.begin ?? 0), hour(limits.quiet?.end ?? 0)), why, way: lift }
    }
    default: {
      const { title, why, back } = s.end[reason]
      return { title, why, way: back }
    }
  }
}

const hour = (n: number) => `${String(n).padStart(2, '0')}:00`
