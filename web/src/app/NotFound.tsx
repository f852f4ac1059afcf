import { LinkButton } from '@/ui/LinkButton'
import { Page } from '@/ui/Page'
import { general as s } from '@/ui/strings/general'

export function NotFound() {
  return (
    <Page title={s.notFound.title} lead={s.notFound.why} narrow>
      <LinkButton to="/">{s.notFound.back}</LinkButton>
    </Page>
  )
}
