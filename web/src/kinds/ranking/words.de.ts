/** Words of the kind ranking, in German. */
import type { words as English } from './words'
import { count } from '@/ui/format'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  title: 'Rangfolge',
  missing: 'Ordnen Sie die Ausgaben, die beste zuerst.',
  unranked: (n) =>
    n === 1 ? 'Eine Ausgabe hat noch keinen Rang.' : `${count(n)} Ausgaben haben noch keinen Rang.`,
  emptyRank: 'Ein Rang ist leer.',
  tiesOff: 'Hier dürfen keine zwei Ausgaben denselben Rang haben.',
  output: (letter) => `Ausgabe ${letter}`,
  ranked: 'Beste zuerst',
  tray: 'Noch ohne Rang',
  allRanked: 'Alle Ausgaben haben einen Rang.',
  startHere: 'Tippen Sie den Rang der markierten Ausgabe, oder ziehen Sie sie hierher.',
  rank: (n) => `Rang ${String(n)}`,
  best: (name) => `${name} ist die beste`,
  rankOf: (letter, n) => `Ausgabe ${letter}, Rang ${String(n)}`,
  unrankedOf: (letter) => `Ausgabe ${letter}, noch ohne Rang`,
  emptySlot: 'noch leer',
  up: (letter) => `Ausgabe ${letter} nach oben`,
  down: (letter) => `Ausgabe ${letter} nach unten`,
  out: (letter) => `Ausgabe ${letter} aus der Rangfolge nehmen`,
  add: (letter) => `Ausgabe ${letter} ist die nächste`,
  drag: (letter) => `Ausgabe ${letter} ziehen`,
  keysRank: 'Rang',
  keysLook: 'nächste, vorige',
  keysMove: 'verschieben',
}
