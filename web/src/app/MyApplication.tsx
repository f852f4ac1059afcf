import { ApplicationPage } from '@/features/applying/ApplicationPage'
import { TakeRecord } from '@/features/qualifications/TakeRecord'

/** My application, with the signed record of what I passed. */
export function MyApplication() {
  return <ApplicationPage record={<TakeRecord />} />
}
