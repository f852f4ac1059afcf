/** Words that every page needs, in German, by the file of the English ones. */
import type { words as English } from '@/languages/en/frame'
import type { Words } from '@/ui/words'
import { app } from '@/ui/strings/de/app'
import { firstWay } from '@/ui/strings/de/firstWay'
import { general } from '@/ui/strings/de/general'
import { guideline } from '@/ui/strings/de/guideline'
import { inbox } from '@/ui/strings/de/inbox'
import { mine } from '@/ui/strings/de/mine'

export const words: Words<typeof English> = {
  'ui/strings/app': app,
  'ui/strings/firstWay': firstWay,
  'ui/strings/general': general,
  'ui/strings/guideline': guideline,
  'ui/strings/inbox': inbox,
  'ui/strings/mine': mine,
}
