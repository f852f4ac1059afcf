/** Words of the frame around the screens, in German. */
import { count } from '@/ui/format'
import type { app as English } from '@/ui/strings/app'
import type { Words } from '@/ui/words'

export const app: Words<typeof English> = {
  skip: 'Zum Inhalt springen',
  menu: 'Menü',
  myProjects: 'Meine Projekte',
  assessments: 'Tests',
  myAssessments: 'Meine Tests',
  people: 'Personen',
  audit: 'Änderungen',
  account: (name) => `Konto von ${name}`,
  myAccount: 'Mein Konto',
  myQualifications: 'Meine Qualifikationen',
  myPay: 'Meine Bezahlung',
  practice: 'Am Arbeitsplatz üben',
  firstWay: 'Von einer Datei zum ersten Label',
  myQuality: 'Meine Qualität',
  signOut: 'Abmelden',
  appearance: 'Darstellung',
  light: 'Hell',
  dark: 'Dunkel',
  auto: 'Wie das System',
  unsent: (n) => (n === 1 ? '1 Antwort noch nicht gesendet' : `${count(n)} Antworten noch nicht gesendet`),
  offline:
    'Sie sind offline. Was Sie schreiben, bleibt in diesem Browser und wird gesendet, sobald die Verbindung wieder da ist.',
  project: {
    overview: 'Übersicht',
    items: 'Items',
    review: 'Prüfung',
    appeals: 'Einsprüche',
    flags: 'Meldungen',
    mine: 'Meine Antworten',
    guideline: 'Richtlinie',
    data: 'Daten',
    settings: 'Einstellungen',
    sections: 'Bereiche dieses Projekts',
    start: 'Beginnen',
    continue: 'Weiterarbeiten',
    paused: 'Pausiert',
    archived: 'Archiviert',
  },
  keptOnSignOut:
    'Noch nicht gesendete Arbeit bleibt in diesem Browser. Melden Sie sich wieder an, um sie zu senden.',
}
