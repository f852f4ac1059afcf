import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import styles from './LanguageChoice.module.css'
import { language, type Language, LANGUAGES } from './locale'

/** What is said of a language that was chosen while something stands typed on the page: in that language. */
const LATER: Record<Language, { note: string; now: string }> = {
  en: {
    note: 'Shown when the page is loaded again. What you have typed here is not kept then.',
    now: 'Load again',
  },
  de: {
    note: 'Gilt, wenn die Seite neu geladen wird. Was Sie hier getippt haben, bleibt dabei nicht erhalten.',
    now: 'Neu laden',
  },
  ar: {
    note: 'تظهر عند إعادة تحميل الصفحة، ولن يبقى ما كتبته هنا.',
    now: 'إعادة التحميل',
  },
}

interface ChoiceProps {
  label: string
  /** Keeps the language; the page is then loaded again, unless something stands typed on it. */
  onChoose: (wanted: Language) => Promise<boolean> | boolean
}

/** The languages, each by its own name, so that whoever can't read this page finds theirs. */
export function LanguageChoice({ label, onChoose }: ChoiceProps) {
  const [chosen, setChosen] = useState(language)
  const typed = useTyped()
  const choose = async (wanted: Language) => {
    const before = chosen
    setChosen(wanted)
    if (!(await onChoose(wanted))) setChosen(before)
    else if (wanted !== language && !typed.current) window.location.reload()
  }
  return (
    <>
      <fieldset className={styles.languages}>
        <legend className={styles.legend}>{label}</legend>
        {(Object.keys(LANGUAGES) as Language[]).map((one) => (
          <label key={one} className={styles.language} lang={one}>
            <input
              type="radio"
              name="language"
              checked={chosen === one}
              onChange={() => {
                void choose(one)
              }}
            />
            <bdi>{LANGUAGES[one]}</bdi>
          </label>
        ))}
      </fieldset>
      {chosen !== language && (
        <p className={styles.later} lang={chosen} dir="auto" role="status">
          {LATER[chosen].note}{' '}
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              window.location.reload()
            }}
          >
            {LATER[chosen].now}
          </Button>
        </p>
      )}
    </>
  )
}

/** Whether somebody has typed on this page. */
function useTyped() {
  const typed = useRef(false)
  useEffect(() => {
    const note = (event: Event) => {
      const field = event.target
      if (
        field instanceof HTMLTextAreaElement ||
        (field instanceof HTMLInputElement && field.type !== 'radio')
      )
        typed.current = true
    }
    document.addEventListener('input', note)
    return () => {
      document.removeEventListener('input', note)
    }
  }, [])
  return typed
}
