/** Words of questions about the guideline and of what was decided, in German. */
import { count } from '@/ui/format'
import type { guideline as English } from '@/ui/strings/guideline'
import type { Words } from '@/ui/words'

export const guideline: Words<typeof English> = {
  parts: {
    threads: 'Fragen und Antworten',
    cases: 'Entschiedene Fälle',
    proposals: 'Vorschläge',
    changes: 'Änderungen',
  },
  partsOf: 'Teile dieser Seite',
  ask: 'Fragen',
  askDialog: {
    title: 'Fragen',
    explains: (name) =>
      `Alle, die für dieses Projekt qualifiziert sind, sehen Ihre Frage. Es antwortet ${name ?? 'die Projektleitung'}, und die Antwort kommt in Ihren Posteingang.`,
    about: 'Worüber',
    aboutItem: 'Dieses Item',
    aboutAll: 'Die Richtlinie als Ganzes',
    rule: (heading, item) => `${item ? 'Dieses Item und die' : 'Die'} Regel „${heading}“`,
    asked: 'Ihre Frage',
    hint: 'Ist sie beantwortet, zählt Ihre Antwort für das Item, aber nicht als Beleg für Können.',
    do: 'Fragen',
    done: 'Ihre Frage ist gestellt. Die Antwort kommt in Ihren Posteingang.',
  },
  states: { open: 'Wartet', answered: 'Beantwortet', all: 'Alle' },
  filter: 'Welche Fragen',
  empty: {
    open: {
      title: 'Keine Frage wartet auf eine Antwort',
      why: 'Was am Arbeitsplatz oder mit dem Knopf oben gefragt wird, erscheint hier, bis es beantwortet ist.',
    },
    answered: {
      title: 'Noch wurde nichts beantwortet',
      why: 'Antworten bleiben hier stehen, für alle zu lesen.',
    },
    all: {
      title: 'Noch hat niemand etwas gefragt',
      why: 'Fragen Sie am Arbeitsplatz oder mit dem Knopf oben.',
    },
  },
  asks: (by, mine) => (mine ? `${by} (Sie)` : by),
  someone: 'Jemand, der nicht mehr hier ist',
  rule: (heading) => `Regel: ${heading}`,
  withheld: (answered) =>
    answered
      ? 'Sie ist beantwortet. Sie lesen die Antwort, sobald Sie das Item selbst beantwortet oder übersprungen haben, damit jede Antwort unabhängig ist.'
      : 'Sie betrifft ein Item, nach dem Sie noch gefragt werden können. Was dazu gesagt wird, erscheint, sobald Sie es beantwortet oder übersprungen haben.',
  changed: (at) => `geändert ${at}`,
  answer: 'Antworten',
  change: 'Antwort ändern',
  answerTitle: 'Diese Frage beantworten',
  answerExplains:
    'Alle Qualifizierten lesen Ihre Antwort mit Ihrem Namen; wer gefragt hat, bekommt Bescheid.',
  answered: 'Ihre Antwort ist aufbewahrt.',
  decide: 'Zum entschiedenen Fall machen',
  decided: 'Es ist jetzt ein entschiedener Fall und steht neben ähnlichen Items.',
  decidedWaits:
    'Es ist jetzt ein entschiedener Fall. Wer nach seinem Item noch gefragt werden kann, sieht ihn erst nach der eigenen Antwort.',
  isCase: 'Entschiedener Fall',
  comments: (n) => (n === 0 ? 'Kommentieren' : n === 1 ? '1 Kommentar' : `${count(n)} Kommentare`),
  comment: 'Kommentar hinzufügen',
  send: 'Senden',
  seeItem: 'Item ansehen',
  allThreads: 'Alle Fragen',
  cases: {
    find: 'In den entschiedenen Fällen suchen',
    none: {
      title: 'Kein Fall enthält diese Wörter',
      why: 'Suchen Sie nach anderen Wörtern, oder fragen Sie.',
    },
    empty: {
      title: 'Noch wurde nichts endgültig entschieden',
      why: 'Eine beantwortete Frage, eine bekannte Antwort mit ihrem Grund oder eine Prüfung wird mit einem Klick zum entschiedenen Fall. Er steht dann neben Items, die ihm ähneln.',
    },
    by: (name, at) => `Entschieden von ${name}, ${at}`,
    source: { thread: 'aus einer Frage', gold: 'aus einer bekannten Antwort', review: 'aus einer Prüfung' },
    waits: 'Nach seinem Item wird noch gefragt: Wer es noch beantworten soll, sieht diesen Fall nicht.',
    takeBack: 'Zurücknehmen',
    takeBackExplains: 'Niemandem wird dieser Fall mehr gezeigt. Woraus er gemacht wurde, bleibt, wie es ist.',
    takenBack: 'Der Fall ist zurückgenommen.',
  },
  beside: {
    rule: 'Trifft vielleicht zu',
    cases: 'In ähnlichen Fällen entschieden',
    threads: 'Zu diesem Item gefragt',
    ruleThreads: 'Zu dieser Regel gefragt',
    found: 'Entschiedene Fälle mit diesen Wörtern',
    waits: 'Noch nicht beantwortet.',
  },
  news: {
    difference: 'Der Unterschied',
    title: 'Die Richtlinie hat sich geändert, seit Sie zuletzt hier geantwortet haben.',
    titleFirst: 'Die Richtlinie hat sich geändert.',
    see: 'Was sich geändert hat',
    known: 'Verstanden',
    again: (n, before) =>
      before
        ? `Erneut gefragt, weil sich die Richtlinie geändert hat (Version ${String(n)}). Was Sie zuvor sagten, bleibt Ihnen angerechnet und wird nicht nach dem neuen Text beurteilt.`
        : `Erneut gefragt, weil sich die Richtlinie geändert hat (Version ${String(n)}).`,
  },
  waiting: {
    title: (n) =>
      n === 1 ? '1 Frage wartet auf eine Antwort' : `${count(n)} Fragen warten auf eine Antwort`,
    longest: (since, median) =>
      median === null || median === since
        ? `Die älteste wartet seit dem ${since}.`
        : `Die älteste wartet seit dem ${since}, die Hälfte seit dem ${median} oder länger.`,
    see: 'Fragen ansehen',
  },
}
