/** Words that many screens share, in German. */
import { count } from '@/ui/format'
import type { general as English } from '@/ui/strings/general'
import type { Words } from '@/ui/words'

export const general: Words<typeof English> = {
  name: 'goodwork',
  loading: 'Wird geladen',
  more: 'Mehr zeigen',
  cancel: 'Abbrechen',
  showPassword: 'Passwort zeigen oder verbergen',
  close: 'Schließen',
  save: 'Speichern',
  saved: 'Gespeichert',
  undo: 'Rückgängig',
  copy: 'Kopieren',
  copied: 'Kopiert',
  retry: 'Erneut versuchen',
  reload: 'Seite neu laden',
  reason: 'Grund',
  reasonHint: 'Ein Satz, den alle Betroffenen lesen können.',
  details: 'Einzelheiten',
  unreachable: {
    what: 'Der Server antwortet nicht.',
    kept: 'Nichts, was Sie geschrieben haben, ist verloren.',
    next: 'Prüfen Sie die Verbindung und versuchen Sie es erneut.',
  },
  missing: {
    unreachable: {
      what: 'Ein Teil dieser Seite konnte nicht abgerufen werden: Der Server antwortet nicht.',
      kept: 'Ihre Antworten am Arbeitsplatz sind erhalten, ebenso alles Gespeicherte.',
      next: 'Er wird von selbst abgerufen, sobald der Server antwortet. Sie können es auch jetzt versuchen.',
    },
    outdated: {
      what: 'Einen Teil dieser Seite gibt es nicht mehr: goodwork wurde erneuert, seit Sie sie geöffnet haben.',
      kept: 'Ihre Antworten am Arbeitsplatz sind erhalten, ebenso alles Gespeicherte. Kopieren Sie, was Sie hier sonst geschrieben haben.',
      next: 'Laden Sie die Seite neu, um weiterzumachen.',
    },
  },
  refused: {
    'not-signed-in': {
      what: 'Sie sind nicht mehr angemeldet.',
      kept: 'Ihre Antworten am Arbeitsplatz sind in diesem Browser aufgehoben.',
      next: 'Melden Sie sich wieder an, um weiterzumachen.',
    },
    'access-ended': {
      what: 'Sie haben keinen Zugang mehr zu diesem Projekt.',
      kept: 'Was Sie abgegeben haben, ist behalten und bleibt angerechnet.',
      next: 'Machen Sie mit einem anderen Projekt weiter, oder fragen Sie die Projektleitung.',
    },
    archived: {
      what: 'Dieses Projekt ist archiviert: Es nimmt keine Antworten mehr an und ändert keine.',
      kept: 'Was Sie abgegeben haben, ist behalten und bleibt angerechnet.',
      next: 'Machen Sie mit einem anderen Projekt weiter, oder fragen Sie die Projektleitung.',
    },
    submitted: {
      what: 'Sie haben dieses Item schon abgegeben, vielleicht in einem anderen Tab.',
      kept: 'Ihre ersten Antworten sind behalten.',
      next: 'Öffnen Sie das Item unter „Meine Antworten“, um sie zu ändern.',
    },
    skipped: {
      what: 'Sie haben dieses Item übersprungen; es nimmt keine Antwort von Ihnen an.',
      kept: '',
      next: 'Nehmen Sie das nächste Item.',
    },
    'asked-again': {
      what: 'Die Richtlinie hat sich seitdem geändert, und dieses Item wird neu gefragt.',
      kept: 'Ihre Antwort bleibt, wie Sie sie gaben.',
      next: 'Beantworten Sie es neu, wenn es zu Ihnen kommt; beide werden angerechnet.',
    },
    throttled: {
      what: 'Es waren zu viele Versuche.',
      kept: 'Ihre Antworten am Arbeitsplatz sind aufgehoben.',
      next: 'Warten Sie eine Minute, und versuchen Sie es dann noch einmal.',
    },
    unavailable: {
      what: 'Etwas, worauf goodwork steht, antwortet nicht.',
      kept: 'Ihre Antworten am Arbeitsplatz sind aufgehoben.',
      next: 'Versuchen Sie es nach einer Weile noch einmal.',
    },
  },
  unexpected: {
    what: 'Auf dieser Seite ist etwas schiefgegangen.',
    kept: 'Was Sie abgegeben haben und was gespeichert wurde, ist sicher.',
    next: 'Laden Sie die Seite neu. Geschieht es wieder, sagen Sie es der Person, die diesen Server betreibt.',
  },
  notFound: {
    title: 'Hier ist nichts',
    why: 'Die Adresse ist vielleicht falsch, oder Sie haben keinen Zugang zu dem, was sie nennt. Wer das Projekt leitet, kann Ihnen Zugang geben.',
    who: 'Wer leitet, kann Ihnen Zugang geben.',
    back: 'Zu meinen Projekten',
  },
  markdownEmpty: 'Noch wurde nichts geschrieben.',
  asWritten: 'Wie geschrieben',
  tooLongToDraw: 'Dieser Text steht hier, wie er geschrieben wurde: Er ist zu lang, um gestaltet zu werden.',
  pictureElsewhere: (alt) => (alt ? `Bild: ${alt}` : 'Bild'),
  showAll: 'Alles zeigen',
  showLess: 'Weniger zeigen',
  picture: (title) => title || 'Zu beurteilendes Bild',
  pictureFailed: {
    what: 'Dieses Bild kann nicht gezeigt werden: Seine Datei ist vielleicht beschädigt.',
    kept: 'Alles andere ist, wie es war.',
    next: 'Überspringen oder melden Sie das Item am Arbeitsplatz.',
  },
  fitPicture: 'Bild an die Seite anpassen',
  fullPicture: 'Bild in voller Größe zeigen',
  otherPart: 'Einen Teil dieser Art kann diese Seite noch nicht zeigen; sein roher Inhalt steht unten.',
  metadata: 'Zu diesem Item',
  roles: {
    user: 'Mensch',
    assistant: 'Assistent',
    system: 'System',
    developer: 'Entwicklung',
    tool: 'Werkzeug',
    function: 'Funktion',
  },
  nobody: 'Ohne Angabe, wer spricht',
  turn: (n) => `Beitrag ${String(n)}`,
  noText: 'Dieser Beitrag hat keinen Text.',
  table: (rows) => `Tabelle mit ${count(rows)} Zeilen`,
  moreRows: (n) => `Mehr von den ${count(n)} weiteren Zeilen zeigen`,
  takenOut: ' entfernt: ',
  written: ' geschrieben: ',
  code: (language) => (language ? `Code in ${language}` : 'Code'),
  codeCut: (lines) => `Die ersten ${count(lines)} Zeilen; öffnen Sie das Item für den Rest.`,
  codePlain: (characters) =>
    `Ohne Farben: Mit ${characters} Zeichen darin würde das Färben die Seite langsam machen.`,
  badPart:
    'Die Daten dieses Teils haben nicht die Form, die seine Art verlangt; sie stehen unten, wie sie kamen.',
}
