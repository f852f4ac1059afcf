/** Words that set a question of the kind code up, in German. */
import type { words as English } from './setupWords'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  about:
    'Code wird geprüft: Urteile nach Kriterien, Kommentare zu Zeilen, eine korrigierte Fassung, die bessere Lösung.',
  nothingAsked: 'Fragen Sie nach einem Urteil nach mindestens einem Kriterium oder nach der besseren Lösung.',
  namelessCriterion: 'Jedes Kriterium braucht einen Namen.',
  doubledCriterion: 'Zwei Kriterien haben dieselbe Kennung; geben Sie jedem eine eigene.',
  reserved: (id) => `Das Wort ${id} bedeutet hier etwas anderes; nennen Sie das Kriterium anders.`,
  fewSteps: 'Ein Kriterium braucht mindestens zwei Urteile zur Auswahl.',
  doubledSolution: 'Eine Lösung ist zweimal genannt.',
  onePrefer: 'Aus einer Lösung lässt sich keine bevorzugen; nennen Sie mindestens zwei.',
  solutions: 'Teile mit den Lösungen, einer je Zeile',
  solutionsHint: 'leer gelassen: aller Code des Items',
  criteria: 'Kriterien',
  criterionName: (n) => `Name von Kriterium ${String(n)}`,
  verdicts: (name) => `Urteile zu ${name}, eines je Zeile`,
  verdictsHint: 'Ja und Nein, wenn leer gelassen; 1-5 ist eine Skala',
  isOrdered: 'Stufen einer Skala',
  addCriterion: 'Kriterium hinzufügen',
  removeCriterion: (name) => `${name} entfernen`,
  mayComment: 'Zeilen dürfen kommentiert werden',
  mayCorrect: 'Eine korrigierte Fassung darf geschrieben werden',
  mayPrefer: 'Eine von mehreren Lösungen wird bevorzugt',
  tolerance: 'Abweichende Urteile, die noch als richtig zählen',
  freshCriterion: 'Richtig',
  sample:
    'def mean(numbers):\n    total = 0\n    for n in numbers:\n        total =+ n\n    return total / len(numbers)\n',
}
