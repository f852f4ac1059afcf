/** Words that every page needs, in English, by the file of the English ones. */
import { app } from '@/ui/strings/app'
import { firstWay } from '@/ui/strings/firstWay'
import { general } from '@/ui/strings/general'
import { guideline } from '@/ui/strings/guideline'
import { inbox } from '@/ui/strings/inbox'
import { mine } from '@/ui/strings/mine'

export const words = {
  'ui/strings/app': app,
  'ui/strings/firstWay': firstWay,
  'ui/strings/general': general,
  'ui/strings/guideline': guideline,
  'ui/strings/inbox': inbox,
  'ui/strings/mine': mine,
}
