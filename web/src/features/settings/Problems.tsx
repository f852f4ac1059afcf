import { settings as s } from '@/ui/strings/settings'
import styles from './Settings.module.css'

/** Something to mend, and where. */
export interface Problem {
  /** The id of the field, or of what holds it. */
  at: string
  what: string
}

/** What stands in the way, each a link to its field. */
export function Problems<One extends Problem>({
  problems,
  onGo = ({ at }) => {
    goTo(at)
  },
}: {
  problems: One[]
  onGo?: (problem: One) => void
}) {
  if (problems.length === 0) return null
  return (
    <div className={styles.problems} role="alert">
      {s.mend}
      <ul>
        {problems.map((one, i) => (
          <li key={i}>
            <a
              href={`#${one.at}`}
              onClick={(event) => {
                event.preventDefault()
                onGo(one)
              }}
            >
              {one.what}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The focus goes to the field; in a group, to what is wrong or empty there (a hint in it says that it may be), else to its first field. */
export function goTo(id: string): void {
  const place = document.getElementById(id)
  const field = place?.matches('input, textarea, select') ? place : inside(place)
  field?.focus()
}

function inside(place: HTMLElement | null): HTMLElement | undefined {
  const fields = [...(place?.querySelectorAll<HTMLInputElement>('input:not([type=hidden]), textarea') ?? [])]
  return (
    fields.find((one) => one.ariaInvalid === 'true') ??
    fields.find((one) => one.value === '' && one.placeholder === '') ??
    fields[0]
  )
}
