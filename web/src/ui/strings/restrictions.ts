/** Words of restrictions: what was taken from somebody and why, and appeals against that. */
import { count } from '@/ui/format'

const roles = { owner: 'owner', manager: 'manager', reviewer: 'reviewer', annotator: 'annotator' }

export const restrictions = {
  title: 'Decisions about me',
  lead: 'What was taken from you, who decided it and why. Each decision can be appealed. No program decides here.',
  all: 'Read the decisions',
  empty: {
    title: 'No access, role, team or project was taken from you',
    why: 'If somebody ends your access, gives you a smaller role, or takes you out of a team or a project, it stands here with their reason.',
  },
  tiers: 'A tier that somebody took from you stands on its own page, with the reason and the way to appeal:',
  roles,
  what: {
    access: () => 'Your access was ended',
    role: (before: string, after: string) => `Your role is now ${after}; it was ${before}`,
    team: (team: string) => `You were taken out of the team ${team}`,
    grant: (role: string, project: string) => `You are no longer ${role} of ${project}`,
    opening: (project: string) => `${project} is no longer open to you`,
    requirement: (project: string, qualification: string, tier: string) =>
      `${project} now asks for ${qualification}: ${tier}, which you don’t hold`,
  },
  by: (name: string, day: string) => `Decided by ${name} on ${day}`,
  evidence: 'It points at these items of yours',
  openItem: 'Look at my answer',
  way: 'What you have in hand you may finish. The project is open to you again once you hold the tier.',
  wayTo: 'How to get it',
  met: 'This no longer keeps you out: you hold the tier, or it is not asked of you any more.',
  upheld: (name: string) => `Your appeal was upheld by ${name}: what was taken was given back.`,
  declined: (name: string) => `Your appeal was declined by ${name}.`,
  mine: 'You said',
  open: (due: string) => `You have appealed. It is to be decided by ${due}; nothing is declined by silence.`,
  apart: 'Somebody else who leads here decides the appeal.',
  alone: 'Nobody else leads here: who decided it looks at it again.',
  appealExplains:
    'Whoever decides reads the decision, its reason and what you say. Upheld, what was taken is given back. You get the answer here, with a reason.',
  withdraw: 'Withdraw appeal',
  withdrawTitle: 'Withdraw your appeal?',
  withdrawExplains: 'Nobody decides it then. You can appeal the same decision again, three times in all.',
  withdrawn: 'Your appeal is withdrawn.',
  spent: 'You opened and withdrew this appeal three times. Talk to the people who lead here.',
  told: {
    restricted: 'Something was taken from you',
    upheld: 'Your appeal was upheld',
    declined: 'Your appeal was declined',
    open: 'Read the decision',
  },
  restricting: {
    reason: 'Reason',
    reasonHint: 'They read it word for word. Write what happened, not what you think of them.',
    tooShort: (n: number) => `${count(n)} characters more`,
    evidence: 'Items that show it (you need not name any)',
    evidenceHint: 'Their numbers, or the addresses of their pages, of items that this person answered.',
    preview: (name: string) => `What ${name} reads`,
    previewMany: (n: number) => (n === 1 ? 'What 1 person reads' : `What ${count(n)} people read`),
    previewEach: 'What each of them reads',
    appeal:
      'They may appeal. Somebody else who leads decides, where there is somebody; an upheld appeal gives it back.',
    noReason: '…',
    opening: 'People who work here may not work here any more. They read why.',
    requirement: (n: number) =>
      n === 1
        ? '1 person who works here does not hold it, and could take no more items here until they do. What they have in hand they may finish. They read why.'
        : `${count(n)} people who work here do not hold it, and could take no more items here until they do. What they have in hand they may finish. They read why.`,
    requirementTitle: (qualification: string, tier: string) => `Ask for ${qualification}: ${tier}?`,
    requirementDo: 'Ask for it',
    roleTitle: (name: string) => `Give ${name} a smaller role?`,
    roleDo: 'Give the role',
    teamTitle: (name: string) => `Take ${name} out of a team?`,
    teamDo: 'Take out',
    openingTitle: 'Close the project to people who work in it?',
    openingDo: 'Close to them',
    grantTitle: (name: string) => `Take the rights of ${name} back?`,
  },
  appeals: {
    title: 'Appeals against decisions about people',
    note: 'Upheld, what was taken is given back. Either way the person reads your reason.',
    head: {
      access: (name: string) => `${name}: access ended`,
      role: (name: string, before: string, after: string) => `${name}: from ${before} to ${after}`,
      team: (name: string, team: string) => `${name}: taken out of the team ${team}`,
      grant: (name: string, role: string, project: string) => `${name}: no longer ${role} of ${project}`,
      opening: (name: string, project: string) => `${name}: ${project} is no longer open to them`,
      requirement: (name: string, project: string, qualification: string, tier: string) =>
        `${name}: ${project} asks for ${qualification}: ${tier}, which they don’t hold`,
    },
    by: (name: string, due: string) => `Decided by ${name}. The appeal is due on ${due}.`,
    requirement:
      'Upheld, this person works there without the tier. The project goes on asking it of everybody else.',
    later:
      'A later decision took the same, and stands: it is appealed by itself. Upheld, this appeal gives back no more than that decision leaves.',
    mine: 'You decided this yourself, and nobody else leads here. Look at it as if it were somebody else’s decision.',
    why: 'Reason',
    argument: 'What they say',
    none: 'They gave no argument; none is asked for.',
    uphold: 'Uphold',
    decline: 'Decline',
    decideTitle: (upheld: boolean, name: string) =>
      upheld ? `Uphold the appeal of ${name}?` : `Decline the appeal of ${name}?`,
    reason: 'Reason',
    reasonHint: 'The person reads it.',
    decided: 'The appeal is decided.',
  },
  ownData: {
    title: 'All that is held about me',
    note: 'A zip of every table that names you, in JSON. Other people are left out of it. What is held and not in it is listed there, with the reason.',
    download: 'Download my data',
  },
  closed: {
    title: 'Your access has ended',
    lead: 'You can still read what was decided about you, appeal it, see your pay and take your data with you.',
    views: 'What stays yours',
    decisions: 'Decisions',
    pay: 'My pay',
    data: 'My data',
    none: 'No decision stands here. If your access ended before reasons were kept, ask the people who lead the organization.',
  },
}
