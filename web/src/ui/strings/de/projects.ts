/** Words of the dashboard, in German. */
import { count } from '@/ui/format'
import type { projects as English } from '@/ui/strings/projects'
import type { Words } from '@/ui/words'

export const projects: Words<typeof English> = {
  title: 'Meine Projekte',
  new: 'Neues Projekt',
  start: 'Beginnen',
  continue: 'Weiterarbeiten',
  open: 'Öffnen',
  paused: 'Pausiert',
  archived: 'Archiviert',
  show: 'Zeigen',
  active: 'Aktive',
  all: 'Alle',
  role: {
    annotator: 'Sie antworten',
    reviewer: 'Sie antworten und prüfen',
    manager: 'Sie leiten',
  },
  asks: (kinds) => kinds.join(' · '),
  mine: (n) =>
    n === 0
      ? 'Noch keine Antworten von Ihnen'
      : n === 1
        ? '1 Antwort von Ihnen'
        : `${count(n)} Antworten von Ihnen`,
  progress: (settled, items) => `${settled} von ${items} Items abgeschlossen`,
  meet: (met, proved) =>
    proved ? `${met} erreichen das Ziel, durch Gold belegt` : `${met} erreichen das Ziel nach Schätzung`,
  noItems: 'Noch keine Items',
  howDecided: 'Wie hier entschieden wird',
  progressLabel: (name) => `Fortschritt von ${name}`,
  offer: {
    title: 'Neu hier?',
    why: 'Fünf kurze Schritte am Arbeitsplatz, so lange Sie möchten: eine Regel finden, mit der Tastatur antworten, einen Namen markieren, fragen, sehen, warum eine Antwort richtig ist. Nichts davon wird aufbewahrt oder gezählt.',
    whyLead:
      'Hinweise neben den echten Seiten führen Sie von einer Datei zum ersten Label. Oder üben Sie am Arbeitsplatz wie alle, die antworten: fünf kurze Schritte, von denen nichts aufbewahrt oder gezählt wird.',
    do: 'Ausprobieren',
    lead: 'Von einer Datei zum ersten Label',
    practise: 'Am Arbeitsplatz üben',
    no: 'Jetzt nicht',
  },
  emptyLead: {
    title: 'Noch keine Projekte',
    why: 'Ein Projekt sagt, wofür die Daten sind, stellt seine Fragen und legt fest, wie sicher das Ergebnis sein muss. Legen Sie das erste an und importieren Sie dann Ihre Items.',
  },
  emptyAnnotator: {
    title: 'Noch sind keine Projekte für Sie offen',
    why: 'Projekte erscheinen hier, wenn jemand, der eines leitet, es für Sie oder eines Ihrer Teams öffnet. Sie brauchen nichts zu tun; wenn Sie eines erwartet haben, fragen Sie dort nach.',
  },
  emptyState: {
    title: 'Keine solchen Projekte',
    why: 'Pausierte und archivierte Projekte stehen hier.',
  },
}
