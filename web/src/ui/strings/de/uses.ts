/** Words of what versions were used for, in German. */
import type { uses as English } from '@/ui/strings/uses'
import type { Words } from '@/ui/words'

export const uses: Words<typeof English> = {
  title: 'Wofür sie verwendet wurde',
  record: 'Angeben, wer sie verwendet',
  none: 'Noch hat niemand angegeben, wer diese Version verwendet. Wessen Antworten darin sind, wüsste es gern.',
  explains: 'Wessen Antworten in dieser Version sind, liest es Wort für Wort.',
  consumer: 'Wer sie verwendet',
  consumerHint: 'Zum Beispiel: das Team für Vorhersagen',
  purpose: 'Wofür',
  kind: 'Art',
  kinds: { download: 'Heruntergeladen', training: 'Training oder Messung eines Modells', note: 'Anderes' },
  day: 'Tag',
  recorded: 'Aufbewahrt. Wessen Antworten darin sind, kann es jetzt lesen.',
  mine: 'Was aus meinen Antworten wurde',
  inVersion: (version, n, answers) =>
    n === 1
      ? `Version ${String(version)}: 1 Ihrer Antworten ist darin.`
      : `Version ${String(version)}: ${answers} Ihrer Antworten sind darin.`,
  notUsed: 'Noch hat niemand angegeben, wofür sie verwendet wird.',
}
