/** Words of what somebody sets for their own work, in German. */
import { count } from '@/ui/format'
import type { own as English } from '@/ui/strings/own'
import type { Words } from '@/ui/words'

const items = (n: number) => (n === 1 ? '1 Item' : `${count(n)} Items`)

export const own: Words<typeof English> = {
  title: 'Meine Grenzen',
  note: 'Nur Sie lesen und ändern sie. Niemand aus der Leitung kann sie sehen, anheben oder senken.',
  itemsADay: 'Items am Tag',
  itemsHint: 'Leer: so viele, wie es gibt.',
  projects: 'Projekte zugleich',
  projectsHint: 'In wie vielen Sie zur selben Zeit Items haben. Leer: in beliebig vielen.',
  zone: 'Ihre Uhr',
  zoneHint: 'Sie sagt, wann Ihr Tag beginnt.',
  quiet: 'Ruhezeit',
  quietHint: 'In diesen Stunden bekommen Sie kein Item. Was Sie haben, dürfen Sie fertig machen.',
  quietBegin: 'Von',
  quietEnd: 'Bis',
  quietSame:
    'Eine Ruhezeit, die endet, wenn sie beginnt, lässt keine Stunde zum Arbeiten. Machen Sie stattdessen Pause.',
  shows: 'Mir zeigen, wie viele ich heute beantwortet habe',
  showsHint: 'Auf Ihrer ersten Seite, nur Ihnen. Von früheren Tagen bleibt nichts.',
  save: 'Meine Grenzen speichern',
  saved: 'Ihre Grenzen sind gespeichert. Sie gelten ab dem nächsten Item.',
  today: (answers, reviews) =>
    reviews === 0 ? `Heute ${count(answers)}` : `Heute ${count(answers)}, dazu ${count(reviews)} geprüft`,
  lifted: 'Ihre Grenzen sind für heute aufgehoben.',
  end: {
    'own-items': {
      title: (n) => `Sie haben sich ${items(n)} am Tag vorgenommen`,
      why: 'Das haben Sie erreicht. Für heute ist es genug; niemand wartet auf Sie.',
      held: (n) => `${items(n)} davon haben Sie noch nicht fertig.`,
      lift: 'Für heute aufheben',
    },
    'own-projects': {
      title: (n) =>
        n === 1
          ? 'Sie haben sich ein Projekt zugleich vorgenommen'
          : `Sie haben sich ${count(n)} Projekte zugleich vorgenommen`,
      why: 'Sie haben Items in anderen Projekten. Machen Sie sie fertig, geben Sie sie zurück, oder machen Sie heute eine Ausnahme.',
      lift: 'Für heute aufheben',
    },
    'own-quiet': {
      title: (begin, end) => `Das ist Ihre Ruhezeit, ${begin} bis ${end}`,
      why: 'Bis sie endet, bekommen Sie kein Item. Was Sie begonnen haben, wartet auf Sie.',
      lift: 'Trotzdem arbeiten, bis sie endet',
    },
    'own-done': {
      title: 'Für heute sind Sie fertig',
      why: 'Danke. Was Sie begonnen haben, wartet auf Sie, sonst niemand.',
      back: 'Heute doch weitermachen',
    },
    'own-pause': {
      title: 'Sie machen Pause',
      why: 'So lange Sie möchten, bekommen Sie keine Items, und Post nur, wenn Sie es so wollten. Ihre Antworten und Ihr Können bleiben, wie sie sind.',
      load: 'Items am Tag, wenn Sie zurück sind',
      back: 'Zurückkommen',
    },
    away: {
      title: 'Sie haben dieses Projekt verlassen',
      why: 'Es gibt Ihnen keine Items. Ihre Antworten dort zählen weiter, und Sie können jederzeit zurückkommen.',
      back: 'Zurückkommen',
    },
  },
  toLimits: 'Meine Grenzen',
  home: 'Meine Projekte',
  welcome: 'Willkommen zurück.',
  stop: {
    open: 'Aufhören',
    title: 'Für jetzt aufhören',
    note: 'Niemand fragt nach einem Grund. Nichts davon wirkt sich auf Sie aus, und die Leitung erfährt es nicht.',
    done: 'Für heute fertig',
    doneWhy: 'Kein weiteres Item bis morgen. Was Sie begonnen haben, wartet auf Sie.',
    all: 'Alles zurückgeben',
    allWhy: (n) =>
      `Sie haben ${items(n)}. Was Sie begonnen haben, bleibt erhalten, falls Sie ihm wieder begegnen.`,
    allNone: 'Sie haben gerade kein Item.',
    pause: 'Pause machen',
    pauseWhy: 'Alles geht zurück, und Sie bekommen nichts, bis Sie wiederkommen, egal wie lange das dauert.',
    keepDigest: 'Mir die Post, um die ich gebeten habe, trotzdem schicken',
    gave: (n, drafts) =>
      n === 0
        ? 'Sie hatten kein Item.'
        : drafts === 0
          ? `${items(n)} zurückgegeben.`
          : `${items(n)} zurückgegeben; was Sie begonnen haben, bleibt erhalten, falls Sie ihm wieder begegnen.`,
  },
  project: {
    open: 'Wie ich hier arbeite',
    wish: 'Was ich gern hätte',
    wishes: {
      'as-it-comes': 'Items, wie sie kommen',
      harder: 'Schwierigere zuerst',
      different: 'Andere: nicht das nächste in der Reihe',
    },
    wishWhy: {
      'as-it-comes': 'In der Reihenfolge, die dem Projekt am meisten hilft.',
      harder: 'Items, über die andere uneinig sind, solange es welche gibt.',
      different: 'Jedes von anderswo im Projekt.',
    },
    wished: 'Notiert. Es gilt ab dem nächsten Item.',
    leave: 'Dieses Projekt verlassen',
    leaveWhy: 'Was Sie hier haben, geht zurück. Ihre Antworten zählen weiter, und Sie können zurückkommen.',
    left: (name) => `Sie haben ${name} verlassen.`,
    away: (n) =>
      n === 1 ? '1 Projekt, das Sie verlassen haben' : `${count(n)} Projekte, die Sie verlassen haben`,
  },
}
