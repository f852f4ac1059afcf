/** Words of a project's overview, in German. */
import { count } from '@/ui/format'
import type { overview as English } from '@/ui/strings/overview'
import type { Words } from '@/ui/words'

const METHODS: Record<string, string> = {
  majority: 'Mehrheitsentscheid',
  dawid_skene: 'einem Dawid-Skene-Modell',
  hierarchical: 'einem hierarchischen Dawid-Skene-Modell',
  communities: 'einem Modell von Gruppen von Personen',
  shared_errors: 'einem Modell der Fehler, die Menschen gemeinsam haben',
  on_scale: 'einem Modell davon, wie Menschen die Skala nutzen',
  stack: 'mehreren Modellen, gewogen danach, wie gut sie vorhersagen',
}

export const overview: Words<typeof English> = {
  next: 'Was als Nächstes zu tun ist',
  places: {
    overview: '',
    items: 'Items ansehen',
    held: 'Diese Items ansehen',
    review: 'Prüfen',
    appeals: 'Entscheiden',
    flags: 'Beantworten',
    threads: 'Beantworten',
    proposals: 'Entscheiden',
    data: 'Zu den Daten',
    settings: 'Zu den Einstellungen',
    people: 'Zu den Personen',
  },
  report: {
    title: 'Qualität, auf einem Blatt',
    offer:
      'Was diese Label wert sind, in einfachen Worten und ohne jemandes Namen: zum Drucken oder zum Weitergeben.',
    open: 'Bericht öffnen',
    back: 'Zurück zur Übersicht',
    note: 'So bekommen andere die Seite: eine Datei, auf Englisch, die nichts nachlädt.',
    print: 'Drucken',
    download: 'Herunterladen',
    file: (project: string) => `Qualität von ${project}`,
  },
  persons: {
    title: 'Personen',
    note: 'Nach Namen. Können steht mit seinem 95-%-Intervall, weil wenige Antworten wenig sagen.',
    search: 'Jemanden suchen',
    nobody: (words) => (words ? `Niemand hier heißt „${words}“.` : 'Noch hat niemand geantwortet.'),
    counts: (answers, n, reviewed) => `${answers} ${n === 1 ? 'Antwort' : 'Antworten'}, ${reviewed} geprüft`,
    between: (low, high, items) => `${low} bis ${high}, ${items} Items`,
    unknown: 'Für diese Frage nicht geschätzt.',
  },
  needed: {
    title: 'Noch nötige Antworten',
    answers: 'bis jedes offene Item abgeschlossen ist',
    work: 'Arbeit',
    price: 'für diese Antworten',
    between: (low, high) => `${low} bis ${high}, in 95 von 100 Fällen`,
    hours: (n) => `${n} Stunden`,
    minutes: (n) => `${n} Minuten`,
    nothing: 'Kein Item ist offen: Jedes hat die Antworten, die es braucht.',
    nothingNext: 'Veröffentlichen Sie eine Version, oder importieren Sie weitere Daten.',
    order:
      'Zuerst werden Items ausgegeben, die noch niemand gesehen hat, dann solche, deren Antworten nicht sicher genug sind: Wer öfter richtig liegt als die anderen, bekommt sie sofort, wer seltener richtig liegt, zuletzt. Eines von zehn schließt Begonnenes ab. Niemandem, der mitarbeiten darf, wird Offenes vorenthalten.',
    state: 'Angeben, was eine Antwort kostet',
    change: 'Ändern, was eine Antwort kostet',
    dialog: 'Was eine Antwort kostet',
    explains:
      'Nur was Sie hier angeben, wird verwendet: Niemandes Zeit wird gemessen. Lassen Sie weg, was Sie nicht sehen möchten. Nur wer das Projekt leitet, sieht es.',
    priceLabel: 'Preis einer Antwort',
    currencyLabel: 'Währung',
    currencyWrong: 'Drei Buchstaben, etwa EUR.',
    minutesLabel: 'Minuten, die eine Antwort braucht',
    stated: 'Was eine Antwort kostet, ist aufbewahrt.',
  },
  purpose: 'Wofür das ist',
  guideline: 'Richtlinie',
  guidelineVersion: (n, day) => `Version ${String(n)}, ${day}`,
  progress: 'Fortschritt',
  open: 'offen',
  expert: 'warten auf eine Prüfung',
  held: 'nach dreimaligem Überspringen angehalten',
  setAside: 'beiseitegelegt',
  noItems: 'Noch keine Items',
  noItemsWhy: 'Importieren Sie eine Datei; ihre Items werden sofort ausgegeben.',
  import: 'Items importieren',
  progressAlt: (settled, items) => `${settled} von ${items} Items sind abgeschlossen.`,
  meet: (target, proved) =>
    proved ? `erreichen das Ziel von ${target}` : `erreichen das Ziel von ${target} nach Schätzung`,
  areSettled: (settled, items) => `abgeschlossen, ${settled} von ${items}`,
  answers: 'gegebene Antworten',
  saved: 'Antworten durch frühes Aufhören gespart',
  savedHint:
    'Antworten, die die Qualitätsregeln für die abgeschlossenen Items erlaubt hätten und nach denen niemand gefragt wurde.',
  people: 'Personen haben geantwortet',
  appraising: (n) => `${n} Items werden gerade ausgewertet.`,
  /** `names`: the methods of all questions, with commas; empty where answers are only compared. */
  method: (names, at) => {
    const told = names.split(', ').filter((name) => name !== '')
    const by = told.length > 0 ? ` mit ${told.map((name) => METHODS[name] ?? name).join(' und ')}` : ''
    return `Geschätzt ${at}${by}.`
  },
  notFitted: 'Noch wurde nichts geschätzt; es beginnt von selbst, sobald es Antworten gibt.',
  refit: 'Jetzt neu schätzen',
  refitFailed: {
    what: 'Die neueste Schätzung wurde aufgegeben.',
    kept: 'Die Zahlen unten sind die der vorigen Schätzung; Antworten und Items sind, wie sie waren.',
    next: 'Schätzen Sie neu; wird es wieder aufgegeben, sagen Sie es der Person, die diesen Server betreibt.',
  },
  refitted: 'Es wird neu geschätzt. Die Zahlen ändern sich hier, wenn es fertig ist.',
  agreement: 'Übereinstimmung',
  agreementHint: 'Krippendorffs Alpha: 1 ist völlige Übereinstimmung, 0 ist, was allein der Zufall ergäbe.',
  besideAlpha: (kappa, ac) => `Fleiss’ Kappa: ${kappa}. Gwets AC: ${ac}.`,
  besideAlphaOf: (value, low, high) => `${value} (${low} bis ${high})`,
  accuracy: 'Genauigkeit auf Gold',
  accuracyHint: 'Wie oft der Konsens der bekannten Antwort gleicht.',
  interval: (low, high, items) => `95-%-Intervall ${low} bis ${high}, auf ${items} Items`,
  undefined: 'Noch nicht bekannt',
  confidence: 'Konfidenz der Items',
  confidenceHint: (target) => `Die Linie ist das Ziel dieses Projekts, ${target}.`,
  confidenceAlt: (rows) => `Items je Zehntel der Konfidenz: ${rows}.`,
  confidenceBin: (from, to) => `${from} bis ${to}`,
  noConfidence: 'Noch hat kein Item eine Konfidenz.',
  items: 'Items',
  reliability: 'Ist die Konfidenz ehrlich?',
  reliabilityHint:
    'Auf der Diagonale sind von den Items mit angegebener Konfidenz p etwa p richtig. Größere Punkte stehen für mehr Items.',
  declared: 'angegebene Konfidenz',
  right: 'richtiger Anteil',
  firstShown: 'Bevorzugt, wenn zuerst gezeigt',
  firstShownHint: 'Die Reihenfolge wird ausgelost, ohne Neigung zu einer Seite liegt dies also nahe 50 %.',
  systems: 'Systeme nach dem, was bevorzugt wurde',
  system: 'System',
  wins: 'Siege',
  winsInterval: '95-%-Intervall der Siege',
  winsBetween: (low, high) => `95-%-Intervall ${low} bis ${high}`,
  comparisons: 'Vergleiche',
  systemsHint:
    'Siege: wie oft ein System gegen eines in der Mitte aller gewinnen würde (Bradley-Terry mit einer Verlässlichkeit je Person). Wo Intervalle sich weit überlappen, kann die Reihenfolge Zufall sein.',
  reliabilityNone: 'Zufällig gezogenes Gold zeigt dies; noch gibt es zu wenig davon.',
  reliabilityAlt: (rows) => `Angegebene Konfidenz und richtiger Anteil: ${rows}.`,
  calibrated: 'Auf Gold kalibriert',
  notCalibrated: 'Noch nicht kalibriert',
  neverCalibrated: 'Nicht durch Gold kalibriert',
  estimated: 'Geschätzt',
  promise: 'Was sich versprechen lässt',
  promised: (wrong, above, items) =>
    `Von den Antworten mit einer Konfidenz ab ${above} sind höchstens ${wrong} falsch. Das gilt für ${items} der Items.`,
  promisedOfAll: (wrong) =>
    `Von allen Antworten sind höchstens ${wrong} falsch, gleich mit welcher Konfidenz.`,
  promisedLess: (wrong, target, wanted) =>
    `Von den Antworten mit einer Konfidenz ab ${target} sind höchstens ${wrong} falsch: mehr als die gewünschten ${wanted}.`,
  promisedNothing: 'Noch nichts: Kein Gold-Item erreicht die gewünschte Konfidenz.',
  promiseRests: (wrong, gold) => `Von den Gold-Items dort sind ${wrong} von ${gold} falsch.`,
  promiseHint:
    'Das gilt mit einer Wahrscheinlichkeit von 95 %, welches Modell auch immer die Antworten ergab, solange Gold zufällig gezogen wurde.',
  goldMissing: (n) =>
    n === 1
      ? '1 weiteres, zufällig gezogenes Gold-Item ist nötig.'
      : `${count(n)} weitere, zufällig gezogene Gold-Items sind nötig.`,
  disputed: 'Woher Uneinigkeit kommt',
  disputedNote:
    'Die Items und die Paare von Antworten, bei denen die Antworten am weitesten auseinandergehen, und was die Richtlinie dazu sagt.',
  disputedAll: 'Alle Items, strittige zuerst',
  disputedNone: 'Kein Item hat unterschiedliche Antworten.',
  pairs: 'Antworten, die verwechselt werden',
  pairsNone: 'Bisher werden keine zwei Antworten verwechselt.',
  sectionsBoth: 'Die Richtlinie zu beiden:',
  sectionsOne: 'Die Richtlinie nennt nur eine davon:',
  sectionsNone: 'Die Richtlinie nennt keine von beiden.',
  sectionFirst: 'ihr Anfang',
  pair: (a, b) => `${a} und ${b}`,
  pairShare: (share, items) => `${share} aller Uneinigkeit, ${items} Items`,
  disagreement: 'Uneinigkeit',
  flags: (n) => (n === 1 ? '1 offene Meldung' : `${count(n)} offene Meldungen`),
  tab: 'Fragen',
}
