/** Words for who opens a page that is not for them, or an address that names nothing, in German. */
import type { access as English } from '@/ui/strings/access'
import type { Words } from '@/ui/words'

export const access: Words<typeof English> = {
  title: 'Diese Seite ist für Sie nicht zugänglich',
  need: {
    reviewer:
      'Sie zeigt, was andere geantwortet haben, und ist deshalb für alle, die dieses Projekt prüfen oder leiten.',
    manager: 'Sie ist für alle, die dieses Projekt leiten.',
    leads: 'Sie ist für alle, die die Organisation leiten.',
  },
  who: {
    reviewer: (organization) =>
      `Wer dieses Projekt leitet, kann Ihnen das Prüfen erlauben; ebenso die Inhaberschaft und die Leitung von ${organization}.`,
    manager: (organization) =>
      `Wer dieses Projekt leitet, kann Ihnen die Leitung ebenfalls geben; ebenso die Inhaberschaft und die Leitung von ${organization}.`,
    leads: (organization) => `Die Inhaberschaft von ${organization} kann Ihnen die Rolle „Leitung“ geben.`,
  },
  toProject: 'Zur Übersicht',
  toProjects: 'Zu meinen Projekten',
}
