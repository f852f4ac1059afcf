/** Words of the kinds that mark texts, in German. */
import type { words as English } from './words'
import { count } from '@/ui/format'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  spans: (n) => `${count(n)} Spannen: `,
  nothing: 'nichts markiert',
  unknownLabel: 'Eine Spanne hat ein Label, das diese Frage nicht hat.',
  misplaced: (quote) => `Die Spanne „${quote}“ liegt falsch; entfernen und markieren Sie sie neu.`,
  wrongAttribute: (quote) => `Ein Attribut von „${quote}“ passt nicht zu seinem Label.`,
  missingAttribute: (quote, name) => `„${quote}“ braucht noch „${name}“.`,
  twice: 'Dieselbe Stelle hat zweimal dasselbe Label.',
  crossing: (quote) => `„${quote}“ teilt Zeichen mit einer anderen Spanne, was diese Frage nicht erlaubt.`,
  missing: 'Markieren Sie den Text, oder sagen Sie, dass es nichts zu markieren gibt.',
  search: 'Im Text suchen',
  searchHint: 'Im Text suchen ( / )',
  before: 'Vorige Stelle',
  next: 'Nächste Stelle',
  notFound: 'nicht gefunden',
  foundAt: (n, of, more) => `${count(n)} von ${count(of)}${more ? ' oder mehr' : ''}`,
  noText: (part) =>
    part === null
      ? 'Dieses Item hat keinen Text zu markieren.'
      : `Dieses Item hat keinen Text namens „${part}“.`,
  textLabel: (title) => `Zu markierender Text: ${title}`,
  labels: 'Labels',
  selected: (quote) => `Ausgewählt: „${quote}“. Wählen Sie ein Label.`,
  selectedNow: (quote) => `Ausgewählt: ${quote}`,
  inHand: (name, quote) => `Aufgenommen: ${name} „${quote}“. Die Taste eines Labels ändert das Label.`,
  held: (name) => `Jede Stelle, die Sie auswählen, wird ${name}. Esc beendet dies.`,
  idle: 'Wählen Sie Wörter aus, dann ein Label; oder zuerst ein Label. Pfeile gehen von Wort zu Wort, Umschalt erweitert.',
  inHandTouch: (name, quote) => `Aufgenommen: ${name} „${quote}“. Ein anderes Label ändert es.`,
  heldTouch: (name) => `Jedes Wort, das Sie antippen, wird ${name}. Derselbe Knopf beendet dies.`,
  idleTouch:
    'Tippen Sie ein Wort an und ein weiteres, um bis dorthin auszuwählen. Wählen Sie dann ein Label; oder zuerst ein Label.',
  blockedCrossing: 'Spannen dürfen hier keine Zeichen teilen.',
  nothingButton: 'Nichts zu markieren',
  nothingKey: 'Nichts zu markieren',
  list: 'Spannen',
  remove: (name, quote) => `${name} entfernen: ${quote}`,
  more: (n) => `${count(n)} weitere zeigen`,
  addFragment: 'Auswahl als weiteres Stück hinzufügen',
  dropFragment: (quote) => `Stück „${quote}“ wegnehmen`,
  pieces: 'Stücke',
  none: 'nicht gesagt',
  relations: 'Relationen',
  arcs: (n) => `${count(n)} Relationen: `,
  removeArc: (head, name, tail) => `Entfernen: ${head} ${name} ${tail}`,
  drawFrom: (name, quote) =>
    `„${name}“ von „${quote}“: Gehen Sie zur anderen Spanne (. und ,) und drücken Sie die Taste noch einmal. Esc beendet dies.`,
  heldArc: (name) => `„${name}“: Ziehen Sie vom Namen unter einer Spanne zu einer anderen. Esc beendet dies.`,
  noSuchArc: (head, tail) => `Keine Relation führt von ${head} zu ${tail}.`,
  whichArc: 'Welche Relation?',
  wrongEnds: 'Eine Relation verbindet Spannen, die sie nicht verbinden kann.',
  wrongRelation: 'Eine Relation gibt es in dieser Frage nicht, oder sie ist doppelt.',
  keysTitle: 'Tasten',
  keys: [
    ['← → ↑ ↓', 'von Wort zu Wort gehen'],
    ['⇧ mit Pfeilen', 'erweitern'],
    ['[ ]', 'das Ende um ein Zeichen bewegen'],
    ['{ }', 'den Anfang bewegen'],
    [', .', 'vorige, nächste Spanne'],
    ['Entf', 'aufgenommene Spanne entfernen'],
    ['+', 'Auswahl hinzufügen'],
    ['/', 'suchen'],
    ['Esc', 'loslassen'],
  ],
}
