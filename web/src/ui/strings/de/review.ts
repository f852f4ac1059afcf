/** Words of the review screen, in German. */
import { count } from '@/ui/format'
import type { review as English } from '@/ui/strings/review'
import type { Words } from '@/ui/words'

export const review: Words<typeof English> = {
  title: 'Prüfung',
  lead: 'Items, bei denen ein zweiter Blick am meisten berichtigen dürfte, kommen zuerst.',
  empty: {
    title: 'Nichts zu prüfen',
    why: 'Items erscheinen hier, wenn sie beantwortet sind und der Konsens falsch sein könnte. Was Sie selbst beantwortet haben, prüfen andere.',
  },
  through: {
    title: 'Sie sind mit dieser Liste durch',
    why: 'Was Sie ausgelassen haben, ist noch offen; neue Antworten bringen weitere Items.',
    again: 'Erneut ansehen',
  },
  seeItems: 'Alle Items ansehen',
  gain: (value) => `Dürfte ${value} Antworten berichtigen`,
  answers: (n) => (n === 1 ? '1 Antwort' : `${count(n)} Antworten`),
  item: 'Item',
  decide: 'Entscheidung',
  alike: 'Alle sind sich einig',
  apart: (n) => `${count(n)} verschiedene Antworten`,
  consensus: 'Konsens',
  reviewedBefore: 'in der Prüfung gesagt',
  confidence: (value) => `Konfidenz ${value}`,
  nobody: 'Niemand hat diese Frage beantwortet.',
  by: 'Gegeben von',
  model: (name) => `Modell ${name}`,
  older: 'Beantwortet eine frühere Fassung der Frage; passt nicht mehr und ist nicht wählbar.',
  correct: 'Korrigieren',
  correcting: 'Ihre Korrektur',
  stopCorrecting: 'Zurück zu dem, was gesagt wurde',
  takeAll: (person) => `Alles von ${person} nehmen`,
  reason: 'Warum',
  reasonHint: 'Wer geantwortet hat, liest dies. Sagen Sie, welche Regel entscheidet.',
  reasonMissing:
    'Sagen Sie, warum: Daraus wird gelernt. Nur das Annehmen des Konsenses braucht keine Begründung.',
  does: {
    accepted: 'Konsens annehmen',
    picked: 'Für diese Antwort entscheiden',
    merged: 'Für diese Zusammenstellung entscheiden',
    corrected: 'Korrektur speichern',
  },
  done: {
    accepted: 'Angenommen.',
    picked: 'Für die Antwort einer Person entschieden.',
    merged: 'Für eine Zusammenstellung von Antworten entschieden.',
    corrected: 'Korrigiert.',
    withdrawn: 'Zurückgezogen.',
  },
  pass: 'Auslassen',
  undo: 'Rückgängig',
  redo: 'Wiederholen',
  own: 'Sie haben dieses Item selbst beantwortet, deshalb prüft es jemand anderes.',
  earlier: 'Frühere Prüfungen',
  said: (person, what, at) => `${person}: ${what} ${at}`,
  open: 'Item öffnen',
  next: 'Nächstes Item nehmen',
  keys: 'Tasten: 1–9 wählen eine Antwort, ↑ ↓ wechseln zwischen Fragen, E korrigiert, Strg+Eingabe entscheidet, N lässt aus.',
}
