import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { IconDownload, IconPrinter } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { calls } from '@/api/calls'
import { queries } from '@/api/queries'
import { Ready } from '@/ui/LoadMore'
import { overview as s } from '@/ui/strings/overview'
import styles from './ReportPage.module.css'

/** What the labels are worth, as the sheet that a data lead sends on: shown, printed and kept as one and the same page. */
export function ReportPage() {
  const { projectId } = useParams({ from: '/inside/shell/projects/$projectId/report' })
  const id = Number(projectId)
  const query = useQuery(queries.report(id))
  const project = useQuery(queries.project(id))
  const frame = useRef<HTMLIFrameElement>(null)
  const [height, setHeight] = useState(1200)
  const measure = () => {
    const body = frame.current?.contentDocument?.body
    if (body) setHeight(Math.ceil(body.getBoundingClientRect().height) + 1)
  }
  return (
    <Ready query={query}>
      {(page) => (
        <>
          <div className={styles.bar}>
            <p className={styles.words}>
              {s.report.note}{' '}
              <Link to="/projects/$projectId" params={{ projectId }}>
                {s.report.back}
              </Link>
            </p>
            <div className={styles.ways}>
              <Button
                size="sm"
                leftSection={<IconPrinter size={16} aria-hidden />}
                onClick={() => {
                  frame.current?.contentWindow?.print()
                }}
              >
                {s.report.print}
              </Button>
              <Button
                component="a"
                href={calls.reportAddress(id)}
                download={`${s.report.file(project.data?.name ?? projectId)}.html`}
                size="sm"
                variant="default"
                leftSection={<IconDownload size={16} aria-hidden />}
              >
                {s.report.download}
              </Button>
            </div>
          </div>
          <iframe
            ref={frame}
            className={styles.sheet}
            style={{ height }}
            title={s.report.title}
            // Nothing in it runs; the page around it measures it and prints it.
            sandbox="allow-same-origin allow-modals"
            srcDoc={page}
            onLoad={() => {
              measure()
              frame.current?.contentWindow?.addEventListener('resize', measure)
            }}
          />
        </>
      )}
    </Ready>
  )
}
