import type { ReactNode } from 'react'
import { Page } from '@/ui/Page'
import { general } from '@/ui/strings/general'

/** A page that holds nothing but this: where what belongs there could not come. */
export const wholePage = (inside: ReactNode) => (
  <Page title={general.name} narrow>
    {inside}
  </Page>
)

/** The same where the frame of the other pages is not there. */
export const wholeWindow = (inside: ReactNode) => <main>{wholePage(inside)}</main>
