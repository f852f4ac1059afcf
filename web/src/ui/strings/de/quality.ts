/** Words of my quality, and of what leads see of somebody's, in German. */
import { count, decimal } from '@/ui/format'
import type { quality as English } from '@/ui/strings/quality'
import type { Words } from '@/ui/words'

const points = (share: number) => decimal(Math.abs(share) * 100, 1)

export const quality: Words<typeof English> = {
  title: 'Meine Qualität',
  lead: 'Was Ihre Antworten sagen, mit den Belegen dahinter. Niemand wird in eine Rangfolge gebracht; Überspringen, Abwesenheit und die Zeit, die Sie brauchen, zählen nicht.',
  empty: {
    title: 'Noch ist nichts bekannt',
    why: 'Nach einigen Antworten auf Items, die auch andere beantwortet haben oder deren Antwort bekannt ist, sehen Sie hier, wie es steht und auf welchen Items es beruht.',
  },
  of: {
    lead: 'Was die Antworten dieser Person sagen, Frage für Frage, mit denselben Belegen, die sie selbst sieht. Danach wird passende Arbeit ausgesucht; mit anderen verglichen wird sie nicht.',
    empty: {
      title: 'Noch ist nichts bekannt',
      why: 'Noch lässt sich nichts mit einer bekannten Antwort oder den Antworten anderer vergleichen.',
    },
    link: 'Qualität',
    linkOf: (name) => `Qualität: ${name}`,
  },
  measures: {
    right: 'Geschätzter Anteil richtiger Antworten',
    near: 'Wie nah Antworten dem Richtigen kommen',
    nothing: 'Nicht geschätzt',
  },
  missing: (n, counted) =>
    `${counted === 0 ? 'Noch lässt sich kein Item vergleichen' : counted === 1 ? '1 Item lässt sich vergleichen' : `${count(counted)} Items lassen sich vergleichen`}; noch ${count(n)}, bis etwas gesagt wird.`,
  trend: {
    title: 'Wie es verlief',
    label: (windows) => `Die Schätzung in ${count(windows)} Abschnitten der gezählten Items, älteste zuerst`,
    none: 'Keine Veränderung, die die Belege stützen.',
    missing: (n) =>
      n === 1
        ? 'Noch 1 gezähltes Item, bis eine Veränderung zu sehen wäre.'
        : `Noch ${count(n)} gezählte Items, bis eine Veränderung zu sehen wäre.`,
    change: (by, low, high, items) =>
      `Die letzten ${count(items)} Items lagen ${points(by)} Punkte ${by > 0 ? 'höher' : 'niedriger'} als die davor (95 %: ${points(low)} bis ${points(high)}).`,
    note: 'Nach gezählten Items, nicht nach Tagen. Von Personen, die sich nicht verändern, sieht eine von zwanzig zufällig eine Veränderung.',
    table: 'Als Tabelle',
    share: 'Items',
    value: 'Schätzung',
    interval: '95-%-Intervall',
  },
  moved: {
    title: 'Was am meisten bewegt hat',
    none: 'Keine einzelne Antwort sticht hervor.',
    raised: (by) => `hob es um ${points(by)} Punkte`,
    lowered: (by) => `senkte es um ${points(by)} Punkte`,
    known: 'Die Antwort ist bekannt.',
    sure: (share) => `Die anderen sind sich zu ${share} sicher.`,
    others: 'Die anderen sagen es so.',
    how: 'Die Schätzung weniger das, was sie ohne dieses Item wäre.',
  },
  caught: {
    title: 'Was Sie gesehen haben',
    titleOf: 'Was die Person gesehen hat',
    why: 'Nachweislich richtig, wo die meisten anderen etwas anderes sagten.',
  },
  practise: {
    title: 'Was sich zu üben lohnt',
    titleOf: 'Was am meisten kostet',
    cost: (by, items) => `kostete ${points(by)} Punkte über ${count(items)} Items`,
    open: 'Regeln und entschiedene Fälle',
    openOf: (slip) => `Regeln und entschiedene Fälle: ${slip}`,
    examples: 'Items, bei denen es geschah',
    rule: (heading) => `Die Regel, die vielleicht zutrifft: ${heading}`,
    guideline: 'Richtlinie öffnen',
    cases: 'Ähnliche entschiedene Fälle',
    nothing:
      'Weder die Richtlinie noch ein entschiedener Fall sagt bisher mehr dazu. Sie können am Arbeitsplatz fragen.',
    what: {
      instead: (said, right) => `„${said}“, wo „${right}“ richtig ist`,
      missed: (_, right) => `„${right}“ ausgelassen`,
      extra: (said) => `„${said}“, wo keines ist`,
      border: (said) => `„${said}“, das anderswo beginnt oder endet`,
      higher: (said) => `„${said}“ zu hoch bewertet`,
      lower: (said) => `„${said}“ zu niedrig bewertet`,
    },
  },
  mine: 'Sie sagten',
  theirs: 'Gesagt wurde',
  gold: 'Bekannte Antwort',
  consensus: 'Konsens',
  desk: 'Am Arbeitsplatz ansehen',
  item: 'Item ansehen',
  answers: 'Meine Antworten in diesem Projekt',
}
