/** Words of the kind code, in German. */
import type { words as English } from './words'
import { count } from '@/ui/format'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  title: 'Code',
  missing: 'Geben Sie Ihr Urteil ab.',
  missingVerdicts: (list) => `Noch kein Urteil: ${list}.`,
  ofSolution: (criterion, solution) => `${criterion} von ${solution}`,
  missingPreferred: 'Wählen Sie die bessere Lösung, oder sagen Sie, dass es keine gibt.',
  emptyComment: (line) =>
    `Der Kommentar zu Zeile ${String(line)} ist leer; schreiben Sie ihn, oder nehmen Sie ihn heraus.`,
  beyond: (line, lines) =>
    `Der Kommentar zu Zeile ${String(line)} liegt hinter den ${count(lines)} Zeilen des Codes.`,
  stale: (name) => `Der Code von ${name} wurde nach dem Urteil geändert; sehen Sie ihn noch einmal an.`,
  noPart:
    'Dieses Item hat keinen Code zu beurteilen. Überspringen Sie es, oder sagen Sie es der Projektleitung.',
  shownNothing: 'nichts gesagt',
  comments: (n) => (n === 1 ? '1 Kommentar' : `${count(n)} Kommentare`),
  corrected: 'korrigiert',
  commentsTitle: 'Kommentare zu Zeilen',
  commentsHow:
    'Klicken Sie auf die Nummer einer Zeile, oder setzen Sie den Cursor in eine Zeile und drücken Sie c.',
  lines: (first, last) =>
    first === last ? `Zeile ${String(first)}` : `Zeilen ${String(first)}–${String(last)}`,
  commentOn: (lines, name) => `Kommentar zu ${name}, ${lines}`,
  drop: (lines) => `Kommentar zu ${lines} herausnehmen`,
  add: (line) => `Kommentar zu ${line}`,
  correct: 'Korrigierte Fassung schreiben',
  dropCorrection: 'Korrigierte Fassung herausnehmen',
  correction: (name) => `Korrigierte Fassung von ${name}`,
  correctionHow: 'Was Sie ändern, wird gegenüber dem Original markiert. Esc verlässt das Feld.',
  better: 'Welche ist besser?',
  verdictOn: (criterion, solution) => `${criterion}: ${solution}`,
  yes: 'Ja',
  no: 'Nein',
}
