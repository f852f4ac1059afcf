/** Words for who opens a page that is not for them, or an address that names nothing. */
export const access = {
  title: 'This page is not open to you',
  need: {
    reviewer: 'It shows what others answered, so it is for those who review or lead this project.',
    manager: 'It is for those who lead this project.',
    leads: 'It is for those who lead the organization.',
  },
  who: {
    reviewer: (organization: string) =>
      `Whoever leads this project can let you review in it, and so can the owners and managers of ${organization}.`,
    manager: (organization: string) =>
      `Whoever leads this project can let you lead it, too, and so can the owners and managers of ${organization}.`,
    leads: (organization: string) => `The owners of ${organization} can make you a manager.`,
  },
  toProject: 'Go to the overview',
  toProjects: 'Go to my projects',
}
