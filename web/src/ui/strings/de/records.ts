/** Wörter der Nachweise von Qualifikationen: meinen mitnehmen und einen prüfen. */
import type { records as English } from '@/ui/strings/records'
import type { Words } from '@/ui/words'

export const records: Words<typeof English> = {
  take: {
    title: 'Zum Mitnehmen',
    note: 'Eine signierte Datei mit den Stufen, die Sie haben, wie Sie jede erworben haben und an welchem Tag. Wer will, kann sie prüfen, auch ohne goodwork. Stunden, Tempo und Mengen stehen nicht darin, und niemand sieht, dass Sie sie geholt haben.',
    named: 'Die Datei nennt mich',
    name: 'Beim Namen',
    pseudonym: 'Beim Pseudonym',
    download: 'Signierten Nachweis herunterladen',
    check: 'So prüfen ihn andere',
  },
  check: {
    title: 'Einen Nachweis von Qualifikationen prüfen',
    lead: 'Wählen Sie die Datei, die Ihnen jemand gegeben hat. Sie wird mit den Schlüsseln dieses Servers verglichen; nichts davon wird aufbewahrt.',
    file: 'Nachweis',
    choose: 'Datei wählen oder hier ablegen',
    large: 'Die Datei ist größer als 1 MB, also kein Nachweis.',
    valid: 'Gültig: Dieser Server hat ihn so signiert.',
    says: (organization, number, person, as_of) =>
      `${organization} (Organisation ${number} dieses Servers) sagt über ${person}, Stand ${as_of}:`,
    pseudonym: 'Das ist das Pseudonym dort, nicht der Name.',
    tier: (tier, number, of) => `${tier} (Stufe ${number} von ${of})`,
    by: {
      assessment: (title, on) => `Erworben am ${on} durch den Test „${title}“`,
      work: (on) => `Erworben am ${on} durch Arbeit`,
      decision: (on) => `Durch eine Entscheidung vom ${on}`,
    },
    score: (score, items, low, high) => `${score} bei ${items} Items (95-%-Intervall: ${low} bis ${high})`,
    least: (low) => `Können mindestens ${low}, nach dem unteren Ende des 95-%-Intervalls`,
    open: 'Nicht geprüft: ob es heute noch gilt und ob, wer ihn zeigt, diese Person ist. Ein Name sagt nicht, wer ihn gewählt hat: Wer eine Organisation anlegt, benennt sie.',
    changed: 'Verändert: Das hat dieser Server so nicht signiert.',
    changedNext: 'Nichts darin ist zu glauben. Bitten Sie um die Datei, wie sie heruntergeladen wurde.',
    unknown: 'Dieser Server hat ihn nicht signiert.',
    unknownNext:
      'Vielleicht ist es ein Nachweis eines anderen Servers. Prüfen Sie ihn dort oder mit goodwork verify-record und den Schlüsseln jenes Servers.',
    withdrawn: 'Sein Schlüssel wurde zurückgezogen; was er signiert hat, gilt nicht mehr.',
    withdrawnNext: (reason) =>
      `Wer den Server betreibt, sagt dazu: ${reason} Bitten Sie um einen neuen Nachweis.`,
    another: 'Einen weiteren prüfen',
  },
}
