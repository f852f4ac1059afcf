/** Words of somebody in several organizations. */
export const memberships = {
  title: 'My organizations',
  note: 'You sign in once for all of them. None of them learns of the others. Your name, pseudonym, limits, pay and tokens are of each by itself.',
  here: 'You are here',
  goTo: (name: string) => `Go to ${name}`,
  other: 'Other organizations',
  ended: 'Your access has ended',
  lookBackNamed: (name: string) => `What is yours in ${name}`,
  limits: (name: string) => `They hold in ${name}. Each of your organizations counts by itself.`,
  tokens: (name: string) => `They are of ${name} alone.`,
  unread: (n: number) => (n === 1 ? '1 new entry in your inbox' : `${String(n)} new entries in your inbox`),
  unreadIn: (n: number, name: string) =>
    n === 1 ? `1 new entry in ${name}` : `${String(n)} new entries in ${name}`,
  nothing: 'No work is open to you there now.',
  more: (name: string) => `More in ${name}`,
  met: {
    'own-pause': 'You have paused there.',
    'own-done': 'You are done there for today.',
    'own-quiet': 'It is one of your quiet hours there.',
    'own-items': 'You have reached your items a day there.',
    'own-projects': 'You hold items in as many projects there as you set yourself.',
  },
  metThere: (name: string) =>
    `Nothing new is given to you there before you change that in ${name}, or it ends.`,
  leave: 'Leave',
  leaveNamed: (name: string) => `Leave ${name}`,
  leaveTitle: (name: string) => `Leave ${name}?`,
  leaveExplains:
    'At once, and without a reason. What you hold goes back to the queue. Your answers and drafts stay, and so does what you are owed: you can still read it. Your tokens there end. To come back you need an invitation.',
  left: (name: string) => `You have left ${name}.`,
  leftThere: (project: string, name: string) => `You left ${project}. The way back to it is in ${name}.`,
  ownWayOn: 'No reset links by whoever leads?',
  ownWayOff: 'Let whoever leads make reset links for you?',
  ownWayOffNote:
    'Owners and managers of your organization can then let you in again when you forget your password.',
  ownWaySave: 'Save',
  ownWay: 'Nobody who leads makes a reset link for me',
  ownWayNote: 'If you forget your password, only whoever runs this server can let you in again.',
  ownWayAlways: 'With several organizations it is always so: a link of one would open the others.',
  saved: 'Saved.',
}
