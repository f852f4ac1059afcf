/** Words of choosing work, and of what somebody chose for themselves, in German. */
import { count } from '@/ui/format'
import type { work as English } from '@/ui/strings/work'
import type { Words } from '@/ui/words'

export const work: Words<typeof English> = {
  open: 'Arbeit, die Ihnen offensteht',
  isNew: 'Neu',
  deliverables: 'Was daraus wird:',
  leftForMe: 'Für Sie offen',
  left: (n) => (n === 1 ? '1 Item' : `${count(n)} Items`),
  leftMore: (n) => (n === 0 ? 'einige Items' : `mindestens ${count(n)} Items`),
  pays: 'Bezahlt',
  paysFor: {
    answer: (amount) => `${amount} je Antwort`,
    accepted: (amount) => `${amount} je angenommener Antwort`,
    hour: (amount) => `${amount} je Stunde, die Sie eintragen`,
  },
  hourly: (amount) => `etwa ${amount} die Stunde, nach dem, was ein Item laut den Leuten dauert`,
  effort: 'Dauert etwa',
  effortReported: (median, most, people) =>
    `${median} Min. je Item, neun von zehn sagen höchstens ${most} (${count(people)} Personen sagten das)`,
  effortStated: (minutes) => `${minutes} Min. je Item, schätzt die Leitung`,
  languages: 'Sprache',
  lead: 'Geleitet von',
  mayShow: (what) => `Kann zeigen: ${what.join(', ')}`,
  warning: {
    violence: 'Gewalt',
    sexual: 'sexuelle Inhalte',
    hate: 'Hass oder Beleidigungen',
    'self-harm': 'Selbstverletzung',
    medical: 'Verletzungen oder Krankheit',
    distressing: 'anderes Belastendes',
  },
  sample: 'Beispiel ansehen',
  sampleOf: (name) => `Ein Beispiel aus ${name}`,
  sampleNote: 'Nur zum Ansehen: Es wird nichts von Ihnen verlangt und nichts aufgeschrieben.',
  asked: 'Was dazu gefragt wird',
  search: 'Nach Name oder Zweck suchen',
  kind: 'Art der Frage',
  everyKind: 'Jede Art',
  everyLanguage: 'Jede Sprache',
  order: 'Reihenfolge',
  orders: { oldest: 'Älteste zuerst', newest: 'Neueste zuerst', name: 'Nach Name' },
  nothingFits: {
    title: 'Kein Projekt passt',
    why: 'Suchen Sie etwas anderes, oder nehmen Sie einen Filter weg.',
  },
  nothing: {
    title: 'Für Sie ist gerade nichts zu tun',
    why: 'Was da ist, haben Sie beantwortet, ist bei anderen oder hat alles, was es braucht. Schauen Sie später wieder vorbei, oder lassen Sie es: Niemand wartet auf Sie.',
    unqualified:
      'Was offen ist, verlangt eine Qualifikation, die Sie noch nicht haben. Unter Meine Qualifikationen steht, was fehlt und wie Sie sie bekommen.',
    avoided:
      'Was offen ist, warnt vor etwas, das Sie lieber nicht sehen. Es steht darunter; in Ihrem Konto können Sie das ändern.',
  },
  toChoices: 'Mein Konto',
  unqualified: 'Für alle, die haben, was verlangt ist',
  apart: 'Hier ist gerade nichts zu tun',
  avoided: (n) =>
    n === 1 ? '1 Projekt nach Ihrer Wahl ausgelassen' : `${count(n)} Projekte nach Ihrer Wahl ausgelassen`,
  paused: 'Von der Leitung pausiert',
  why: {
    'no-items': 'Es hat noch keine Items. Sie kommen, sobald die Leitung welche importiert.',
    done: 'Jedes Item hat, was es braucht. Danke.',
    answered:
      'Sie haben beantwortet oder übersprungen, was Ihnen offensteht; was übrig ist, ist bei anderen.',
    unqualified: 'Es verlangt eine Qualifikation, die Sie noch nicht haben.',
    avoided: 'Es warnt vor etwas, das Sie lieber nicht sehen. Öffnen können Sie es trotzdem.',
    paused:
      'Die Leitung hat es pausiert: Es gibt nichts Neues aus. Ihre Antworten zählen, und was Sie begonnen haben, bleibt erhalten.',
    archived: 'Es ist zu Ende und nimmt keine Antworten mehr an. Ihre bleiben erhalten und angerechnet.',
  },
  waiting: {
    title: 'Wartet auf Sie',
    appeals: (n) => (n === 1 ? '1 Einspruch' : `${count(n)} Einsprüche`),
    questions: (n) => (n === 1 ? '1 Frage ohne Antwort' : `${count(n)} Fragen ohne Antwort`),
    flags: (n) => (n === 1 ? '1 Meldung' : `${count(n)} Meldungen`),
    disputed: (n) => (n === 1 ? '1 strittiges Item' : `${count(n)} strittige Items`),
    applications: (n) => (n === 1 ? '1 Bewerbung' : `${count(n)} Bewerbungen`),
    restrictions: (n) =>
      n === 1
        ? '1 Einspruch gegen eine Entscheidung über eine Person'
        : `${count(n)} Einsprüche gegen Entscheidungen über Personen`,
    takings: (n) =>
      n === 1 ? '1 Einspruch wegen einer genommenen Stufe' : `${count(n)} Einsprüche wegen genommener Stufen`,
    keys: (n, title) =>
      n === 1
        ? `1 Einspruch gegen einen Schlüssel: ${title}`
        : `${count(n)} Einsprüche gegen Schlüssel: ${title}`,
    below: (n) => (n === 1 ? '1 Item unter dem Ziel' : `${count(n)} Items unter dem Ziel`),
    noGain: (n) =>
      n === 1
        ? '1 Item, bei dem keine Einigkeit entsteht'
        : `${count(n)} Items, bei denen keine Einigkeit entsteht`,
  },
  card: {
    title: 'Wonach Menschen wählen',
    note: 'Es steht auf der Karte des Projekts, neben seinem Zweck. Wie lange eine Antwort nach Ihrer Schätzung dauert, sagen Sie in der Übersicht.',
    deliverables: 'Was daraus wird',
    deliverablesHint: 'Was aus den Antworten gemacht wird, und was von einer erwartet wird.',
    languages: 'Sprache der Items',
    languagesHint: 'Kürzel wie en, de oder ar.',
    warnings: 'Inhalte, die nicht alle sehen wollen',
    sample: 'Nummer des Beispiel-Items',
    sampleHint:
      'Ein Item, das alle ansehen dürfen, bevor sie beginnen. Seine Nummer steht in der Adresse seiner Seite. Gold ist kein Beispiel: Man begegnet ihm unerkannt.',
    saved: 'Die Karte ist gespeichert.',
  },
  choices: {
    title: 'Was Sie für Ihre Arbeit wählen',
    note: 'Sonst liest das niemand: keine Leitung, kein Bericht, kein Export.',
    avoids: 'Was Sie lieber nicht sehen',
    avoidsHint: 'Projekte, die davor warnen, werden Ihnen nicht angeboten.',
    save: 'Speichern',
    saved: 'Ihre Wahl ist gespeichert.',
  },
  own: {
    title: 'Wie viele Minuten hat ein Item Sie etwa gekostet?',
    note: 'Nur wenn Sie mögen. Es hilft anderen beim Wählen: Ab acht Personen wird die Mitte dessen gezeigt, was sie sagen, nie, was jemand allein sagt. Gemessen wird nichts.',
    minutes: 'Minuten je Item',
    say: 'Sagen',
    again: (minutes) => `Sie sagten: etwa ${minutes} Min.`,
    withdraw: 'Zurücknehmen',
    said: 'Danke. Es wird aufbewahrt, ohne dass Ihr Name gezeigt wird.',
    withdrawn: 'Was Sie sagten, ist gelöscht.',
  },
}
