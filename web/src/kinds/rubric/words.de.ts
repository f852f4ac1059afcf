/** Words of the kind rubric, in German. */
import type { words as English } from './words'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  title: 'Bewertungsraster',
  missing: 'Beurteilen Sie jedes Kriterium.',
  unjudged: (names) => `Noch zu beurteilen: ${names}.`,
  note: (criterion) => `Notiz zu ${criterion}`,
  step: (n) => `Stufe ${String(n)}`,
  addNote: 'Notiz hinzufügen',
  addNoteTo: (criterion) => `Notiz zu ${criterion} hinzufügen`,
  longNote: (criterion) => `Die Notiz zu ${criterion} ist länger als 5.000 Zeichen.`,
  keysChoose: 'wählen',
  keysLook: 'nächstes, voriges Kriterium',
}
