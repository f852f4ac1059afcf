/** Words for models whose predictions are weighed with people’s answers, in German. */
import type { models as English } from '@/ui/strings/models'
import type { Words } from '@/ui/words'

export const models: Words<typeof English> = {
  title: 'Was die Modelle wert sind',
  used: 'Sie zählen mit: Mit ihnen lässt sich besser vorhersagen, was Personen antworten, als mit Personen allein.',
  unused:
    'Sie zählen nicht mit: Mit ihnen lässt sich nicht sicher besser vorhersagen, was Personen antworten.',
  model: 'Modell',
  weight: 'Gewicht',
  agrees: 'Stimmt mit Personen überein',
  between: (low, high) => `95 %: ${low} bis ${high}`,
  onGold: 'Richtig auf Gold',
  items: 'Items',
  hint: 'Gewicht 1: zählt, wie es sagt; 0: zählt nicht. Modelle, die einander wiederholen, teilen sich, was eines davon wert ist. Wo jemand die Antwort eines Modells übernommen hat, schweigt dieses Modell.',
  byClass: 'Nach dem, was es sagt',
  says: 'Es sagt',
  spared: (without, withThem, items) =>
    `Nachgespielt auf ${items} Items: Das Fragen endet nach ${withThem} Antworten je Item, ohne die Modelle nach ${without}.`,
  policy: 'Importierte Vorhersagen von Modellen',
  shown: 'Personen sehen sie und dürfen eine übernehmen',
  weighed: 'Sie zählen neben den Antworten von Personen, und wer antwortet, sieht sie nicht',
  weighedHint:
    'Bei Fragen, deren Antworten Klassen sind. Eine Neuschätzung lernt, was jedes Modell wert ist; kein Item ist fertig ohne die wenigsten Antworten von Personen. Schalten Sie es ein, bevor Personen beginnen: Was sie gesehen haben, dem sind sie vielleicht gefolgt.',
}
