import { Button, Checkbox, FileButton, Group, NativeSelect, NumberInput, Stack, Text } from '@mantine/core'
import { IconFileUpload } from '@tabler/icons-react'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useId, useState } from 'react'
import { READ } from '@/api/formats.gen'
import { forgetHanded, handedTo } from '@/api/keeping/handed'
import { newId } from '@/api/keeping/ids'
import { supplying, supplyingQueries } from '@/api/supplying'
import type { ImportFormat, Project } from '@/api/types'
import { Formed } from '@/kinds/Formed'
import type { Asked as AskedQuestion } from '@/kinds/registry'
import { useWayDone } from '@/ui/useFirstWay'
import { bytes } from '@/ui/format'
import { Panel } from '@/ui/Page'
import { TroubleNote } from '@/ui/Trouble'
import { data as s } from '@/ui/strings/data'
import styles from './Data.module.css'
import { AddressedPictures, type Addressed } from './AddressedPictures'
import { ControlTable } from './ControlTable'
import {
  askedOf,
  isEnoughWithoutPictures,
  mappingOf,
  missingOf,
  renamed,
  rolesOf,
  type Asked,
  type Roles,
} from './mapping'
import { LeftOut } from './LeftOut'
import { MappingTable } from './MappingTable'
import { NeedsTable, needName } from './NeedsTable'
import { TableFields, type Table } from './TableFields'
import { PreviewItems } from './PreviewItems'

/** Only this much of a file is sent for its preview. */
const BEGIN = 1 << 20
/** Formats by what people call them. */
const FORMATS = Object.entries(READ)
  .map(([value, { title }]) => ({ value, label: title }))
  .sort((a, b) => a.label.localeCompare(b.label))
/** What a sentence names of them. */
const KNOWN = Object.values(READ).flatMap(({ knownAs }) => (knownAs ? [knownAs] : []))
interface Chosen {
  file: File
  /** As the lead says; without one the server tells it from the file. */
  format: ImportFormat | null
  /** Whether it lists at its end what it holds: then its beginning shows nothing. */
  packed: boolean
  /** One import per choice, however often it is sent. */
  key: string
}

async function chosenOf(file: File): Promise<Chosen> {
  const begin = await file.slice(0, 4).text()
  return { file, format: null, packed: /^(PK|PAR1)/.test(begin), key: newId() }
}

export function ImportPanel({ project }: { project: Project }) {
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const [over, setOver] = useState(false)
  const choose = async (file: File | null | undefined) => {
    if (file) setChosen(await chosenOf(file))
  }
  // A file that was chosen while the project was made.
  const [handed] = useState(() => handedTo(project.id))
  useEffect(() => {
    if (handed) void chosenOf(handed).then(setChosen)
    forgetHanded(project.id)
  }, [handed, project.id])
  return (
    <Panel title={s.import} note={s.importNote(KNOWN)}>
      {chosen === null ? (
        <div
          className={styles.drop}
          data-over={over || undefined}
          onDragOver={(event) => {
            event.preventDefault()
            setOver(true)
          }}
          onDragLeave={() => {
            setOver(false)
          }}
          onDrop={(event) => {
            event.preventDefault()
            setOver(false)
            void choose(event.dataTransfer.files[0])
          }}
        >
          <IconFileUpload size={28} stroke={1.5} aria-hidden />
          <span>{s.drop}</span>
          <FileButton onChange={(file) => void choose(file)} inputProps={{ 'aria-label': s.choose }}>
            {(props) => (
              <Button {...props} variant="default">
                {s.choose}
              </Button>
            )}
          </FileButton>
        </div>
      ) : (
        <Formed questions={project.questions}>
          {(form) => (
            <Preparing
              key={chosen.key}
              project={project}
              form={form}
              chosen={chosen}
              onFormat={(format) => {
                setChosen({ ...chosen, format, key: newId() })
              }}
              onDone={() => {
                setChosen(null)
              }}
            />
          )}
        </Formed>
      )}
    </Panel>
  )
}

interface PreparingProps {
  project: Project
  form: AskedQuestion[]
  chosen: Chosen
  onFormat: (format: ImportFormat) => void
  onDone: () => void
}

