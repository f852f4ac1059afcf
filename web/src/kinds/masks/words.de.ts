/** Words of the kind masks, in German. */
import type { words as English } from './words'
import { count } from '@/ui/format'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  title: 'Masken',
  masks: (n) => (n === 1 ? '1 Maske: ' : `${count(n)} Masken: `),
  pixels: (n) => (n === 1 ? '1 Pixel' : `${count(n)} Pixel`),
  points: (n) => (n === 1 ? '1 Punkt' : `${count(n)} Punkte`),
  place: (x, y, width, height, pixels) => `${width} × ${height} bei ${x}, ${y}, ${pixels}`,
  missing: 'Malen Sie Masken, oder sagen Sie, dass es nichts zu markieren gibt.',
  unfinished: 'Ein Umriss ist noch offen. Schließen Sie ihn mit Enter, oder nehmen Sie ihn mit Esc zurück.',
  unfinishedStroke:
    'Der Pinsel ist noch aufgesetzt. Heben Sie ihn mit der Leertaste, oder nehmen Sie den Strich mit Esc zurück.',
  unknownLabel: 'Eine Maske hat ein Label, das diese Frage nicht hat.',
  small: (name, least) =>
    least === 1
      ? `Eine Maske „${name}“ hat kein Pixel.`
      : `Eine Maske „${name}“ hat weniger als ${count(least)} Pixel.`,
  wrongAttribute: (name) => `Ein Attribut einer Maske „${name}“ passt nicht zu ihrem Label.`,
  missingAttribute: (name, attribute) => `Eine Maske „${name}“ braucht noch „${attribute}“.`,
  otherSize: (name) => `Eine Maske „${name}“ ist nicht so groß wie das Bild.`,
  sizes: 'Die Masken gehören zu Bildern verschiedener Größe.',
  twice: 'Dieselbe Maske hat zweimal dasselbe Label.',
  long: 'Alle Masken zusammen sind mehr, als eine Antwort fasst: Ihre Ränder sind zu zerfranst.',
  overlap: 'Zwei Masken haben gemeinsame Pixel; hier gehört ein Pixel zu höchstens einer Maske.',
  refused: {
    nothing: 'Hier ist nichts zu radieren: Nehmen Sie eine Maske auf, oder drücken Sie auf eine.',
    few: 'Nicht geschlossen: Ein Umriss geht um mindestens ein Pixel.',
    others: 'Nichts wurde gemalt: Diese Pixel gehören zu anderen Masken.',
    unmade: 'Keine Maske entstand: Genau diese gibt es schon, oder eine Antwort fasst nicht mehr.',
    locked: 'Nicht getan: Diese Maske ist gesperrt.',
  },
  tools: { brush: 'Pinsel', erase: 'Radierer', outline: 'Umriss', take: 'Aufnehmen' },
  toolKeys: { brush: 'B', erase: 'E', outline: 'P', take: 'V' },
  toolsTitle: 'Werkzeuge',
  brush: 'Breite des Pinsels',
  draw: 'Neue Maske',
  idle: 'Malen Sie über ein Ding und wählen Sie dann sein Label; oder zuerst das Label. Weitere Striche kommen dazu, bis Sie es mit Esc loslassen.',
  idleTouch:
    'Malen Sie mit einem Finger über ein Ding und wählen Sie dann sein Label; oder zuerst das Label. Zwei Finger bewegen das Bild.',
  held: (name) => `Ihr nächster Strich beginnt eine neue Maske: ${name}. Esc beendet dies.`,
  heldTouch: (name) => `Ihr nächster Strich beginnt eine neue Maske: ${name}. Derselbe Knopf beendet dies.`,
  inHand: (name) =>
    `Aufgenommen: ${name}. Striche kommen dazu. D beginnt eine neue Maske, Esc lässt diese los.`,
  inHandTouch: (name) => `Aufgenommen: ${name}. Striche kommen dazu; ein anderes Label ändert sie.`,
  outline: 'Klicken Sie die Ecken eines Umrisses an; wieder die erste, oder Enter, füllt ihn in die Maske.',
  outlineTouch: 'Tippen Sie die Ecken eines Umrisses an; wieder die erste füllt ihn in die Maske.',
  erase: 'Striche nehmen von der aufgenommenen Maske weg; ist keine aufgenommen, von der unter dem Radierer.',
  eraseTouch:
    'Striche nehmen von der aufgenommenen Maske weg; ist keine aufgenommen, von der unter Ihrem Finger.',
  take: 'Klicken Sie eine Maske an, um sie aufzunehmen. Ziehen bewegt das Bild.',
  cursorLifted: 'Pfeile bewegen den Pinsel, mit Umschalt um zehn. Die Leertaste setzt ihn auf.',
  cursorDown:
    'Pfeile malen den Weg entlang, mit Umschalt um zehn. Die Leertaste hebt den Pinsel: Der Strich ist fertig.',
  cursorOutline:
    'Pfeile bewegen die Marke, mit Umschalt um zehn. Die Leertaste setzt eine Ecke, Enter füllt den Umriss.',
  cursorAt: (x, y) => `Marke bei ${x}, ${y}`,
  down: 'aufgesetzt',
  lifted: 'gehoben',
  close: 'Umriss füllen',
  lift: 'Pinsel heben',
  back: 'Schritt zurücknehmen',
  drop: 'Verwerfen',
  fill: 'Löcher füllen',
  pieces: (pieces, holes) =>
    `${pieces === 1 ? '1 Stück' : `${count(pieces)} Stücke`}, ${holes === 1 ? '1 Loch' : `${count(holes)} Löcher`}`,
  list: 'Masken',
  together: 'Die Masken aller übereinander',
  ownKeys: [
    ['B, E', 'Pinsel, Radierer: auch mit Tasten'],
    ['P', 'ein Umriss, der gefüllt wird'],
    ['← → ↑ ↓', 'die Marke der Tasten; mit Umschalt um zehn'],
    ['Leertaste', 'den Pinsel aufsetzen, heben; eine Ecke setzen'],
    ['[ ]', 'schmalerer, breiterer Pinsel'],
    ['Enter', 'den Umriss füllen'],
    ['G', 'die Löcher füllen'],
    ['Tab', 'nächste Maske; mit Umschalt die vorige'],
  ],
}
