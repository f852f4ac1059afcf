import { Button } from '@mantine/core'
import { useState } from 'react'
import { general as s } from '../strings/general'
import styles from './Table.module.css'

/** Rows that are drawn before somebody asks for more. */
const STEP = 100

/** A table as it stands in the data; null when the data is none. */
export function tableOf(data: Record<string, unknown> | null | undefined) {
  const { columns, rows } = data ?? {}
  if (!Array.isArray(columns) || !Array.isArray(rows)) return null
  return { columns: columns.map(cell), rows: rows.map((row: unknown) => (Array.isArray(row) ? row : [row])) }
}

export function TablePart({ columns, rows }: { columns: string[]; rows: unknown[][] }) {
  const [most, setMost] = useState(STEP)
  return (
    <div>
      {/* Wide tables scroll, also by key. */}
      <div className={styles.frame} tabIndex={0} role="group" aria-label={s.table(rows.length)}>
        <table className={styles.table}>
          <thead>
            <tr>
              {columns.map((name, i) => (
                <th key={i} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, most).map((row, i) => (
              <tr key={i}>
                {columns.map((_, j) => (
                  <td key={j} data-number={typeof row[j] === 'number' || undefined} dir="auto">
                    {cell(row[j])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > most && (
        <Button
          variant="subtle"
          size="xs"
          onClick={() => {
            setMost(most + 10 * STEP)
          }}
        >
          {s.moreRows(rows.length - most)}
        </Button>
      )}
    </div>
  )
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}
