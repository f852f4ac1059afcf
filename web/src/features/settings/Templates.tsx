import { Button, UnstyledButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { queries } from '@/api/queries'
import type { Template } from '@/api/types'
import { Ready } from '@/ui/LoadMore'
import { settings as s } from '@/ui/strings/settings'
import styles from './Settings.module.css'

interface TemplatesProps {
  /** `config`: a labelling config of another tool. */
  chosen: Template | 'config' | null
  onChoose: (chosen: Template | 'config' | null) => void
}

/** What to begin with: nothing, a project of one of the commonest sorts, or what another tool has. */
export function Templates({ chosen, onChoose }: TemplatesProps) {
  const query = useQuery(queries.templates())
  // Room is kept while they load, so that nothing below moves under a hand that is already there.
  if (query.isPending) return <div className={styles.templatesRoom} aria-busy="true" />
  return (
    <Ready query={query}>
      {(templates) => (
        <div className={styles.templates} role="group" aria-label={s.templates}>
          <Card
            title={s.blank}
            about={s.blankAbout}
            pressed={chosen === null}
            onClick={() => {
              onChoose(null)
            }}
          />
          <Card
            title={s.config}
            about={s.configAbout}
            pressed={chosen === 'config'}
            onClick={() => {
              onChoose('config')
            }}
          />
          {templates.map((one) => (
            <Card
              key={one.name}
              title={one.title}
              about={one.about}
              pressed={chosen === one}
              onClick={() => {
                onChoose(one)
              }}
            />
          ))}
        </div>
      )}
    </Ready>
  )
}

interface CardProps {
  title: string
  about: string
  pressed: boolean
  onClick: () => void
}

function Card({ title, about, pressed, onClick }: CardProps) {
  return (
    <UnstyledButton className={styles.template} aria-pressed={pressed} onClick={onClick}>
      <span className={styles.templateTitle}>{title}</span>
      <span className={styles.templateAbout}>{about}</span>
    </UnstyledButton>
  )
}

/** The example of a template, as a file to import. */
export const exampleOf = ({ name, example }: Template) =>
  new File([`${JSON.stringify(example)}\n`], `${name}-example.jsonl`, { type: 'application/x-ndjson' })

interface ExampleProps {
  template: Template
  /** Takes it for the file to import. */
  onUse: (() => void) | undefined
}

/** A row of a file that fits the template's questions, and that file itself to try it out. */
export function Example({ template, onUse }: ExampleProps) {
  return (
    <div className={styles.example}>
      <p className={styles.previewTitle}>{s.exampleRow}</p>
      <pre className={styles.exampleRow}>{JSON.stringify(template.example, null, 1)}</pre>
      {onUse && (
        <Button variant="light" mt="sm" onClick={onUse}>
          {s.exampleUse}
        </Button>
      )}
    </div>
  )
}
