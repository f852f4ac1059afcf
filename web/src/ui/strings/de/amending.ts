/** Words of what changes a guideline: proposals, versions, the items that they touch, and who answers, in German. */
import { count } from '@/ui/format'
import type { amending as English } from '@/ui/strings/amending'
import type { Words } from '@/ui/words'

export const amending: Words<typeof English> = {
  proposals: {
    propose: 'Änderung vorschlagen',
    proposeNote:
      'Alle, die für dieses Projekt qualifiziert sind, sehen den Vorschlag und können ihn kommentieren. Wer das Projekt leitet, entscheidet mit Begründung.',
    what: 'Was sich ändern soll',
    whats: { guideline: 'Die Richtlinie', questions: 'Die Fragen' },
    text: 'Die Richtlinie, wie Sie sie möchten',
    words: 'Was sich an den Fragen ändern soll',
    difference: 'Der Unterschied',
    why: 'Warum',
    send: 'Vorschlagen',
    done: 'Ihr Vorschlag ist gemacht. Die Entscheidung kommt in Ihren Posteingang.',
    states: { open: 'Offen', decided: 'Entschieden' },
    filter: 'Welche Vorschläge',
    empty: {
      open: {
        title: 'Kein Vorschlag ist offen',
        why: 'Wer urteilt, kann eine Änderung der Richtlinie oder der Fragen vorschlagen.',
      },
      decided: {
        title: 'Noch wurde über keinen Vorschlag entschieden',
        why: 'Entscheidungen bleiben hier mit ihren Gründen stehen.',
      },
    },
    about: { guideline: 'Eine Änderung der Richtlinie', questions: 'Eine Änderung der Fragen' },
    closes: (at) => `Kommentare bis ${at}`,
    see: 'Änderung ansehen',
    stale: (n) =>
      `Die Richtlinie hat sich seither geändert: Dies ist der Unterschied zu Version ${String(n)}.`,
    accept: 'Annehmen',
    acceptTitle: 'Den Vorschlag annehmen',
    acceptGuideline: 'Der vorgeschlagene Text wird die nächste Version der Richtlinie. Die früheren bleiben.',
    acceptQuestions:
      'Die Fragen werden dann in den Einstellungen geändert. Wer es vorgeschlagen hat, bekommt Bescheid.',
    decline: 'Ablehnen',
    declineTitle: 'Den Vorschlag ablehnen',
    declineExplains: 'Nichts ändert sich. Wer vorgeschlagen und wer kommentiert hat, liest die Begründung.',
    decided: 'Entschieden. Alle Beteiligten bekommen Bescheid.',
    wasAccepted: (version) =>
      version === null ? 'Angenommen' : `Angenommen: Version ${String(version)} der Richtlinie`,
    wasDeclined: 'Abgelehnt',
    all: 'Alle Vorschläge',
    toItems: 'Die Items finden, die es berührt',
  },
  changes: {
    see: 'Änderung ansehen',
    all: 'Alle Änderungen',
    empty: {
      title: 'Die Richtlinie hat sich noch nicht geändert',
      why: 'Jede Version bleibt erhalten, und was sich geändert hat, steht hier.',
    },
    version: (n) => `Version ${String(n)}`,
    first: 'Die erste Version',
    since: (n, since) => `Version ${String(n)} neben Version ${String(since)}`,
    by: (name, at) => (name === null ? at : `${name}, ${at}`),
    proposal: 'Vorschlag ansehen',
    same: 'Beide sagen dasselbe.',
    askedAgain: (n) =>
      n === 1 ? '1 Item wurde deswegen erneut gefragt.' : `${count(n)} Items wurden deswegen erneut gefragt.`,
  },
  touched: {
    title: 'Items, die die Änderung berührt',
    note: 'Beantwortete Items, gefunden an dem, was sich geändert hat. Erneut gefragt, sind sie offen, als hätte niemand geantwortet: Wer zuvor geantwortet hat, behält die Anerkennung, kann ebenfalls gefragt werden und wird nach dem neuen Text weder beurteilt noch als falsch vermerkt.',
    rules: 'Eine Regel wurde zu ihnen genannt',
    labels: 'Ihr Konsens hat das Label',
    words: 'Ihr Text enthält das Wort',
    wordsHint: 'Wort eingeben und Eingabetaste drücken',
    nothing: {
      title: 'Nichts, wonach zu suchen wäre',
      why: 'Wählen Sie eine Regel oder ein Label, oder geben Sie ein Wort ein, woran Items gefunden werden.',
    },
    none: {
      title: 'Kein beantwortetes Item ist berührt',
      why: 'Suchen Sie nach anderen Wörtern. Items, die niemand beantwortet hat, werden ohnehin nach dem neuen Text beantwortet.',
    },
    looking: (share) => `${share} der Items durchgesehen`,
    more: 'Weitersuchen',
    by: {
      rule: (heading) => `Regel „${heading}“`,
      label: (name) => `Label „${name}“`,
      word: (word) => `Wort „${word}“`,
    },
    choose: (excerpt) => `Erneut fragen: ${excerpt}`,
    all: 'Alle aufgeführten',
    gold: 'Seine Antwort ist bekannt: Sorgen Sie zuerst dafür, dass die bekannte Antwort dem neuen Text folgt.',
    see: 'Item ansehen',
    ask: (n) => (n === 1 ? '1 Item erneut fragen' : `${count(n)} Items erneut fragen`),
    asked: (n) => (n === 1 ? '1 Item wird erneut gefragt.' : `${count(n)} Items werden erneut gefragt.`),
    refused: (n, why) =>
      n === 1 ? `1 Item bleibt, wie es ist. ${why}` : `${count(n)} Items bleiben, wie sie sind. ${why}`,
    newer: (n) => `Die Richtlinie hat inzwischen Version ${String(n)}: Sehen Sie, was diese berührt.`,
    toNewest: 'Neueste Änderung ansehen',
  },
  answerer: {
    title: 'Fragen vom Arbeitsplatz',
    note: 'Wer beantwortet, was zu Items und Regeln gefragt wird. Alle, die das Projekt leiten, können ebenfalls antworten.',
    who: 'Es antwortet',
    default: 'Wer das Projekt angelegt hat',
    days: 'Tage für Kommentare zu einem Vorschlag',
    daysHint:
      'Über einen Vorschlag kann früher entschieden werden; seine Entscheidung hat immer einen Grund.',
    saved: 'Gespeichert.',
  },
}
