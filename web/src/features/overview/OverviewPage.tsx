import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { queries } from '@/api/queries'
import { day } from '@/ui/format'
import { Ready } from '@/ui/LoadMore'
import { MarkdownText } from '@/ui/MarkdownText'
import { Panel } from '@/ui/Page'
import { howDecided } from '@/ui/strings/howDecided'
import { overview as s } from '@/ui/strings/overview'
import { Disputed, GUIDELINE } from './Disputed'
import { Needed } from './Needed'
import { NextStep } from './NextStep'
import styles from './OverviewPage.module.css'
import { PayLine } from './PayLine'
import { People } from './People'
import { Progress } from './Progress'
import { QualityPanels } from './QualityPanels'
import { Waiting } from './Waiting'

/** What the project is for, how far it is, and how far it can be trusted. */
export function OverviewPage() {
  const { projectId } = useParams({ from: '/inside/shell/projects/$projectId' })
  const query = useQuery(queries.project(Number(projectId)))
  return (
    <Ready query={query}>
      {(project) => (
        <>
          {project.my_role !== 'annotator' && <NextStep project={project} />}
          <p className={styles.purpose}>{project.purpose}</p>
          <PayLine project={project} />
          {project.my_role !== 'annotator' && (
            <>
              <Waiting project={project} />
              {project.progress && <Progress project={project} progress={project.progress} />}
              {(project.progress?.items ?? 0) > 0 && <Needed project={project} />}
              {(project.progress?.items ?? 0) > 0 && (
                <>
                  <Disputed project={project} />
                  {project.my_role === 'manager' && <People project={project} />}
                  <QualityPanels project={project} />
                </>
              )}
            </>
          )}
          {project.guideline.markdown.trim() !== '' && (
            <Panel
              title={s.guideline}
              note={s.guidelineVersion(project.guideline.version, day(project.guideline.created_on))}
            >
              <div id={GUIDELINE}>
                <MarkdownText text={project.guideline.markdown} />
              </div>
            </Panel>
          )}
          <p>
            <Link to="/projects/$projectId/how-decided" params={{ projectId }}>
              {howDecided.link}
            </Link>
          </p>
        </>
      )}
    </Ready>
  )
}
