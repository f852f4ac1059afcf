/** Words that every page needs, in Arabic, by the file of the English ones. */
import type { words as English } from '@/languages/en/frame'
import type { Words } from '@/ui/words'
import { app } from '@/ui/strings/ar/app'
import { firstWay } from '@/ui/strings/ar/firstWay'
import { general } from '@/ui/strings/ar/general'
import { guideline } from '@/ui/strings/ar/guideline'
import { inbox } from '@/ui/strings/ar/inbox'
import { mine } from '@/ui/strings/ar/mine'

export const words: Words<typeof English> = {
  'ui/strings/app': app,
  'ui/strings/firstWay': firstWay,
  'ui/strings/general': general,
  'ui/strings/guideline': guideline,
  'ui/strings/inbox': inbox,
  'ui/strings/mine': mine,
}
