/** Words that set questions of several kinds up, in German. */
import type { shared as English } from './setupWords'
import type { Words } from '@/ui/words'

export const shared: Words<typeof English> = {
  labels: {
    nameless: 'Alles hier braucht einen Namen.',
    doubled: (name) => `Den Namen „${name}“ gibt es zweimal; sie ließen sich nicht unterscheiden.`,
    doubledKey: (key) => `Die Taste ${key} gehört zu zwei Labels; geben Sie jedem eine eigene.`,
    key: (name) => `Taste von ${name}`,
    color: (name) => `Farbe von ${name}`,
    pickColor: (name) => `Farbe von ${name} vom Bildschirm nehmen`,
    help: (name) => `Wann ${name} zu verwenden ist`,
    helpHint: 'Wann es zu verwenden ist (steht neben dem Label)',
    remove: (name) => `${name} entfernen`,
  },
  outputs: 'Ausgaben: die Teile, die verglichen werden',
  outputName: (n) => `Teil ${String(n)}`,
  outputHint: 'Der Name des Teils, wie im Import: response_a',
  namelessOutput: 'Jede Ausgabe braucht den Namen eines Teils.',
  doubledOutput: (name) => `Die Ausgabe ${name} gibt es zweimal; vergleichen Sie verschiedene Teile.`,
  sample: [
    'Die Brücke wurde 1932 eröffnet. Der Bau dauerte acht Jahre, und sie ist noch immer die breiteste ihrer Art.',
    'Die Brücke wurde 1932 nach acht Jahren Arbeit eröffnet. Sie ist die breiteste ihrer Art.',
    'Acht Jahre Arbeit, und dann, 1932, eine Brücke: breit, grau und geliebt.',
    'Die Brücke wurde 1923 eröffnet und in acht Monaten gebaut.',
  ],
}
