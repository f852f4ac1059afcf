/** Words of the desk, in German. */
import { count } from '@/ui/format'
import type { desk as English } from '@/ui/strings/desk'
import type { Words } from '@/ui/words'

export const desk: Words<typeof English> = {
  title: (project) => `Arbeitsplatz · ${project}`,
  leave: 'Arbeitsplatz verlassen',
  why: 'Warum das wichtig ist',
  item: 'Item',
  questions: 'Fragen',
  optional: 'freiwillig',
  unknownKind: 'Diese Seite ist älter als diese Frage. Laden Sie sie neu, um zu antworten.',
  submit: 'Abgeben',
  notYet: (title, what, more) =>
    `${title ? `${title} ` : ''}${what}${more > 0 ? ` Und ${count(more)} weitere.` : ''}`,
  saveCorrection: 'Korrektur speichern',
  skip: 'Überspringen',
  flag: 'Melden',
  ask: 'Fragen',
  handOver: 'Weitergeben',
  handedOver: 'Weitergegeben. Jemand darf es fertig machen.',
  previous: 'Voriges',
  undo: 'Rückgängig',
  redo: 'Wiederholen',
  keys: 'Tastatur',
  guideline: 'Richtlinie',
  showGuideline: 'Richtlinie zeigen',
  hideGuideline: 'Richtlinie verbergen',
  findInGuideline: 'In der Richtlinie suchen',
  guidelineVersion: (n) => `Version ${String(n)}`,
  nothingFound: 'Diese Wörter kommen in der Richtlinie nicht vor.',
  metadata: 'Mehr zu diesem Item',
  mark: {
    empty: 'Noch nichts zu speichern',
    unsaved: 'Wird gespeichert …',
    saving: 'Wird gespeichert …',
    saved: (at) => `Gespeichert ${at}`,
    kept: 'Noch nicht gespeichert – in diesem Browser aufbewahrt',
    nowhere: 'Nicht gespeichert – lassen Sie diese Seite offen',
    conflict: 'Auch anderswo gespeichert',
    refused: 'Nicht gespeichert',
    correction: 'In diesem Browser aufbewahrt, bis Sie die Korrektur speichern',
    practice: 'Übung: Nichts wird aufbewahrt',
  },
  conflict: {
    title: 'An diesem Item wurde in einem anderen Tab oder auf einem anderen Gerät gearbeitet',
    why: 'Nichts wird überschrieben. Wählen Sie, mit welchen Antworten es weitergeht; die anderen bleiben mit „Rückgängig“ erreichbar.',
    mine: 'Hier',
    theirs: (at) => `Dort, gespeichert ${at}`,
    keepMine: 'Mit diesen weitermachen',
    takeTheirs: 'Mit jenen weitermachen',
    none: 'keine Antwort',
  },
  refitted: {
    title: 'Die Fragen dieses Projekts haben sich geändert, seit Sie begonnen haben.',
    lost: (titles) =>
      `Ihre Antworten wurden übernommen, wo sie noch passen. Bitte beantworten Sie erneut: ${titles}.`,
  },
  suggestion: {
    title: (model) => `Vorschlag von ${model}`,
    use: 'Übernehmen',
    used: 'Übernommen',
  },
  inHand: (until) =>
    `Sie haben keinen Zugang mehr zu diesem Projekt. Dieses Item können Sie noch beenden, bis ${until ?? 'seine Zeit abläuft'}; danach geht es an die anderen zurück, und es kommt nichts Neues.`,
  looking: {
    title: (at) => `Sie sehen Ihre Antwort vom ${at} an.`,
    back: 'Zurück zum jetzigen Item',
    earlier: 'Eine früher',
    saved: 'Ihre Korrektur ist gespeichert.',
  },
  submitted: 'Abgegeben.',
  ahead: {
    title: 'Ohne Verbindung',
    wanted: 'Ein paar Items bereithalten',
    explains:
      'Sie bleiben für Sie reserviert, solange der Arbeitsplatz offen ist, damit Sie im Tunnel oder im Zug weitermachen können. Was Sie antworten, wird gesendet, sobald die Verbindung wieder da ist. Sie gehen an die anderen zurück, wenn Sie dies ausschalten oder den Arbeitsplatz verlassen, in jedem Fall nach der Zeit des Projekts.',
    held: (n) => (n === 1 ? 'Ein weiteres Item liegt bereit.' : `${count(n)} weitere Items liegen bereit.`),
    none: 'Kein weiteres Item liegt bereit: Hier sind nur noch wenige übrig, und die anderen brauchen sie auch.',
    kept: 'In diesem Browser aufbewahrt. Es wird gesendet, sobald die Verbindung wieder da ist.',
  },
  lookAgain: 'Erneut nachsehen',
  skipDialog: {
    title: 'Dieses Item überspringen',
    explains:
      'Das Item geht an jemand anderen und kommt nicht zu Ihnen zurück. Überspringen wird nie bewertet. Der Grund hilft denen, die das Projekt leiten.',
    reasons: [
      'Das kann ich nicht beurteilen',
      'Mit dem Item stimmt etwas nicht',
      'Die Richtlinie deckt es nicht ab',
      'Das möchte ich lieber nicht sehen',
    ],
    own: 'Mit eigenen Worten',
    do: 'Überspringen',
    done: 'Übersprungen. Es geht an jemand anderen.',
  },
  flagDialog: {
    title: 'Dieses Item melden',
    explains:
      'Mit dem Item selbst stimmt etwas nicht: Ihre Notiz geht an die, die das Projekt leiten. Sie arbeiten am Item weiter wie zuvor. Wie es zu beurteilen ist, ist eine Frage: Nehmen Sie „Fragen“.',
    note: 'Was stimmt nicht?',
    do: 'Senden',
    done: 'Ihre Notiz ist gesendet.',
  },
  waiting: {
    title: 'Ihre Antwort ist in diesem Browser aufbewahrt',
    why: 'Der Server antwortet gerade nicht. Die Antwort wird von selbst gesendet, sobald er es tut, auch wenn Sie diese Seite schließen und wiederkommen.',
    now: 'Jetzt versuchen',
    list: 'Ansehen, was wartet',
  },
  offline: {
    title: 'Das nächste Item kann nicht abgerufen werden',
    why: 'Der Server antwortet gerade nicht. Diese Seite versucht es von selbst wieder; nichts von Ihnen geht verloren.',
  },
  noWork: {
    empty: {
      title: 'Hier gibt es noch nichts zu beantworten',
      why: 'Bisher wurden keine Items importiert.',
    },
    done: { title: 'Hier ist nichts mehr zu beantworten', why: 'Kein Item wartet auf eine Antwort. Danke.' },
    changing: {
      title: 'Sehen Sie gleich noch einmal nach',
      why: 'Was hier übrig ist, wird gerade ausgegeben oder ausgewertet; vielleicht ist noch etwas für Sie dabei.',
    },
    'all-answered': {
      title: 'Sie haben hier alles beantwortet, was Sie können',
      why: 'Was übrig ist, braucht Antworten von anderen, damit jedes Item unabhängig beurteilt wird.',
    },
    paused: {
      title: 'Dieses Projekt pausiert',
      why: 'Die Projektleitung hat es angehalten. Ihre Antworten sind sicher.',
    },
    'not-qualified': {
      title: 'Ihnen fehlt noch, was dieses Projekt verlangt',
      why: 'Es verlangt eine Qualifikation. Was Sie in der Hand haben, dürfen Sie beenden.',
    },
    taken: {
      title: 'Dieses Item ist bei jemand anderem',
      why: 'Vielleicht kommt es später zurück.',
    },
    settled: { title: 'Dieses Item ist abgeschlossen', why: 'Es braucht keine weitere Antwort.' },
    answered: {
      title: 'Sie haben dieses Item beantwortet',
      why: 'Sie finden es unter Ihren Antworten.',
    },
    none: { title: 'Gerade ist nichts zu tun', why: '' },
    looking:
      'Was hier übrig ist, wird gerade verteilt oder gewichtet, und vielleicht ist noch etwas für Sie dabei. Diese Seite sieht von selbst wieder nach.',
    howQualified: 'So bekommen Sie sie',
    look: 'Erneut nachsehen',
    mine: 'Meine Antworten',
    projects: 'Meine Projekte',
  },
  notEditable: 'Dieses Item ist nicht mehr bei Ihnen, deshalb lässt sich hier nichts ändern.',
  reload: 'Neu laden',
  help: {
    title: 'Tastatur',
    choose: 'In der markierten Frage wählen',
    nextQuestion: 'Zur nächsten Frage',
    nextField: 'Zum nächsten oder vorigen Feld',
    leaveText: 'Ein Textfeld verlassen',
    thisHelp: 'Diese Hilfe zeigen',
    single: 'Tasten ohne Strg',
    singleHint: 'Schalten Sie sie aus, wenn sie Ihren Screenreader oder Ihre Sprachsteuerung stören.',
    submitBy: 'Abgeben mit',
    enter: 'Eingabe',
    space: 'Leertaste',
    ctrlEnter: 'nur Strg + Eingabe',
    or: 'oder',
  },
}
