/** Words of findings that people's answers depend on each other, in German. */
import type { dependence as English } from '@/ui/strings/dependence'
import type { Words } from '@/ui/words'

export const dependence: Words<typeof English> = {
  title: 'Antworten, die voneinander abhängen',
  note: 'Jede Schätzung sucht danach, wo Antworten eine Auswahl sind. Personen haben hier Buchstaben, für dieses Projekt ausgelost.',
  none: 'Keine gefunden. Gesucht wird, wo Antworten eine Auswahl sind und Personen zehn Items oder mehr gemeinsam haben.',
  label: (question, people) => `${question}: ${people}`,
  people: (letters) => `Person ${letters.join(', ')}`,
  head: (n, people) => `Die Antworten von ${n} Personen hängen voneinander ab: ${people}`,
  counts: (share, voices, people) =>
    `Etwa ${share} ihrer Antworten sind Wiederholungen; gleiche Antworten von allen zählen darum als ${voices} Stimmen, nicht als ${people}.`,
  shows: 'Was es zeigt: Items, bei denen sie dasselbe sagten und die meisten anderen nicht',
  item: 'Item',
  same: 'Sie sagten',
  others: 'Die anderen sagten',
  votes: (n, said) => `${n} × ${said}`,
  nobody: 'sonst antwortete niemand',
  known: (answer) => `Bekannt: ${answer}`,
  proves:
    'Es sagt nicht, wie es dazu kam, wer wem folgte oder dass jemand etwas falsch gemacht hat: Dieselben Notizen, dieselbe Schulung oder dasselbe Werkzeug bewirken es auch. Für niemanden folgt etwas daraus, außer wie viel gleiche Antworten wiegen.',
  reveal: 'Namen aufdecken',
  revealTitle: 'Aufdecken, wer diese Personen sind?',
  revealExplains:
    'Nur Sie lesen die Namen. Die Betroffenen lesen im Posteingang, dass Sie es getan haben und warum; sie können Einspruch erheben, über den jemand anders entscheidet. Es wird festgehalten und lässt sich nicht zurücknehmen.',
  revealReason: 'Wozu Sie die Namen brauchen',
  revealReasonHint: 'Die Betroffenen lesen es unter Ihrem Namen.',
  names: 'Nur Sie sehen diese Namen',
  namesNote: (reason) =>
    `Ihr Grund, wie sie ihn lesen: ${reason} Der Befund sagt nicht, dass jemand etwas falsch gemacht hat.`,
  appealed: (due) =>
    `Jemand erhebt Einspruch gegen eine Aufdeckung dieses Befunds; zu entscheiden bis ${due}`,
  noArgument: 'Es wurde nichts dazu gesagt. Das ist keine Zustimmung.',
  revealedFor: (reason) => `Die Namen wurden aus diesem Grund aufgedeckt: ${reason}`,
  uphold: 'Stattgeben',
  decline: 'Ablehnen',
  upholdTitle: 'Diesem Einspruch stattgeben?',
  upholdExplains:
    'Der Befund ist dann für immer falsch: Aufgedeckte Namen werden wieder verborgen, alle Betroffenen und wer sie aufgedeckt hat, erfahren es, und ihre Antworten zählen voll.',
  declineTitle: 'Diesen Einspruch ablehnen?',
  declineExplains: 'Der Befund bleibt, wie er ist. Wer Einspruch erhoben hat, liest Ihren Grund.',
  decisionHint: 'Wer Einspruch erhoben hat, liest es.',
  upheld: 'Dem Einspruch wurde stattgegeben.',
  declined: 'Der Einspruch wurde abgelehnt.',
  told: {
    revealed: 'Ihr Name wurde in einem Befund über voneinander abhängige Antworten aufgedeckt',
    note: 'Ihre Antworten und die anderer gleichen einander mehr, als Können und Schwierigkeit erklären. Das sagt nicht, wie es dazu kam oder dass Sie etwas falsch gemacht haben, und für Sie folgt daraus von selbst nichts. Wenn es nicht stimmt, erheben Sie Einspruch: Jemand anders entscheidet.',
    withdrawn: 'Es wurde zurückgenommen: Der Befund war falsch.',
    upheld: 'Der Befund über voneinander abhängige Antworten war falsch',
    upheldNote: 'Aufgedeckte Namen sind wieder verborgen, und alle diese Antworten zählen voll.',
    declined: 'Ihr Einspruch gegen eine Aufdeckung wurde abgelehnt',
    appealExplains:
      'Jemand entscheidet, der nicht aufgedeckt hat und nicht sieht, wessen Einspruch es ist. Haben Sie recht, ist der Befund für immer falsch, und wer ihn aufgedeckt hat, erfährt es.',
  },
}
