/** Words of the kind rewrite. */
import { count } from '@/ui/format'

export const words = {
  title: 'Rewrite',
  missing: 'Change the text, or say that it may stay as it is.',
  mustChange: 'The text is as it was; change it.',
  tooLong: (n: number, most: number) => `${String(n)} characters; ${String(most)} are the most.`,
  tooShort: (n: number, least: number) => `${String(n)} characters; ${String(least)} are the fewest.`,
  stale: 'The text was changed after this was written. Compare them, and write again what still holds.',
  noPart: (name: string) =>
    `This item has no text ${name ? `“${name}” ` : ''}to rewrite. Skip it, or tell the lead.`,
  original: 'Text',
  changes: 'Text, with your changes marked',
  yours: 'Your version',
  write: 'Write your version',
  keep: 'Leave it as it is',
  kept: 'You leave the text as it is.',
  again: 'Begin again from the text',
  count: (n: number, most: number) => `${count(n)} of ${count(most)} characters`,
  unchanged: 'Nothing is changed yet.',
}
