/** Words that set a question of the kind keypoints up, in German. */
import type { words as English } from './setupWords'
import { count } from '@/ui/format'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  about:
    'Benannte Punkte werden auf das gesetzt, was in einem Bild ist: Gelenke, Augenwinkel, Fingerspitzen.',
  freshA: 'Person',
  points: 'Punkte',
  pointsHelp: 'Einer je Zeile, in der Reihenfolge, in der sie gesetzt werden.',
  lines: 'Linien zwischen Punkten',
  linesHelp: 'Eine je Zeile: zwei Namen mit „ - “ dazwischen.',
  badLine: (line) => `„${line}“ nennt nicht zwei Punkte mit „ - “ dazwischen.`,
  ready: 'Beginnen mit',
  readyNone: 'eigenen Punkten',
  readyOnes: {
    person: 'einer Person (17 Punkte, wie COCO sie hat)',
    face: 'einem Gesicht (5 Punkte)',
    hand: 'einer Hand (21 Punkte)',
  },
  person: [
    'Nase',
    'Linkes Auge',
    'Rechtes Auge',
    'Linkes Ohr',
    'Rechtes Ohr',
    'Linke Schulter',
    'Rechte Schulter',
    'Linker Ellbogen',
    'Rechter Ellbogen',
    'Linkes Handgelenk',
    'Rechtes Handgelenk',
    'Linke Hüfte',
    'Rechte Hüfte',
    'Linkes Knie',
    'Rechtes Knie',
    'Linker Knöchel',
    'Rechter Knöchel',
  ],
  face: ['Linkes Auge', 'Rechtes Auge', 'Nasenspitze', 'Linker Mundwinkel', 'Rechter Mundwinkel'],
  wrist: 'Handgelenk',
  fingers: ['Daumen', 'Zeigefinger', 'Mittelfinger', 'Ringfinger', 'Kleiner Finger'],
  joint: (finger, n) => `${finger} ${count(n)}`,
  least: 'Seite, ab der Skelette verglichen werden (Pixel)',
  leastHelp: 'Kleinere werden verglichen, als wären sie so groß: Sonst wäre keine Hand ruhig genug.',
  tolerance: 'Ähnlichkeit, ab der zwei Skelette als dasselbe gelten',
  toleranceHelp:
    'Von 0,1 bis 0,95: Object Keypoint Similarity, wie COCO sie misst. Üblich ist 0,5; 0,75 verlangt genaue Punkte.',
  fewPoints: 'Ein Skelett hat mindestens einen Punkt.',
  manyPoints: 'Ein Skelett hat höchstens 200 Punkte.',
  doubledPoint: (name) => `Zwei Punkte heißen „${name}“.`,
  badLeast: 'Die Seite muss von 1 bis 10.000 Pixel sein.',
  badTolerance: 'Die Ähnlichkeit muss zwischen 0,1 und 0,95 liegen.',
}
