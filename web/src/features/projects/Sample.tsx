import { Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { sampleThere } from '@/api/memberships'
import { queries } from '@/api/queries'
import { Formed } from '@/kinds/Formed'
import { drawsMarkdown } from '@/kinds/registry'
import { Dialog } from '@/ui/Dialog'
import { Ready } from '@/ui/LoadMore'
import { Parts } from '@/ui/Parts'
import { work as w } from '@/ui/strings/work'
import styles from './ProjectsPage.module.css'

interface SampleProps {
  project: number
  name: string
  /** The organization of mine that it is in; undefined: the one that I am in. */
  organization?: number
  onClose: () => void
}

/** An item to look at before choosing, and what is asked of it. */
export function Sample({ project, name, organization, onClose }: SampleProps) {
  const here = useQuery({ ...queries.sample(project), enabled: organization === undefined })
  const there = useQuery({ ...sampleThere(organization ?? 0, project), enabled: organization !== undefined })
  const query = organization === undefined ? here : there
  return (
    <Dialog title={w.sampleOf(name)} onClose={onClose}>
      <Ready query={query}>
        {(sample) => (
          <Formed questions={sample.questions}>
            {(form) => (
              <Stack gap="md">
                <p className={styles.facts}>{w.sampleNote}</p>
                <Parts parts={sample.parts} markdown={drawsMarkdown(form)} />
                <div>
                  <h3 className={styles.asked}>{w.asked}</h3>
                  <ul className={styles.questions}>
                    {form.map(({ question, kind }) => (
                      <li key={question.key}>
                        {question.title} <span className={styles.kind}>{kind?.title}</span>
                      </li>
                    ))}
                  </ul>
                </div>
              </Stack>
            )}
          </Formed>
        )}
      </Ready>
    </Dialog>
  )
}
