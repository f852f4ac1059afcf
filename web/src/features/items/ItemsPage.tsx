import { Button, Checkbox, NativeSelect, Table, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { queries } from '@/api/queries'
import { supplyingQueries } from '@/api/supplying'
import type { ItemQuery, ItemRow, ItemState } from '@/api/types'
import { confidence, count, decimal, moment } from '@/ui/format'
import { PagedList } from '@/ui/LoadMore'
import { Empty, Panel } from '@/ui/Page'
import { StateMark } from '@/ui/StateMark'
import stacked from '@/ui/stacked.module.css'
import { bulk } from '@/ui/strings/bulk'
import { items as s } from '@/ui/strings/items'
import { stateShown } from '@/ui/settled'
import { settled } from '@/ui/strings/settled'
import { AsideReason } from './Aside'
import styles from './Items.module.css'
import { Labelling } from './Labelling'
import { useChosen } from './useChosen'

const FROM = '/inside/shell/projects/$projectId/items'

/** All items of a project, page by page. */
export function ItemsPage() {
  const { projectId } = useParams({ from: FROM })
  const filter = useSearch({ from: FROM })
  const navigate = useNavigate({ from: '/projects/$projectId/items' })
  const query = useInfiniteQuery(queries.items(Number(projectId), filter))
  const project = useQuery(queries.project(Number(projectId)))
  const [words, setWords] = useState(filter.search ?? '')
  const [within, setWithin] = useState(filter.contains ?? '')
  const { chosen, choose, chooseAll, clear } = useChosen()
  const change = (patch: ItemQuery) => {
    clear()
    const next = Object.fromEntries(Object.entries({ ...filter, ...patch }).filter(([, v]) => v))
    void navigate({ search: next as ItemQuery, replace: true })
  }
  const search = useDebouncedCallback((text: string) => {
    change({ search: text.trim() })
  }, 350)
  const searchWithin = useDebouncedCallback((text: string) => {
    change({ contains: text.trim() })
  }, 350)
  const leads = project.data?.my_role === 'manager'
  const filtered = Boolean(
    filter.state || filter.gold || filter.search || filter.contains || filter.data_import,
  )
  return (
    <Panel>
      <div className={styles.filters} role="search" aria-label={s.filters}>
        <TextInput
          className={styles.search}
          aria-label={s.search}
          placeholder={s.search}
          leftSection={<IconSearch size={16} />}
          value={words}
          onChange={(event) => {
            setWords(event.currentTarget.value)
            search(event.currentTarget.value)
          }}
        />
        <TextInput
          className={styles.search}
          aria-label={s.contains}
          placeholder={s.contains}
          leftSection={<IconSearch size={16} />}
          value={within}
          maxLength={200}
          onChange={(event) => {
            setWithin(event.currentTarget.value)
            searchWithin(event.currentTarget.value)
          }}
        />
        <NativeSelect
          aria-label={s.columns.state}
          value={filter.state ?? ''}
          data={[{ value: '', label: s.anyState }, ...options(s.state)]}
          onChange={(event) => {
            change({
              state: (event.currentTarget.value || undefined) as ItemState | undefined,
              aside: undefined,
              how: undefined,
            })
          }}
        />
        {filter.state === 'settled' && (
          <NativeSelect
            aria-label={s.howTitle}
            value={filter.how ?? ''}
            data={[{ value: '', label: s.anyHow }, ...options(settled.one)]}
            onChange={(event) => {
              change({ how: (event.currentTarget.value || undefined) as ItemQuery['how'] })
            }}
          />
        )}
        {filter.state === 'set-aside' && (
          <NativeSelect
            aria-label={s.aside}
            value={filter.aside ?? ''}
            data={[{ value: '', label: s.anyAside }, ...options(s.asideBecause)]}
            onChange={(event) => {
              change({ aside: (event.currentTarget.value || undefined) as ItemQuery['aside'] })
            }}
          />
        )}
        <NativeSelect
          aria-label={s.goldTitle}
          value={filter.gold ? 'gold' : ''}
          data={[
            { value: '', label: s.anyGold },
            { value: 'gold', label: s.onlyGold },
          ]}
          onChange={(event) => {
            change({ gold: event.currentTarget.value === 'gold' })
          }}
        />
        {leads && (
          <ImportFilter
            projectId={Number(projectId)}
            value={filter.data_import ?? undefined}
            onChange={(made) => {
              change({ data_import: made })
            }}
          />
        )}
        <NativeSelect
          aria-label={s.order}
          value={filter.order ?? 'position'}
          data={[
            { value: 'position', label: s.byPosition },
            { value: 'disputed', label: s.byDispute },
          ]}
          onChange={(event) => {
            change({ order: event.currentTarget.value === 'disputed' ? 'disputed' : undefined })
          }}
        />
      </div>
      {project.data && !filter.how && (query.data?.pages[0]?.rows.length ?? 1) > 0 && (
        <Labelling project={project.data} filter={filter} chosen={chosen} onClear={clear} />
      )}
      <PagedList
        query={query}
        empty={
          <Empty title={s.empty.title} why={s.empty.why}>
            {filtered && (
              <Button
                variant="default"
                onClick={() => {
                  setWords('')
                  setWithin('')
                  clear()
                  void navigate({ search: {}, replace: true })
                }}
              >
                {s.clear}
              </Button>
            )}
          </Empty>
        }
      >
        {(rows) => (
          <Table verticalSpacing="sm" className={stacked.table}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th className={styles.check}>
                  <Checkbox
                    size="sm"
                    aria-label={bulk.chooseAll}
                    checked={chosen.size > 0 && rows.every((row) => chosen.has(row.id))}
                    indeterminate={chosen.size > 0 && !rows.every((row) => chosen.has(row.id))}
                    onChange={(event) => {
                      chooseAll(
                        rows.map((row) => row.id),
                        event.currentTarget.checked,
                      )
                    }}
                  />
                </Table.Th>
                <Table.Th>{s.columns.item}</Table.Th>
                <Table.Th>{s.columns.state}</Table.Th>
                <Table.Th className={styles.right}>{s.columns.answers}</Table.Th>
                <Table.Th className={styles.right}>{s.columns.confidence}</Table.Th>
                <Table.Th className={styles.right}>{s.columns.disagreement}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row) => (
                <Row
                  key={row.id}
                  row={row}
                  projectId={projectId}
                  chosen={chosen.has(row.id)}
                  onChoose={(is, through) => {
                    choose(
                      rows.map((one) => one.id),
                      row.id,
                      is,
                      through,
                    )
                  }}
                />
              ))}
            </Table.Tbody>
          </Table>
        )}
      </PagedList>
    </Panel>
  )
}

