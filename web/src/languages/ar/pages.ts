/** Words of the pages, and of setting questions up, that are no part of the first task, in Arabic, by the file of the English ones. */
import type { words as English } from '@/languages/en/pages'
import type { Words } from '@/ui/words'
import { access } from '@/ui/strings/ar/access'
import { account } from '@/ui/strings/ar/account'
import { amending } from '@/ui/strings/ar/amending'
import { appeals } from '@/ui/strings/ar/appeals'
import { applying } from '@/ui/strings/ar/applying'
import { assessments } from '@/ui/strings/ar/assessments'
import { bulk } from '@/ui/strings/ar/bulk'
import { changes } from '@/ui/strings/ar/changes'
import { data } from '@/ui/strings/ar/data'
import { dependence } from '@/ui/strings/ar/dependence'
import { entrance } from '@/ui/strings/ar/entrance'
import { handing } from '@/ui/strings/ar/handing'
import { items } from '@/ui/strings/ar/items'
import { memberships } from '@/ui/strings/ar/memberships'
import { organization } from '@/ui/strings/ar/organization'
import { models } from '@/ui/strings/ar/models'
import { overview } from '@/ui/strings/ar/overview'
import { own } from '@/ui/strings/ar/own'
import { pay } from '@/ui/strings/ar/pay'
import { practice } from '@/ui/strings/ar/practice'
import { projects } from '@/ui/strings/ar/projects'
import { qualifications } from '@/ui/strings/ar/qualifications'
import { howDecided } from '@/ui/strings/ar/howDecided'
import { restrictions } from '@/ui/strings/ar/restrictions'
import { quality } from '@/ui/strings/ar/quality'
import { records } from '@/ui/strings/ar/records'
import { redundancy } from '@/ui/strings/ar/redundancy'
import { review } from '@/ui/strings/ar/review'
import { settings } from '@/ui/strings/ar/settings'
import { settled } from '@/ui/strings/ar/settled'
import { thanks } from '@/ui/strings/ar/thanks'
import { work } from '@/ui/strings/ar/work'
import { uses } from '@/ui/strings/ar/uses'
import { byFile } from '@/languages/kinds'
import { shared } from '@/kinds/setupWords.ar'

const setups = import.meta.glob<object>('../../kinds/*/setupWords.ar.ts', { eager: true, import: 'words' })

export const words: Words<typeof English> = {
  'ui/strings/access': access,
  'ui/strings/account': account,
  'ui/strings/amending': amending,
  'ui/strings/appeals': appeals,
  'ui/strings/applying': applying,
  'ui/strings/assessments': assessments,
  'ui/strings/bulk': bulk,
  'ui/strings/changes': changes,
  'ui/strings/data': data,
  'ui/strings/dependence': dependence,
  'ui/strings/entrance': entrance,
  'ui/strings/handing': handing,
  'ui/strings/items': items,
  'ui/strings/memberships': memberships,
  'ui/strings/organization': organization,
  'ui/strings/models': models,
  'ui/strings/overview': overview,
  'ui/strings/own': own,
  'ui/strings/pay': pay,
  'ui/strings/practice': practice,
  'ui/strings/projects': projects,
  'ui/strings/qualifications': qualifications,
  'ui/strings/howDecided': howDecided,
  'ui/strings/restrictions': restrictions,
  'ui/strings/quality': quality,
  'ui/strings/records': records,
  'ui/strings/redundancy': redundancy,
  'ui/strings/review': review,
  'ui/strings/settings': settings,
  'ui/strings/settled': settled,
  'ui/strings/thanks': thanks,
  'ui/strings/work': work,
  'ui/strings/uses': uses,
  'kinds/setupWords': shared,
  ...byFile(setups),
}
