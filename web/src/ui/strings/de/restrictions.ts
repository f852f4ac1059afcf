/** Words of restrictions, in German. */
import { count } from '@/ui/format'
import type { restrictions as English } from '@/ui/strings/restrictions'
import type { Words } from '@/ui/words'

export const restrictions: Words<typeof English> = {
  title: 'Entscheidungen über mich',
  lead: 'Was Ihnen genommen wurde, wer es entschieden hat und warum. Gegen jede Entscheidung können Sie Einspruch erheben. Kein Programm entscheidet hier.',
  all: 'Die Entscheidungen lesen',
  empty: {
    title: 'Zugang, Rolle, Team und Projekte wurden Ihnen nicht genommen',
    why: 'Wenn jemand Ihren Zugang beendet, Ihnen eine kleinere Rolle gibt oder Sie aus einem Team oder Projekt nimmt, steht es hier mit der Begründung.',
  },
  tiers:
    'Eine Stufe, die Ihnen jemand genommen hat, steht auf ihrer eigenen Seite, mit der Begründung und dem Weg zum Einspruch:',
  roles: { owner: 'Inhaberschaft', manager: 'Leitung', reviewer: 'Prüfung', annotator: 'Annotation' },
  what: {
    access: () => 'Ihr Zugang wurde beendet',
    role: (before, after) => `Ihre Rolle ist jetzt ${after}, vorher ${before}`,
    team: (team) => `Sie wurden aus dem Team ${team} genommen`,
    grant: (role, project) => `Ihr Recht in ${project} wurde zurückgenommen: ${role}`,
    opening: (project) => `${project} ist für Sie nicht mehr offen`,
    requirement: (project, qualification, tier) =>
      `${project} verlangt jetzt ${qualification}: ${tier}; das haben Sie nicht`,
  },
  by: (name, day) => `Entschieden von ${name} am ${day}`,
  evidence: 'Sie verweist auf diese Items von Ihnen',
  openItem: 'Meine Antwort ansehen',
  way: 'Was Sie in der Hand haben, dürfen Sie beenden. Sobald Sie die Stufe haben, ist Ihnen das Projekt wieder offen.',
  wayTo: 'So bekommen Sie sie',
  met: 'Das hält Sie nicht mehr ab: Sie haben die Stufe, oder sie wird von Ihnen nicht mehr verlangt.',
  upheld: (name) => `${name} hat Ihrem Einspruch stattgegeben: Sie haben zurück, was genommen wurde.`,
  declined: (name) => `${name} hat Ihren Einspruch abgelehnt.`,
  mine: 'Sie schrieben',
  open: (due) => `Sie haben Einspruch erhoben. Entschieden wird bis ${due}; Schweigen lehnt nichts ab.`,
  apart: 'Über den Einspruch entscheidet jemand anderes aus der Leitung.',
  alone: 'Sonst leitet hier niemand: Wer entschieden hat, sieht es sich noch einmal an.',
  appealExplains:
    'Wer entscheidet, liest die Entscheidung, ihre Begründung und was Sie dazu sagen. Wird stattgegeben, bekommen Sie zurück, was genommen wurde. Die Antwort steht hier, mit einer Begründung.',
  withdraw: 'Einspruch zurückziehen',
  withdrawTitle: 'Ihren Einspruch zurückziehen?',
  withdrawExplains:
    'Dann entscheidet niemand darüber. Sie können gegen dieselbe Entscheidung wieder Einspruch erheben, insgesamt dreimal.',
  withdrawn: 'Ihr Einspruch ist zurückgezogen.',
  spent:
    'Sie haben diesen Einspruch dreimal erhoben und zurückgezogen. Sprechen Sie mit denen, die hier leiten.',
  told: {
    restricted: 'Ihnen wurde etwas genommen',
    upheld: 'Ihrem Einspruch wurde stattgegeben',
    declined: 'Ihr Einspruch wurde abgelehnt',
    open: 'Die Entscheidung lesen',
  },
  restricting: {
    reason: 'Begründung',
    reasonHint:
      'Sie wird Wort für Wort gelesen. Schreiben Sie, was geschehen ist, nicht was Sie von der Person halten.',
    tooShort: (n) => `Noch ${count(n)} Zeichen`,
    evidence: 'Items, die es zeigen (freiwillig)',
    evidenceHint: 'Die Nummern oder die Adressen der Seiten von Items, auf die diese Person geantwortet hat.',
    preview: (name) => `Was ${name} liest`,
    previewMany: (n) => (n === 1 ? 'Was 1 Person liest' : `Was ${count(n)} Personen lesen`),
    previewEach: 'Was jede dieser Personen liest',
    appeal:
      'Einspruch ist möglich. Jemand anderes aus der Leitung entscheidet, wo es jemanden gibt; wird stattgegeben, gibt es das Genommene zurück.',
    noReason: '…',
    opening: 'Personen, die hier arbeiten, können es dann nicht mehr. Sie lesen, warum.',
    requirement: (n) =>
      n === 1
        ? '1 Person, die hier arbeitet, hat sie nicht und kann bis dahin keine Items mehr nehmen. Was sie in der Hand hat, darf sie beenden. Sie liest, warum.'
        : `${count(n)} Personen, die hier arbeiten, haben sie nicht und können bis dahin keine Items mehr nehmen. Was sie in der Hand haben, dürfen sie beenden. Sie lesen, warum.`,
    requirementTitle: (qualification, tier) => `${qualification}: ${tier} verlangen?`,
    requirementDo: 'Verlangen',
    roleTitle: (name) => `${name} eine kleinere Rolle geben?`,
    roleDo: 'Rolle geben',
    teamTitle: (name) => `${name} aus einem Team nehmen?`,
    teamDo: 'Herausnehmen',
    openingTitle: 'Das Projekt für Personen schließen, die darin arbeiten?',
    openingDo: 'Für sie schließen',
    grantTitle: (name) => `Die Rechte von ${name} zurücknehmen?`,
  },
  appeals: {
    title: 'Einsprüche gegen Entscheidungen über Personen',
    note: 'Wird stattgegeben, gibt es das Genommene zurück. In jedem Fall wird Ihre Begründung gelesen.',
    head: {
      access: (name) => `${name}: Zugang beendet`,
      role: (name, before, after) => `${name}: von ${before} zu ${after}`,
      team: (name, team) => `${name}: aus dem Team ${team} genommen`,
      grant: (name, role, project) => `${name}: Recht in ${project} zurückgenommen: ${role}`,
      opening: (name, project) => `${name}: ${project} ist nicht mehr offen`,
      requirement: (name, project, qualification, tier) =>
        `${name}: ${project} verlangt ${qualification}: ${tier}; das fehlt`,
    },
    by: (name, due) => `Entschieden von ${name}. Der Einspruch ist bis ${due} zu entscheiden.`,
    requirement:
      'Wird stattgegeben, arbeitet diese Person dort ohne die Stufe. Von allen anderen verlangt das Projekt sie weiter.',
    later:
      'Eine spätere Entscheidung hat dasselbe genommen und gilt: Gegen sie wird eigens Einspruch erhoben. Wird diesem stattgegeben, gibt er nicht mehr zurück, als jene lässt.',
    mine: 'Das haben Sie selbst entschieden, und sonst leitet hier niemand. Sehen Sie es an, als hätte es jemand anderes entschieden.',
    why: 'Begründung',
    argument: 'Was dagegen gesagt wird',
    none: 'Es wurde nichts dazu gesagt; das ist freiwillig.',
    uphold: 'Stattgeben',
    decline: 'Ablehnen',
    decideTitle: (upheld, name) =>
      upheld ? `Dem Einspruch von ${name} stattgeben?` : `Den Einspruch von ${name} ablehnen?`,
    reason: 'Begründung',
    reasonHint: 'Die Person liest sie.',
    decided: 'Über den Einspruch ist entschieden.',
  },
  ownData: {
    title: 'Alles, was über mich gespeichert ist',
    note: 'Ein ZIP aller Tabellen, in denen Sie stehen, als JSON. Andere Personen stehen nicht darin. Was gespeichert und nicht darin ist, steht dort mit dem Grund.',
    download: 'Meine Daten herunterladen',
  },
  closed: {
    title: 'Ihr Zugang ist beendet',
    lead: 'Sie können weiter lesen, was über Sie entschieden wurde, Einspruch erheben, Ihre Bezahlung sehen und Ihre Daten mitnehmen.',
    views: 'Was Ihnen bleibt',
    decisions: 'Entscheidungen',
    pay: 'Bezahlung',
    data: 'Daten',
    none: 'Hier steht keine Entscheidung. Wenn Ihr Zugang endete, bevor Gründe festgehalten wurden, fragen Sie die Leitung der Organisation.',
  },
}
