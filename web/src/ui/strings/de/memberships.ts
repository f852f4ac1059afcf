/** Words of somebody in several organizations, in German. */
import { count } from '@/ui/format'
import type { memberships as English } from '@/ui/strings/memberships'
import type { Words } from '@/ui/words'

export const memberships: Words<typeof English> = {
  title: 'Meine Organisationen',
  note: 'Sie melden sich einmal für alle an. Keine erfährt von den anderen. Ihr Name, Ihr Pseudonym, Ihre Grenzen, Ihre Bezahlung und Ihre Token gehören zu jeder für sich.',
  here: 'Hier sind Sie',
  goTo: (name) => `Zu ${name}`,
  other: 'Andere Organisationen',
  ended: 'Ihr Zugang ist beendet',
  lookBackNamed: (name) => `Was bei ${name} Ihres ist`,
  limits: (name) => `Sie gelten bei ${name}. Jede Ihrer Organisationen zählt für sich.`,
  tokens: (name) => `Sie gehören zu ${name} allein.`,
  unread: (n) =>
    n === 1 ? '1 neuer Eintrag in Ihrem Posteingang' : `${count(n)} neue Einträge in Ihrem Posteingang`,
  unreadIn: (n, name) => (n === 1 ? `1 neuer Eintrag bei ${name}` : `${count(n)} neue Einträge bei ${name}`),
  nothing: 'Dort ist gerade keine Arbeit für Sie offen.',
  more: (name) => `Mehr bei ${name}`,
  met: {
    'own-pause': 'Dort machen Sie Pause.',
    'own-done': 'Dort sind Sie für heute fertig.',
    'own-quiet': 'Dort ist gerade Ihre Ruhezeit.',
    'own-items': 'Dort haben Sie erreicht, was Sie sich für den Tag vorgenommen haben.',
    'own-projects': 'Dort haben Sie Items in so vielen Projekten, wie Sie sich vorgenommen haben.',
  },
  metThere: (name) => `Sie bekommen dort nichts Neues, bis Sie das bei ${name} ändern oder es endet.`,
  leave: 'Verlassen',
  leaveNamed: (name) => `${name} verlassen`,
  leaveTitle: (name) => `${name} verlassen?`,
  leaveExplains:
    'Sofort und ohne Begründung. Was Sie in der Hand haben, geht an die Warteschlange zurück. Ihre Antworten und Entwürfe bleiben, und was Ihnen zusteht, auch: Sie können es weiter lesen. Ihre Token dort enden. Zurück kommen Sie mit einer Einladung.',
  left: (name) => `Sie haben ${name} verlassen.`,
  leftThere: (project, name) => `Sie haben ${project} verlassen. Der Weg zurück ist in ${name}.`,
  ownWayOn: 'Keine Links zum Zurücksetzen durch die Leitung?',
  ownWayOff: 'Der Leitung erlauben, für Sie Links zum Zurücksetzen zu erstellen?',
  ownWayOffNote:
    'Wer Ihre Organisation leitet, kann Sie dann wieder einlassen, wenn Sie Ihr Passwort vergessen.',
  ownWaySave: 'Speichern',
  ownWay: 'Niemand aus der Leitung erstellt für mich einen Link zum Zurücksetzen',
  ownWayNote: 'Vergessen Sie Ihr Passwort, kann Sie nur wieder einlassen, wer diesen Server betreibt.',
  ownWayAlways: 'Bei mehreren Organisationen ist es immer so: Ein Link der einen öffnete auch die anderen.',
  saved: 'Gespeichert.',
}
