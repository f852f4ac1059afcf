import { Group, NativeSelect } from '@mantine/core'
import { data as s } from '@/ui/strings/data'

/** What a table does not say of itself; what is left out the server finds out. */
export interface Table {
  sheet?: string | undefined
  header?: boolean | undefined
}

interface TableFieldsProps {
  table: Table
  sheets: string[]
  onChange: (next: Table) => void
}

/** Which sheet of a workbook is read, and whether its first row has the names of the columns. */
export function TableFields({ table, sheets, onChange }: TableFieldsProps) {
  return (
    <Group align="flex-end">
      {sheets.length > 1 && (
        <NativeSelect
          label={s.sheet}
          value={table.sheet ?? ''}
          data={[{ value: '', label: s.sheetFirst }, ...sheets.map((name) => ({ value: name, label: name }))]}
          onChange={(event) => {
            onChange({ ...table, sheet: event.currentTarget.value || undefined })
          }}
        />
      )}
      <NativeSelect
        label={s.header}
        value={table.header === undefined ? '' : table.header ? 'names' : 'row'}
        data={[
          { value: '', label: s.headerTold },
          { value: 'names', label: s.headerNames },
          { value: 'row', label: s.headerRow },
        ]}
        onChange={(event) => {
          const value = event.currentTarget.value
          onChange({ ...table, header: value ? value === 'names' : undefined })
        }}
      />
    </Group>
  )
}