/** The chosen file: what its columns become, its first items, and the way in. */
function Preparing({ project, form, chosen, onFormat, onDone }: PreparingProps) {
  const client = useQueryClient()
  const [roles, setRoles] = useState<Roles | null>(null)
  const [drawn, setDrawn] = useState<number | null>(null)
  const [pictures, setPictures] = useState<Addressed | null>(null)
  const [lookFor, setLookFor] = useState(false)
  const [mine, setMine] = useState<ReadonlySet<string>>(new Set())
  const why = useId()
  const [guess, setGuess] = useState<Record<string, unknown>>({})
  const [asked, setAsked] = useState<Asked | null>(null)
  const [table, setTable] = useState<Table>({})
  const mapping =
    roles === null
      ? null
      : { ...mappingOf(roles, guess, drawn), ...(asked ? { questions: renamed(asked) } : {}) }
  const told = JSON.stringify({ ...(mapping ?? table), ...(pictures ? { pictures } : {}) })
  const { file, packed, key } = chosen
  const asks = chosen.format ?? 'auto'
  const preview = useQuery({
    queryKey: ['preview', project.id, key, told],
    queryFn: async () => {
      const read = await supplying.previewImport(project.id, file.slice(0, BEGIN), {
        name: file.name,
        format: asks,
        mapping: told,
      })
      if (mapping === null) setGuess(read.mapping)
      return read
    },
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    retry: false,
  })
  const wayDone = useWayDone()
  const start = useMutation({
    mutationFn: () =>
      supplying.startImport(
        project.id,
        file,
        { name: file.name, format: asks, mapping: told, redundancy: lookFor },
        key,
      ),
    onSuccess: async () => {
      wayDone('import')
      await client.invalidateQueries({ queryKey: supplyingQueries.imports(project.id).queryKey })
      onDone()
    },
  })
  const current = roles ?? (preview.data ? rolesOf(preview.data) : null)
  const questions = project.questions.map((q) => String(q.key))
  const hasGold = Object.values(current ?? {}).some((role) => role.is === 'gold')
  // A file of which not one row can be taken; one that is looked at in part may still hold others.
  const nothing = preview.data?.rows.length === 0 && file.size <= BEGIN
  const format = chosen.format ?? (preview.data?.format as ImportFormat | undefined) ?? null
  const missing = current && preview.data ? missingOf(current, preview.data.needs) : []
  const hasPart = Object.values(current ?? {}).some((role) => role.is === 'part')
  const addresses = preview.data?.addresses ?? null
  // Formats whose columns the server knows have a table only when there is something to mend.
  const hasTable =
    format === null || !READ[format].isSettled || missing.length > 0 || addresses !== null || roles !== null
  const change = (next: Roles, touched: string[]) => {
    if (roles === null && preview.data) setGuess(preview.data.mapping)
    setRoles(next)
    setMine(new Set([...mine, ...touched]))
  }
  const atTheEnd = packed || (format !== null && !READ[format].readsBeginning)
  const impossible = preview.error !== null && atTheEnd && file.size > BEGIN
  // Why nothing can be imported yet, beside the button.
  const blocked = preview.isPending
    ? s.why.reading
    : missing.length > 0
      ? s.why.missing(missing.map((need) => needName(need).toLowerCase()).join(', '))
      : preview.data && !hasPart && Object.keys(current ?? {}).length > 0
        ? s.why.noPart
        : addresses && pictures === null
          ? s.why.pictures
          : nothing
            ? s.why.nothing
            : null
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-end">
        <Stack gap={2}>
          <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
            {s.file(file.name, bytes(file.size))}
          </Text>
          <Button
            variant="subtle"
            size="compact-sm"
            ml={-8}
            onClick={onDone}
            style={{ alignSelf: 'flex-start' }}
          >
            {s.other}
          </Button>
        </Stack>
        <NativeSelect
          label={s.format}
          value={format ?? ''}
          data={format === null ? [{ value: '', label: s.formatTold }, ...FORMATS] : FORMATS}
          onChange={(event) => {
            onFormat(event.currentTarget.value as ImportFormat)
          }}
        />
      </Group>
      {preview.isPending && <Text c="dimmed">{s.reading}</Text>}
      {impossible && <Text c="dimmed">{s.previewNone}</Text>}
      {preview.error && !impossible && <TroubleNote error={preview.error} />}
      {preview.data && current && (
        <>
          {format !== null && READ[format].asksHeader && (
            <TableFields
              table={table}
              sheets={preview.data.sheets}
              onChange={(next) => {
                setTable(next)
                setRoles(null)
                setAsked(null)
              }}
            />
          )}
          {preview.data.needs.length > 0 && Object.keys(current).length > 0 && (
            <NeedsTable preview={preview.data} form={form} roles={current} mine={mine} onChange={change} />
          )}
          {hasTable && Object.keys(current).length > 0 && (
            <MappingTable
              preview={preview.data}
              roles={current}
              questions={questions}
              mine={mine}
              onChange={change}
            />
          )}
          {preview.data.controls.length > 0 && (
            <ControlTable
              asked={asked ?? askedOf(preview.data, questions)}
              said={preview.data.said}
              questions={questions}
              onChange={(next) => {
                if (roles === null) setGuess(preview.data.mapping)
                setRoles(current)
                setAsked(next)
              }}
            />
          )}
          {hasGold && (
            <Group align="flex-end">
              <NativeSelect
                label={s.goldDrawn}
                value={drawn === null ? 'chosen' : 'drawn'}
                data={[
                  { value: 'chosen', label: s.goldDrawnChosen },
                  { value: 'drawn', label: s.goldDrawnRandom },
                ]}
                onChange={(event) => {
                  setDrawn(event.currentTarget.value === 'drawn' ? 0.1 : null)
                  setRoles(current)
                }}
              />
              {drawn !== null && (
                <NumberInput
                  label={s.goldShare}
                  value={drawn * 100}
                  min={0.1}
                  max={100}
                  decimalScale={2}
                  onChange={(value) => {
                    if (typeof value === 'number' && value > 0) setDrawn(value / 100)
                  }}
                />
              )}
            </Group>
          )}
          {addresses && (
            <AddressedPictures
              addresses={addresses}
              canLeaveOut={isEnoughWithoutPictures(current, preview.data.needs)}
              value={pictures}
              onChange={setPictures}
            />
          )}
          <PreviewItems preview={preview.data} form={form} />
          <LeftOut preview={preview.data} />
        </>
      )}
      {start.error && <TroubleNote error={start.error} />}
      <Checkbox
        label={s.redundancy}
        description={s.redundancyHint}
        checked={lookFor}
        onChange={(event) => {
          setLookFor(event.currentTarget.checked)
        }}
      />
      <Group>
        <Button
          loading={start.isPending}
          disabled={blocked !== null || (preview.error !== null && !impossible)}
          aria-describedby={blocked === null ? undefined : why}
          onClick={() => {
            start.mutate()
          }}
        >
          {s.start}
        </Button>
        {start.isPending && <Text c="dimmed">{s.sending}</Text>}
        {blocked !== null && (
          <Text id={why} size="sm" role="status">
            {blocked}
          </Text>
        )}
      </Group>
    </Stack>
  )
}
