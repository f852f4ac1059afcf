import { Table } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { queries } from '@/api/queries'
import { moment } from '@/ui/format'
import { PagedList } from '@/ui/LoadMore'
import { Empty, Page, Panel } from '@/ui/Page'
import stacked from '@/ui/stacked.module.css'
import { organization as s } from '@/ui/strings/organization'
import styles from './Organization.module.css'

/** Every change, with who and when. */
export function AuditPage() {
  const query = useInfiniteQuery(queries.audit())
  return (
    <Page title={s.audit} lead={s.auditLead}>
      <Panel>
        <PagedList query={query} empty={<Empty title={s.auditEmpty.title} why={s.auditEmpty.why} />}>
          {(rows) => (
            <Table className={stacked.table}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{s.when}</Table.Th>
                  <Table.Th>{s.who}</Table.Th>
                  <Table.Th>{s.what}</Table.Th>
                  <Table.Th>{s.subject}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {rows.map((row) => (
                  <Table.Tr key={row.id}>
                    <Table.Td className={styles.when}>{moment(row.at)}</Table.Td>
                    <Table.Td>{row.person ?? s.system}</Table.Td>
                    <Table.Td>
                      {row.action}
                      {Object.keys(row.detail).length > 0 && (
                        <span className={styles.detail}>
                          {Object.entries(row.detail)
                            .map(
                              ([name, value]) =>
                                `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
                            )
                            .join(', ')}
                        </span>
                      )}
                    </Table.Td>
                    <Table.Td className={styles.when}>
                      {row.subject} {row.subject_id}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )}
        </PagedList>
      </Panel>
    </Page>
  )
}
