/** Wörter der Bezahlung. */
import type { pay as English } from '@/ui/strings/pay'
import type { Words } from '@/ui/words'

export const pay: Words<typeof English> = {
  title: 'Meine Bezahlung',
  lead: 'Jede bezahlte Antwort, zu dem Satz, der dir gezeigt wurde, als du das Element nahmst. Was gebucht ist, bleibt: Nichts wird zurückgenommen, wenn andere am Ende etwas anderes sagen.',
  owed: 'Dir stehen zu',
  lines: (n) => `die Summe von ${n} Zeilen`,
  empty: {
    title: 'Für dich ist noch nichts gebucht',
    why: 'Projekte, die bezahlen, sagen es in ihrer Übersicht. Deine Zeile steht hier, sobald eine Antwort abgegeben ist.',
  },
  table: 'Deine Abrechnung',
  when: 'Wann',
  what: 'Wofür',
  amount: 'Betrag',
  answer: (item) => `Antwort zu ${item}`,
  answerGone: 'Antwort zu einem Element, das es nicht mehr gibt',
  correctedBy: (name) => `Berichtigt von ${name}`,
  organization: 'Was die Organisation schuldet',
  organizationLead:
    'Nach Person und Währung. goodwork bezahlt selbst niemanden: Gib die Liste deiner Lohnabrechnung. Eine Berichtigung ist eine eigene Zeile mit deinem Namen und deinem Grund, und die Person liest sie.',
  organizationEmpty: {
    title: 'Noch steht niemandem etwas zu',
    why: 'Lege in den Einstellungen eines Projekts fest, was eine Antwort einbringt.',
  },
  person: 'Person',
  pseudonym: 'Pseudonym',
  postings: 'Zeilen',
  download: 'CSV herunterladen',
  correct: 'Berichtigen',
  correctNamed: (name, currency) => `${name} berichtigen, ${currency}`,
  correctTitle: (name) => `Bezahlung von ${name} berichtigen`,
  correctAmount: 'Mehr (oder mit Minus: weniger)',
  reason: 'Grund',
  reasonHint: 'Die Person liest ihn neben der Zeile.',
  post: 'Berichtigung buchen',
  posted: 'Die Berichtigung ist gebucht. Die Person sieht sie mit deinem Grund.',
  section: 'Bezahlung',
  sectionNote:
    'Was jede Antwort einbringt. Es gilt für Elemente, die von nun an genommen werden; was jemand schon hat, wird so bezahlt, wie es gezeigt wurde. 0 bezahlt nichts.',
  currency: 'Währung',
  currencyHint: 'Drei Buchstaben, etwa EUR.',
  perAnswer: 'Je Antwort',
  save: 'Speichern',
  saved: 'Gespeichert. Es gilt für Elemente, die von nun an genommen werden.',
  notMoney: 'Schreibe eine Zahl wie 0,25.',
  history: 'Vorher',
  rate: (amount, day, name) => `${amount}, seit ${day}, festgelegt von ${name}`,
  none: 'Dieses Projekt bezahlt nichts.',
  line: (amount) => `Jede Antwort wird mit ${amount} bezahlt.`,
}
