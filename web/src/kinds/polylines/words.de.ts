/** Words of the kind polylines, in German. */
import type { words as English } from './words'
import { count } from '@/ui/format'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  title: 'Linienzüge',
  polylines: (n) => (n === 1 ? '1 Linienzug: ' : `${count(n)} Linienzüge: `),
  points: (n) => (n === 1 ? '1 Punkt' : `${count(n)} Punkte`),
  place: (x, y, toX, toY, points) => `von ${x}, ${y} nach ${toX}, ${toY}, ${points}`,
  missing: 'Zeichnen Sie Linien, oder sagen Sie, dass es nichts zu markieren gibt.',
  unfinished:
    'Eine Linie ist noch nicht zu Ende. Beenden Sie sie mit Enter, oder nehmen Sie sie mit Esc zurück.',
  unknownLabel: 'Eine Linie hat ein Label, das diese Frage nicht hat.',
  wrongAttribute: (name) => `Ein Attribut einer Linie „${name}“ passt nicht zu ihrem Label.`,
  missingAttribute: (name, attribute) => `Eine Linie „${name}“ braucht noch „${attribute}“.`,
  outside: (name) => `Eine Linie „${name}“ liegt außerhalb des Bildes.`,
  twice: 'Dieselbe Linie hat zweimal dasselbe Label.',
  manyOfAll: (most) => `Alle Linien zusammen haben mehr als ${count(most)} Punkte.`,
  refused: {
    few: 'Nicht getan: Eine Linie braucht mindestens zwei Punkte.',
    many: 'Nicht getan: Eine Linie hat höchstens 2.000 Punkte.',
    short: 'Nicht getan: Zwei Punkte lägen hintereinander auf einer Stelle. Was da war, ist aufgehoben.',
  },
  draw: 'Linie zeichnen',
  idle: 'Klicken Sie Punkt für Punkt ein Ding entlang und wählen Sie dann sein Label; oder zuerst das Label. Ein Druck auf eine Linie nimmt sie auf.',
  idleTouch:
    'Tippen Sie Punkt für Punkt ein Ding entlang und wählen Sie dann sein Label; oder zuerst das Label. Zwei Finger bewegen das Bild.',
  held: (name) => `Jede Linie, die Sie zeichnen, wird ${name}: Klicken Sie ihre Punkte an. Esc beendet dies.`,
  heldTouch: (name) => `Jede Linie, die Sie zeichnen, wird ${name}. Derselbe Knopf beendet dies.`,
  inHand: (name) =>
    `Aufgenommen: ${name}. Ziehen Sie die Punkte; die kleinen Griffe setzen einen ein. Pfeile bewegen die Linie, die Taste eines Labels ändert das Label.`,
  inHandTouch: (name) => `Aufgenommen: ${name}. Ziehen Sie die Punkte; ein anderes Label ändert es.`,
  open: 'Klicken Sie wieder den letzten Punkt an oder drücken Sie Enter, um die Linie zu beenden. Strg+Z nimmt einen Punkt zurück.',
  openTouch: 'Tippen Sie wieder auf den letzten Punkt, um die Linie zu beenden.',
  cursor:
    'Pfeile bewegen die Marke, mit Umschalt um zehn. Die Leertaste setzt einen Punkt, Enter beendet die Linie.',
  said: (points, x, y) => `${points}. Marke bei ${x}, ${y}`,
  end: 'Linie beenden',
  back: 'Punkt zurücknehmen',
  drop: 'Verwerfen',
  turn: 'Umkehren',
  insert: 'Punkt einsetzen',
  removePoint: 'Punkt entfernen',
  list: 'Linienzüge',
  together: 'Die Linien aller übereinander',
  left: 'Links',
  top: 'Oben',
  pointX: 'Punkt, x',
  pointY: 'Punkt, y',
  badNumber: 'Es muss eine Zahl sein, mit der die Linie im Bild bleibt und kein Punkt auf dem vorigen liegt.',
  ownKeys: [
    ['P', 'eine Linie mit Tasten zeichnen'],
    ['← → ↑ ↓', 'die Marke, der Punkt oder die Linie; mit Umschalt um zehn'],
    ['Leertaste, Enter', 'einen Punkt setzen, die Linie beenden'],
    ['Tab', 'nächste Linie; mit Umschalt die vorige'],
    [', .', 'voriger Punkt, nächster Punkt'],
    ['I', 'einen Punkt nach dem aufgenommenen einsetzen'],
    ['R', 'die Linie umkehren'],
  ],
}
