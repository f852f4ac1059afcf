/** Words of the first way of a lead, from a file to a first label, in German. */
import type { firstWay as English } from '@/ui/strings/firstWay'
import type { Words } from '@/ui/words'

export const firstWay: Words<typeof English> = {
  title: 'Von einer Datei zum ersten Label',
  step: (n, of) => `Von einer Datei zum ersten Label, Schritt ${String(n)} von ${String(of)}`,
  leave: 'Beenden',
  done: 'Fertig',
  steps: {
    template: {
      title: 'Vorlage wählen',
      hint: 'Nehmen Sie unter „Beginnen mit“ eine, etwa Sentiment: Sie füllt Zweck, Fragen und Richtlinie aus. Drücken Sie dann „Weiter“.',
    },
    file: {
      title: 'Datei geben',
      hint: 'Gehen Sie weiter zu „Daten“. „Dieses Beispiel als Datei verwenden“ nimmt eine passende; eine eigene geht ebenso. Legen Sie dann das Projekt an.',
    },
    import: {
      title: 'Ansehen und importieren',
      hint: 'Unten stehen die ersten Items, wie der Arbeitsplatz sie zeigen wird. Drücken Sie „Importieren“.',
    },
    label: {
      title: 'Das erste Label geben',
      hint: 'Drücken Sie oben im Projekt „Beginnen“. Antworten Sie am Arbeitsplatz, und geben Sie ab.',
    },
  },
  end: {
    title: 'Das ist der ganze Weg',
    hint: 'Das Projekt ist ein echtes. Laden Sie unter „Personen“ andere ein, wenn es weitergehen soll; archivieren Sie es unter „Einstellungen“, wenn es ein Versuch war.',
  },
}