interface ImportFilterProps {
  projectId: number
  value: number | undefined
  onChange: (made: number | undefined) => void
}

/** The imports of a project, the newest first; nothing where there is none to choose from. */
function ImportFilter({ projectId, value, onChange }: ImportFilterProps) {
  const query = useInfiniteQuery(supplyingQueries.imports(projectId))
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  if (rows.length < 2 && value === undefined) return null
  const known = rows.some((row) => row.id === value) || value === undefined
  return (
    <NativeSelect
      aria-label={s.import}
      value={value ?? ''}
      data={[
        { value: '', label: s.anyImport },
        ...rows.map((row) => ({
          value: String(row.id),
          label: s.ofImport(row.name, moment(row.created_at)),
        })),
        ...(known ? [] : [{ value: String(value), label: s.oneImport(value) }]),
      ]}
      onChange={(event) => {
        onChange(Number(event.currentTarget.value) || undefined)
      }}
    />
  )
}

interface RowProps {
  row: ItemRow
  projectId: string
  chosen: boolean
  /** `through`: with all rows from the last one that was touched. */
  onChoose: (is: boolean, through: boolean) => void
}

function Row({ row, projectId, chosen, onChoose }: RowProps) {
  const name = row.external_id ?? `#${String(row.id)}`
  return (
    <Table.Tr>
      <Table.Td className={styles.check}>
        <Checkbox
          size="sm"
          aria-label={bulk.choose(name)}
          checked={chosen}
          onChange={(event) => {
            onChoose(event.currentTarget.checked, (event.nativeEvent as MouseEvent).shiftKey)
          }}
        />
      </Table.Td>
      <Table.Td className={styles.itemCell} data-wide>
        <Link
          to="/projects/$projectId/items/$itemId"
          params={{ projectId, itemId: String(row.id) }}
          className={styles.itemLink}
        >
          {row.excerpt || name}
        </Link>
        <span className={styles.small}>
          {name}
          {row.gold !== 'none' && ` · ${s.goldMark}`}
        </span>
      </Table.Td>
      <Table.Td>
        <StateMark state={stateShown(row)}>{s.state[row.state]}</StateMark>
        {row.how && <div className={styles.how}>{settled.one[row.how]}</div>}
        {row.aside && <AsideReason projectId={projectId} aside={row.aside} />}
      </Table.Td>
      <Table.Td className={styles.right} data-label={s.columns.answers}>
        {s.ofWanted(count(row.answers), count(row.wanted))}
      </Table.Td>
      <Table.Td className={styles.right} data-label={s.columns.confidence}>
        {row.confidence === null ? '–' : confidence(row.confidence)}
      </Table.Td>
      <Table.Td className={styles.right} data-label={s.columns.disagreement}>
        {row.disagreement === null ? '–' : decimal(row.disagreement)}
      </Table.Td>
    </Table.Tr>
  )
}

function options(words: Record<string, string>) {
  return Object.entries(words).map(([value, label]) => ({ value, label }))
}
