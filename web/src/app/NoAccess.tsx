import { useMe } from '@/api/session'
import { LinkButton } from '@/ui/LinkButton'
import { Empty, Page, Panel, useTitle } from '@/ui/Page'
import { access as s } from '@/ui/strings/access'

/** What a page asks of whoever opens it: a role in its project, or to lead the organization. */
export type Need = 'reviewer' | 'manager' | 'leads'

/** In the place of a project's page that is not for this person: whose it is, who can give access, a way back. */
export function NoAccess({ need, projectId }: { need: Need; projectId: string }) {
  const me = useMe()
  useTitle(s.title)
  return (
    <Panel>
      <Empty title={s.title} why={`${s.need[need]} ${s.who[need](me.organization)}`}>
        <LinkButton to="/projects/$projectId" params={{ projectId }} variant="default">
          {s.toProject}
        </LinkButton>
      </Empty>
    </Panel>
  )
}

/** The same for a page of those who lead the organization. */
export function NoAccessPage() {
  const me = useMe()
  return (
    <Page title={s.title} lead={`${s.need.leads} ${s.who.leads(me.organization)}`} narrow>
      <LinkButton to="/">{s.toProjects}</LinkButton>
    </Page>
  )
}
