/** Words of the inbox, in German. */
import { count } from '@/ui/format'
import type { inbox as English } from '@/ui/strings/inbox'
import type { Words } from '@/ui/words'

export const inbox: Words<typeof English> = {
  title: 'Posteingang',
  lead: 'Was auf Ihre Antworten, Meldungen und Fragen zurückkam, und Änderungen der Richtlinie. Nur Sie sehen diese Seite.',
  unread: (n) =>
    n === 1 ? '1 neuer Eintrag' : n >= 100 ? '100 oder mehr neue Einträge' : `${count(n)} neue Einträge`,
  badge: (n) => (n >= 100 ? '99+' : String(n)),
  empty: {
    title: 'Noch ist nichts zurückgekommen',
    why: 'Antworten auf Ihre Meldungen und Fragen erscheinen hier, ebenso was in Prüfungen über Items entschieden wird, die Sie beantwortet haben, warum eine bekannte Antwort richtig ist, was aus Einsprüchen wurde, Änderungen der Richtlinie und Dank.',
  },
  fresh: 'Neu',
  flag: 'Ihre Meldung wurde beantwortet',
  proposal: {
    waits: 'Ein Vorschlag wartet auf Ihre Entscheidung',
    accepted: (mine) =>
      mine ? 'Ihr Vorschlag wurde angenommen' : 'Ein Vorschlag, den Sie kommentiert haben, wurde angenommen',
    declined: (mine) =>
      mine ? 'Ihr Vorschlag wurde abgelehnt' : 'Ein Vorschlag, den Sie kommentiert haben, wurde abgelehnt',
    open: 'Vorschlag ansehen',
    by: 'Vorgeschlagen',
  },
  thread: 'Ihre Frage wurde beantwortet',
  threadWaits: 'Eine Frage wartet auf Ihre Antwort',
  somebody: 'Gefragt',
  answerThread: 'Beantworten',
  openThread: 'Frage ansehen',
  review: {
    alike: 'Eine Prüfung entschied wie Sie',
    otherwise: 'Eine Prüfung entschied anders',
    looked: 'Eine Prüfung hat Ihr Item angesehen',
  },
  gold: 'Die Antwort zu diesem Item ist bekannt',
  appeal: { upheld: 'Ihrem Einspruch wurde stattgegeben', declined: 'Ihr Einspruch wurde abgelehnt' },
  mended: 'Einem Einspruch zu einem Item, das Sie beantwortet haben, wurde stattgegeben',
  mendedNote: 'Es wurde für alle, die es beantwortet haben, neu beurteilt, und damit auch Ihr Wert dazu.',
  guideline: {
    title: 'Die Richtlinie hat sich geändert',
    version: (n) => `Sie hat jetzt Version ${String(n)}.`,
    open: 'Ansehen, was sich geändert hat',
  },
  thanks: {
    for: {
      answer: 'Danke für Ihre Antwort',
      flag: 'Danke für Ihre Meldung',
      question: 'Danke für Ihre Frage',
      proposal: 'Danke für Ihren Vorschlag',
    },
    by: (name) => `Von ${name}.`,
  },
  holds: 'Richtig ist',
  appeals: 'Meine Einsprüche',
  goldNote:
    'Ihre Antwort bleibt, wie Sie sie gaben. Nur was Sie sagen, bevor Sie es erfahren, zählt als Beleg.',
  superseded: 'Eine spätere Prüfung trat an die Stelle dieser.',
  noReason: (name) => `Geprüft von ${name}, ohne Begründung.`,
  you: 'Sie',
  saidBy: (name) => name ?? 'Jemand, der nicht mehr hier ist',
  mine: 'Ihre Antwort',
  mineThen: 'Ihre damalige Antwort',
  changedSince: 'Sie haben Ihre Antwort seither geändert.',
  notCompared: {
    damaged:
      'Ihre Antwort kann nicht daneben gezeigt werden: Ihre Datei ist beschädigt. Sagen Sie es der Person, die diese Installation betreibt.',
    'not-asked':
      'Ihre Antwort kann nicht daneben gezeigt werden: Was Sie beantwortet haben, wird nicht mehr gefragt.',
  },
  decided: 'Entschieden',
  known: 'Bekannte Antwort',
  alike: 'wie Sie sagten',
  none: 'keine',
  open: 'Am Arbeitsplatz ansehen',
}
