/** Words of my answers, and of unsent work, in German. */
import type { mine as English } from '@/ui/strings/mine'
import type { Words } from '@/ui/words'

export const mine: Words<typeof English> = {
  title: 'Meine Antworten',
  empty: {
    title: 'Noch keine Antworten von Ihnen',
    why: 'Was Sie in diesem Projekt abgeben, steht hier; Sie können es ansehen und korrigieren.',
  },
  earlier: 'Nach einer neueren Richtlinie erneut gefragt',
  look: 'Ansehen',
  item: 'Item',
  answer: 'Meine Antwort',
  when: 'Abgegeben',
  unsent: {
    title: 'Noch nicht gesendet',
    lead: 'Diese Antworten sind in diesem Browser aufbewahrt. Sie werden von selbst gesendet, sobald der Server antwortet.',
    empty: { title: 'Alles ist gesendet', why: 'Nichts von Ihnen wartet in diesem Browser.' },
    sendNow: 'Jetzt senden',
    submit: 'Antwort',
    revise: 'Korrektur',
    skip: 'Überspringen',
    handOver: 'Weitergeben',
    waiting: 'Wartet auf den Server',
    refused: 'Nicht angenommen',
    kept: (at) => `Hier aufbewahrt seit ${at}`,
    discard: 'Verwerfen',
    discardTitle: 'Dies endgültig verwerfen?',
    discardExplains:
      'Es ist nur in diesem Browser. Danach ist es nirgends mehr und lässt sich nicht zurückholen.',
    content: 'Was es enthält',
  },
}
