import { Button, Group, NativeSelect, Select, Stack } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { queries } from '@/api/queries'
import { qualifications as s } from '@/ui/strings/qualifications'
import styles from './Qualifications.module.css'

export interface Tied {
  project_id: number
  question: string
  project: string
  /** Empty: it is not asked any more. */
  title: string
}

/** The questions whose answers speak for a qualification. */
export function Sources({ tied, onChange }: { tied: Tied[]; onChange: (tied: Tied[]) => void }) {
  return (
    <Stack gap="md">
      {tied.length === 0 ? (
        <p className={styles.small}>{s.noSources}</p>
      ) : (
        <ul className={styles.lines}>
          {tied.map((one) => (
            <li key={`${String(one.project_id)} ${one.question}`} className={styles.source}>
              <span>
                <bdi>{one.project}</bdi>: <bdi>{one.title || `${one.question} (${s.notAsked})`}</bdi>
              </span>
              <Button
                size="xs"
                variant="subtle"
                color="gray"
                aria-label={s.untieNamed(one.title || one.question, one.project)}
                onClick={() => {
                  onChange(tied.filter((other) => other !== one))
                }}
              >
                {s.untie}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Choose
        onTie={(one) => {
          const known = tied.some((o) => o.project_id === one.project_id && o.question === one.question)
          if (!known) onChange([...tied, one])
        }}
      />
    </Stack>
  )
}

function Choose({ onTie }: { onTie: (one: Tied) => void }) {
  const [typed, setTyped] = useState('')
  const [chosen, choose] = useState<{ id: number; name: string } | null>(null)
  const [question, setQuestion] = useState('')
  const [search] = useDebouncedValue(typed === chosen?.name ? '' : typed.trim(), 300)
  const found = useInfiniteQuery(queries.projects({ search: search || undefined }))
  const rows = found.data?.pages.flatMap((page) => page.rows) ?? []
  const options = rows.map((row) => ({ value: String(row.id), label: row.name }))
  const data =
    chosen && !rows.some(({ id }) => id === chosen.id)
      ? [{ value: String(chosen.id), label: chosen.name }, ...options]
      : options
  return (
    <Group align="flex-end">
      <Select
        label={s.project}
        placeholder={s.chooseProject}
        searchable
        data={data}
        filter={({ options: all }) => all}
        value={chosen ? String(chosen.id) : null}
        searchValue={typed}
        onSearchChange={setTyped}
        onChange={(value) => {
          const row = rows.find(({ id }) => String(id) === value)
          choose(row ? { id: row.id, name: row.name } : null)
          setQuestion('')
        }}
      />
      <QuestionSelect project={chosen?.id ?? null} value={question} onChange={setQuestion} />
      <TieButton chosen={chosen} question={question} onTie={onTie} />
    </Group>
  )
}

function useQuestions(project: number | null): { key: string; title: string }[] {
  const query = useQuery({ ...queries.project(project ?? 0), enabled: project !== null })
  return (query.data?.questions ?? []) as unknown as { key: string; title: string }[]
}

interface QuestionSelectProps {
  project: number | null
  value: string
  onChange: (value: string) => void
}

function QuestionSelect({ project, value, onChange }: QuestionSelectProps) {
  const questions = useQuestions(project)
  return (
    <NativeSelect
      label={s.question}
      disabled={project === null}
      value={value}
      data={[
        { value: '', label: s.chooseQuestion },
        ...questions.map(({ key, title }) => ({ value: key, label: title })),
      ]}
      onChange={(event) => {
        onChange(event.currentTarget.value)
      }}
    />
  )
}

interface TieButtonProps {
  chosen: { id: number; name: string } | null
  question: string
  onTie: (one: Tied) => void
}

function TieButton({ chosen, question, onTie }: TieButtonProps) {
  const title = useQuestions(chosen?.id ?? null).find(({ key }) => key === question)?.title ?? ''
  return (
    <Button
      variant="default"
      disabled={chosen === null || question === ''}
      onClick={() => {
        if (chosen !== null) onTie({ project_id: chosen.id, question, project: chosen.name, title })
      }}
    >
      {s.tie}
    </Button>
  )
}
