/** Words of my account, in German. */
import type { account as English } from '@/ui/strings/account'
import type { Words } from '@/ui/words'

export const account: Words<typeof English> = {
  title: 'Mein Konto',
  role: (role, organization) => `${role} in ${organization}`,
  language: 'Sprache',
  languageNote:
    'Für die Worte von goodwork, auf jedem Gerät, auf dem Sie sich anmelden. Was Menschen geschrieben haben, bleibt, wie es ist.',
  digest: 'Sammelmail',
  digestNote:
    'Eine Mail mit dem, was zu Ihnen zurückkam: Antworten, Urteile mit ihren Gründen, Entscheidungen, geänderte Richtlinien, Dank. Sie ist aus, bis Sie sie einschalten, und wenn nichts zurückkam, kommt keine.',
  digestNotOffered:
    'Diese Installation verschickt keine Mails. Alles, was zu Ihnen zurückkommt, steht im Posteingang.',
  digestOn: (email, at) => `An, an ${email}. Die nächste kommt ${at}, wenn etwas zurückgekommen ist.`,
  digestSent: (at) => `Die letzte ging ${at} hinaus.`,
  digestEvery: 'Wie oft',
  digestDaily: 'Jeden Tag',
  digestWeekly: (day) => `Jeden ${day}`,
  digestHour: 'Um',
  digestZone: 'Nach der Uhr von',
  quiet: 'Ruhezeiten',
  quietNote: 'In ihnen kommt keine Mail: Eine, die dann käme, kommt an ihrem Ende.',
  quietBegin: 'Von',
  quietEnd: 'Bis',
  quietDays: 'Beginnend am',
  quietDaysNote: 'Zeiten, die enden, bevor sie beginnen, gehen bis in den nächsten Tag.',
  quietWhole: 'Das sind ganze Tage, von einer solchen Stunde bis zur nächsten.',
  digestStart: 'Die Sammelmail einschalten',
  digestChange: 'Ihre Zeiten ändern',
  digestEnd: 'Abschalten',
  digestSet: (at) => `Die Sammelmail ist an. Die nächste kommt ${at}, wenn etwas zurückgekommen ist.`,
  digestOff: 'Die Sammelmail ist aus.',
  password: 'Passwort',
  passwordNote:
    'Eine Änderung meldet Sie überall sonst ab und beendet alle Ihre API-Token und die Links, die Sie ausgegeben haben: offene Einladungen und Links zum Zurücksetzen.',
  current: 'Jetziges Passwort',
  next: 'Neues Passwort',
  nextHint: 'Mindestens 10 Zeichen.',
  change: 'Passwort ändern',
  changed:
    'Das Passwort ist geändert. Jede andere Sitzung ist beendet, ebenso alle Ihre API-Token und offenen Links.',
  sessions: 'Wo Sie angemeldet sind',
  sessionsNote:
    'Eine Zeile für jede Anmeldung, mit ihrer Zeit. Wann und von wo Sie zuletzt da waren, wird nicht festgehalten.',
  sessionThis: 'Dieser Browser',
  sessionSince: (at) => `angemeldet ${at}`,
  sessionEnd: 'Abmelden',
  sessionEndNamed: (device, at) => `${device} abmelden, angemeldet ${at}`,
  sessionEnded: 'Dieser Browser ist abgemeldet.',
  sessionsEnd: 'Überall sonst abmelden',
  sessionsEnded: 'Sie sind überall sonst abgemeldet. Ihre API-Token gelten weiter.',
  tokens: 'API-Token',
  tokensNote:
    'Für Programme, die in Ihrem Namen arbeiten. Ein Token darf, was seine Rechte sagen, und nie mehr als Sie.',
  tokensEmpty: 'Sie haben keine Token.',
  tokenName: 'Wofür er ist',
  scopes: 'Rechte',
  scope: {
    read: 'Alles lesen, was ich lesen darf',
    work: 'Antworten, Entwürfe speichern, überspringen und melden',
    'claim-named': 'Ein bestimmtes Item nehmen',
    manage: 'Projekte ändern, importieren, veröffentlichen',
    administer: 'Personen, Teams und Einladungen',
  },
  days: 'Tage, die er gilt',
  make: 'Token erstellen',
  made: 'Ihr neuer Token',
  madeOnce: 'Kopieren Sie ihn jetzt: Er wird nur dieses eine Mal gezeigt.',
  expires: (day) => `gilt bis ${day}`,
  revokedOn: (day) => `widerrufen am ${day}`,
  expired: (day) => `abgelaufen am ${day}`,
  revoke: 'Widerrufen',
  revokeTitle: (name) => `Den Token ${name} widerrufen?`,
  revokeExplains:
    'Programme, die ihn verwenden, hören sofort auf zu arbeiten. Er lässt sich nicht zurückholen.',
  revoked: 'Der Token ist widerrufen.',
}
