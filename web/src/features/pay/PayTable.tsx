import type { ReactNode } from 'react'
import { Panel } from '@/ui/Page'
import { pay as s } from '@/ui/strings/pay'
import styles from './Pay.module.css'

interface PayTableProps {
  title: string
  note?: string
  /** What the columns before the amount are called. */
  columns: string[]
  /** The rows. */
  children: ReactNode
}

/** A panel with a table whose last column is an amount. */
export function PayTable({ title, note, columns, children }: PayTableProps) {
  return (
    <Panel title={title} note={note}>
      <div className={styles.wide}>
        <table className={styles.table} aria-label={title}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
              <th scope="col" className={styles.number}>
                {s.amount}
              </th>
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </table>
      </div>
    </Panel>
  )
}
