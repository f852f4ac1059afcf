/** Words that set a question of the kind rubric up, in German. */
import type { words as English } from './setupWords'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  about: 'Mehrere Kriterien werden beurteilt, jedes auf Stufen, die in Worten beschrieben sind.',
  freshCriterion: 'Richtig',
  freshLevels: ['Schlecht', 'Mittel', 'Gut'],
  criterionName: (n) => `Name von Kriterium ${String(n)}`,
  criterionHelp: (name) => `Wonach ${name || 'dieses Kriterium'} fragt`,
  criterionHelpHint: 'Wonach es fragt (steht daneben)',
  levelName: (n, criterion) => `Stufe ${String(n)} von ${criterion || 'diesem Kriterium'}`,
  levelDescription: (n, criterion) =>
    `Wann Stufe ${String(n)} von ${criterion || 'diesem Kriterium'} richtig ist`,
  levelDescriptionHint: 'Wann diese Stufe richtig ist',
  lowest: 'niedrigste',
  highest: 'höchste',
  addLevel: 'Stufe hinzufügen',
  removeLevel: (name) => `Stufe ${name} entfernen`,
  addCriterion: 'Kriterium hinzufügen',
  removeCriterion: (name) => `Kriterium ${name} entfernen`,
  notes: 'Zu jedem Kriterium darf eine Notiz geschrieben werden',
  tolerance: 'Abweichende Stufen, die noch als richtig zählen',
  namelessCriterion: 'Jedes Kriterium braucht einen Namen.',
  doubledCriterion: (name) => `Das Kriterium „${name}“ gibt es zweimal; sie ließen sich nicht unterscheiden.`,
  namelessLevel: (criterion) => `Jede Stufe von „${criterion}“ braucht einen Namen.`,
  doubledLevel: (name) => `Die Stufe „${name}“ gibt es zweimal.`,
  fewLevels: (criterion) => `„${criterion}“ braucht mindestens zwei Stufen.`,
  rising: (criterion) => `Die Werte der Stufen von „${criterion}“ müssen steigen.`,
  tolerant: (criterion) => `Mit dieser Toleranz wäre jede Antwort zu „${criterion}“ richtig.`,
  noCriteria: 'Ein Bewertungsraster braucht mindestens ein Kriterium.',
}
