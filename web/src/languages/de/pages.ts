/** Words of the pages, and of setting questions up, that are no part of the first task, in German, by the file of the English ones. */
import type { words as English } from '@/languages/en/pages'
import type { Words } from '@/ui/words'
import { access } from '@/ui/strings/de/access'
import { account } from '@/ui/strings/de/account'
import { amending } from '@/ui/strings/de/amending'
import { appeals } from '@/ui/strings/de/appeals'
import { applying } from '@/ui/strings/de/applying'
import { assessments } from '@/ui/strings/de/assessments'
import { bulk } from '@/ui/strings/de/bulk'
import { changes } from '@/ui/strings/de/changes'
import { data } from '@/ui/strings/de/data'
import { dependence } from '@/ui/strings/de/dependence'
import { entrance } from '@/ui/strings/de/entrance'
import { handing } from '@/ui/strings/de/handing'
import { items } from '@/ui/strings/de/items'
import { memberships } from '@/ui/strings/de/memberships'
import { organization } from '@/ui/strings/de/organization'
import { models } from '@/ui/strings/de/models'
import { overview } from '@/ui/strings/de/overview'
import { own } from '@/ui/strings/de/own'
import { pay } from '@/ui/strings/de/pay'
import { practice } from '@/ui/strings/de/practice'
import { projects } from '@/ui/strings/de/projects'
import { qualifications } from '@/ui/strings/de/qualifications'
import { howDecided } from '@/ui/strings/de/howDecided'
import { restrictions } from '@/ui/strings/de/restrictions'
import { quality } from '@/ui/strings/de/quality'
import { records } from '@/ui/strings/de/records'
import { redundancy } from '@/ui/strings/de/redundancy'
import { review } from '@/ui/strings/de/review'
import { settings } from '@/ui/strings/de/settings'
import { settled } from '@/ui/strings/de/settled'
import { thanks } from '@/ui/strings/de/thanks'
import { work } from '@/ui/strings/de/work'
import { uses } from '@/ui/strings/de/uses'
import { byFile } from '@/languages/kinds'
import { shared } from '@/kinds/setupWords.de'

const setups = import.meta.glob<object>('../../kinds/*/setupWords.de.ts', { eager: true, import: 'words' })

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
