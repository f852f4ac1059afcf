/** Words of the pages, and of setting questions up, that are no part of the first task, in English, by the file of the English ones. */
import { access } from '@/ui/strings/access'
import { account } from '@/ui/strings/account'
import { amending } from '@/ui/strings/amending'
import { appeals } from '@/ui/strings/appeals'
import { applying } from '@/ui/strings/applying'
import { assessments } from '@/ui/strings/assessments'
import { bulk } from '@/ui/strings/bulk'
import { changes } from '@/ui/strings/changes'
import { data } from '@/ui/strings/data'
import { dependence } from '@/ui/strings/dependence'
import { entrance } from '@/ui/strings/entrance'
import { handing } from '@/ui/strings/handing'
import { items } from '@/ui/strings/items'
import { memberships } from '@/ui/strings/memberships'
import { organization } from '@/ui/strings/organization'
import { models } from '@/ui/strings/models'
import { overview } from '@/ui/strings/overview'
import { own } from '@/ui/strings/own'
import { pay } from '@/ui/strings/pay'
import { practice } from '@/ui/strings/practice'
import { projects } from '@/ui/strings/projects'
import { qualifications } from '@/ui/strings/qualifications'
import { howDecided } from '@/ui/strings/howDecided'
import { restrictions } from '@/ui/strings/restrictions'
import { quality } from '@/ui/strings/quality'
import { records } from '@/ui/strings/records'
import { redundancy } from '@/ui/strings/redundancy'
import { review } from '@/ui/strings/review'
import { settings } from '@/ui/strings/settings'
import { settled } from '@/ui/strings/settled'
import { thanks } from '@/ui/strings/thanks'
import { work } from '@/ui/strings/work'
import { uses } from '@/ui/strings/uses'
import { byFile } from '@/languages/kinds'
import { shared } from '@/kinds/setupWords'

const setups = import.meta.glob<object>('../../kinds/*/setupWords.ts', { eager: true, import: 'words' })

export const words = {
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
