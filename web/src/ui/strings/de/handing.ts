/** Words of handing over, of carrying on what a colleague began, and of what an item in hand pays, in German. */
import type { handing as English } from '@/ui/strings/handing'
import type { Words } from '@/ui/words'

export const handing: Words<typeof English> = {
  promise: {
    answer: (amount) => `Für diese Antwort gibt es ${amount}.`,
    accepted: (amount) => `Für diese Antwort gibt es ${amount}, sobald sie angenommen ist.`,
    hour: (amount) => `Bezahlt wird die Stunde: ${amount}. Ihre Stunden tragen Sie selbst ein.`,
  },
  title: 'Dieses Item weitergeben',
  explains:
    'Eine Kollegin oder ein Kollege darf fertig machen, was Sie begonnen haben. Sichtbar wird es nur für die Person, die es übernimmt; die Antwort zählt dann für Sie beide. Niemand fragt nach einem Grund, und es wirkt sich nicht auf Sie aus. Sie begegnen dem Item nicht mehr, außer Sie holen es unter Meine Antworten zurück.',
  splitGiver: {
    answer: 'Bezahlt wird, wer die Antwort abgibt. Für dieses Item bekommen Sie also nichts.',
    accepted: 'Bezahlt wird, wer die Antwort abgibt. Für dieses Item bekommen Sie also nichts.',
    hour: 'Ihre Zeit daran gehört Ihnen: Tragen Sie sie ein wie immer.',
  },
  do: 'Weitergeben',
  offered: 'Dieses Item hat schon jemand begonnen.',
  offeredWhy:
    'Was getan wurde, sehen Sie nur, wenn Sie es übernehmen. Ihre Antwort zählt dann für Sie beide, als eine Antwort.',
  splitTaker: {
    answer: 'Bezahlt werden Sie, denn Sie geben sie ab.',
    accepted: 'Bezahlt werden Sie, denn Sie geben sie ab; sobald sie angenommen ist.',
    hour: 'Ihre Stunden trägt jede Person für sich ein.',
  },
  take: 'Begonnenes übernehmen',
  fresh: 'Oder Sie antworten selbst: Dann wird nichts davon verwendet.',
  replaces: 'Es tritt an die Stelle Ihrer Antworten hier; Rückgängig bringt Ihre zurück.',
  carried: 'Sie führen weiter, was jemand begonnen hat. Ihre Antwort zählt für Sie beide.',
  again: 'Noch einmal hierher holen',
  mine: 'Was Sie weitergegeben haben',
  became: {
    waiting: 'Noch hat es niemand übernommen',
    taken: 'Jemand führt es weiter',
    finished: 'Jemand hat es fertig gemacht. Es zählt für Sie beide.',
  },
  back: 'Zurückholen',
  backNamed: (item) => `Zurückholen: ${item}`,
  tookBack: 'Zurückgeholt. Sie können ihm wieder begegnen, mit dem, was Sie getan haben.',
  begunByOther: 'Von jemandem begonnen, zählt für beide',
  stop: 'Andere dürfen fertig machen, was ich begonnen habe',
  stopWhy: 'Nur wo das Projekt das Weitergeben erlaubt. Diesen Items begegnen Sie nicht mehr.',
  handed: (n) =>
    n === 1 ? '1 davon darf jemand fertig machen.' : `${String(n)} davon dürfen andere fertig machen.`,
}
