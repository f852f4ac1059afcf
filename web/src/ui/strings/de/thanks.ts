/** Words of thanks, in German. */
import type { thanks as English } from '@/ui/strings/thanks'
import type { Words } from '@/ui/words'

export const thanks: Words<typeof English> = {
  thank: 'Danken',
  title: (name) => `${name} danken?`,
  explains:
    'Der Dank kommt mit Ihrem Namen in den Posteingang. Niemand sonst sieht ihn, und nichts zählt ihn.',
  words: 'In einem Satz (freiwillig)',
  hint: 'Zum Beispiel, wobei es geholfen hat.',
  sent: 'Ihr Dank ist im Posteingang.',
  thanked: 'Gedankt',
}
