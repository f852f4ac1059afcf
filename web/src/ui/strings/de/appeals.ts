/** Words of appeals: where they are opened, where they wait, and what became of them, in German. */
import { count } from '@/ui/format'
import type { appeals as English } from '@/ui/strings/appeals'
import type { Words } from '@/ui/words'

export const appeals: Words<typeof English> = {
  title: 'Einsprüche',
  appeal: 'Einspruch einlegen',
  askTitle: 'Dagegen Einspruch einlegen?',
  askExplains:
    'Eine andere Person, die es nicht entschieden hat, sieht es sich an und erfährt nicht, von wem die Antwort ist. Haben Sie recht, wird das Item berichtigt und jeder Wert, der darauf beruht.',
  argument: 'Warum (freiwillig)',
  argumentHint: 'Wer entscheidet, liest es.',
  opened: 'Ihr Einspruch wartet auf eine Entscheidung.',
  state: {
    open: 'Einspruch eingelegt',
    upheld: 'Einspruch stattgegeben',
    declined: 'Einspruch abgelehnt',
    withdrawn: 'Zurückgezogen',
  },
  against: {
    score: 'gegen das, was andere sagten',
    review: 'gegen eine Prüfung',
    gold: 'gegen eine bekannte Antwort',
  },
  due: (day) => `zu entscheiden bis ${day}`,
  none: 'keine',
  mine: {
    title: 'Meine Einsprüche',
    lead: 'Zweite Blicke, um die Sie gebeten haben. Nur Sie sehen diese Seite; wer entscheidet, sieht nicht, dass Sie es sind.',
    empty: {
      title: 'Sie haben keinen Einspruch eingelegt',
      why: 'Wo etwas anders entschieden wurde, als Sie sagten, können Sie um einen zweiten Blick bitten: im Posteingang, in „Meine Antworten“ und in „Meine Qualität“.',
    },
    you: 'Sie',
    noArgument: 'Sie haben keine Begründung gegeben.',
    waits: (day) => `Er ist bis ${day} zu entscheiden.`,
    nobody:
      'Noch kann niemand sonst im Projekt darüber entscheiden. Bitten Sie die Projektleitung, eine Person zum Prüfen hinzuzunehmen.',
    decidedBy: (name, day) => `${name ?? 'Jemand, der nicht mehr hier ist'}, ${day}`,
    rule: (rule) => (rule ? `Regel: ${rule}` : 'Keine Regel der Richtlinie trifft zu.'),
    withdraw: 'Zurückziehen',
    withdrawTitle: 'Diesen Einspruch zurückziehen?',
    withdrawExplains: 'Dann entscheidet niemand darüber. Sie können erneut Einspruch einlegen.',
    withdrawn: 'Der Einspruch ist zurückgezogen.',
  },
  deciding: {
    empty: {
      title: 'Kein Einspruch wartet auf Sie',
      why: 'Einsprüche erscheinen hier, wenn jemand um einen zweiten Blick bittet. Ihren eigenen bekommen Sie nie, auch nichts, was Sie selbst entschieden oder beantwortet haben, solange jemand anderes es kann.',
    },
    through: {
      title: 'Sie sind mit dieser Liste durch',
      why: 'Die Einsprüche, die Sie ausgelassen haben, sind noch offen.',
      again: 'Erneut ansehen',
    },
    item: 'Item',
    decide: 'Entscheidung',
    argument: 'Begründung des Einspruchs',
    noArgument: 'Der Einspruch ist ohne Begründung. Das ist keine Zustimmung.',
    reasonThen: 'Die damalige Begründung',
    noReasonThen: 'Damals wurde keine Begründung gegeben.',
    decided: 'wie entschieden',
    appealed: 'wie im Einspruch',
    others: (n) => (n === 1 ? '1 andere Person sagte dies' : `${count(n)} andere sagten dies`),
    else: 'Etwas anderes',
    back: 'Zurück zu dem, was gesagt wurde',
    rule: 'Die Regel, die entscheidet',
    noRule: 'Keine Regel der Richtlinie trifft zu',
    reason: 'Warum',
    reasonHint:
      'Wer Einspruch eingelegt hat, liest es; wird ihm stattgegeben, auch alle, die das Item beantwortet haben.',
    missing: { choice: 'Sagen Sie, was richtig ist.', reason: 'Sagen Sie, warum.' },
    uphold: 'Dem Einspruch stattgeben',
    decline: 'Den Einspruch ablehnen',
    upheld: 'Stattgegeben: Das Item und jeder Wert, der darauf beruht, sind berichtigt.',
    declined: 'Abgelehnt. Wer Einspruch eingelegt hat, liest Ihre Begründung.',
    pass: 'Auslassen',
    keys: 'Tasten: 1–9 sagen, was richtig ist, ↑ ↓ wechseln zwischen Fragen, E sagt etwas anderes, Strg+Eingabe entscheidet, N lässt aus.',
  },
  rate: {
    title: 'Stattgegebene Einsprüche',
    hint: 'Von den Einsprüchen, die entschieden wurden.',
    counts: (upheld, decided) => `${upheld} von ${decided} entschiedenen Einsprüchen`,
  },
}
