import { IconArrowLeft } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect, useReducer, useRef } from 'react'
import { useMe } from '@/api/session'
import type { Answers } from '@/kinds/contract'
import { bringForm, bringKinds } from '@/kinds/registry'
import { useMachine } from '@/machine/useMachine'
import { bringMarkdown } from '@/ui/MarkdownText'
import { useNotice } from '@/ui/Notices'
import { useTitle } from '@/ui/Page'
import { usePractised } from '@/ui/usePractised'
import { practice as s } from '@/ui/strings/practice'
import { bench, openBench, type BenchEffect, type BenchEvent } from './bench'
import { BenchView } from './BenchView'
import { CameBack } from './CameBack'
import styles from './DeskPage.module.css'
import { BEGIN, ITEMS, placeOf, practise, PROJECT, type Deed, type Place } from './practice'
import { PracticeCoach } from './PracticeCoach'
import { SavedMark } from './SavedMark'
import type { OnPage } from './useBench'

/** All that the practice shows is here before it is. */
export const bringPractice = async () => {
  await bringKinds(ITEMS.flatMap(({ questions }) => questions))
  await Promise.all([
    bringMarkdown(PROJECT.guideline.markdown),
    ...ITEMS.map(({ form }) => bringForm(form())),
  ])
}

/** Five short steps at the desk itself, with nothing behind it: no request is made and nothing is kept. */
export function PracticePage() {
  const me = useMe()
  const [practice, tell] = useReducer(practise, BEGIN)
  const [, setPractised] = usePractised(me.person_id)
  useTitle(s.title)
  useEffect(() => {
    setPractised(true)
  }, [setPractised])
  const place = placeOf(practice)
  const coach = <PracticeCoach practice={practice} onDeed={tell} />
  if (place !== 'back') return <PracticeBench key={place} place={place} coach={coach} onDeed={tell} />
  return (
    <div className={styles.desk}>
      <header className={styles.bar}>
        <Link to="/" className={styles.leave}>
          <IconArrowLeft size={18} aria-hidden />
          <span className={styles.name}>{PROJECT.name}</span>
        </Link>
        <SavedMark mark={null} correcting={false} />
      </header>
      {coach}
      <CameBack
        submitted={practice.submitted}
        onLooked={() => {
          tell({ did: 'looked' })
        }}
      />
    </div>
  )
}

interface BenchProps {
  place: Place
  coach: ReactNode
  onDeed: (deed: Deed) => void
}

/** The bench of the desk, with the practice behind it in place of the server. */
function PracticeBench({ place, coach, onDeed }: BenchProps) {
  const { claim } = ITEMS[place]
  const form = ITEMS[place].form()
  const notice = useNotice()
  const page = useRef<OnPage>(null)
  const [state, tell] = useMachine(
    () => openBench({ claim, questions: form, formVersion: 1, answers: {}, mark: { is: 'empty' } }),
    bench,
    (effect: BenchEffect, told: (event: BenchEvent) => void) => {
      switch (effect.do) {
        case 'keep':
          onDeed({ did: 'changed', answers: effect.answers })
          return
        case 'post':
          told({ is: 'posted', what: effect.what, sent: true })
          if (effect.what === 'submit')
            onDeed({ did: 'submitted', item: place, answers: effect.body.answers as Answers })
          return
        case 'flag':
          told({ is: 'flag-sent' })
          return
        case 'say':
          if (effect.what !== 'revised' && effect.what !== 'handedOver') notice({ text: s.said[effect.what] })
          return
        case 'read-history':
          notice({ text: s.said.earlier })
          return
        case 'focus':
        case 'open-guideline':
        case 'leave-text':
        case 'switch-written':
          page.current?.(effect)
      }
    },
  )
  return (
    <BenchView
      project={PROJECT}
      form={form}
      claim={claim}
      state={state}
      tell={tell}
      page={page}
      besideTask={undefined}
      asking={{
        answerer: s.answerer,
        sending: false,
        error: null,
        send: () => {
          onDeed({ did: 'asked' })
          return Promise.resolve()
        },
        done: s.said.asked,
      }}
      ahead={null}
      practice
      coach={coach}
      onFind={(words) => {
        onDeed({ did: 'searched', words })
      }}
    />
  )
}
