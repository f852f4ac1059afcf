/** Words that set a question about a marked text up, in German. */
import type { words as English } from './setupWords'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  freshA: 'Person',
  freshB: 'Ort',
  fewLabels: 'Mindestens ein Label ist nötig.',
  doubledUnder: (label, name) => `Unter „${label}“ gibt es den Namen „${name}“ zweimal.`,
  builder: {
    labels: 'Labels',
    relations: 'Relationen',
    name: (n) => `Name von Label ${String(n)}`,
    relationName: (n) => `Name von Relation ${String(n)}`,
    attributes: (name) => `Attribute von ${name}`,
    attributesHint: 'Attribute: Sicherheit = sicher / geraten; Notiz',
    add: 'Label hinzufügen',
    addRelation: 'Relation hinzufügen',
    overlapping: 'Spannen dürfen überlappen',
    exact: 'Nur genau dieselben Zeichen zählen als richtig',
    head: (name) => `${name}: von`,
    tail: (name) => `${name}: zu`,
    any: 'jedes Label',
  },
  sample:
    'Anna Berg zog 1901 von Bern nach Berlin.\nDort arbeitete sie bei Acme und lernte Otto kennen, der ihren Bruder kannte.',
}
