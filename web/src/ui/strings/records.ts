/** Words of records of qualifications: taking mine along, and checking one. */
export const records = {
  take: {
    title: 'Take it along',
    note: 'A signed file with the tiers you hold, how you earned each and on which day. Anybody can check it, also without goodwork. Hours, speed and how much you did are not in it, and nobody sees that you took it.',
    named: 'The file calls me',
    name: 'By my name',
    pseudonym: 'By my pseudonym',
    download: 'Download the signed record',
    check: 'How others check it',
  },
  check: {
    title: 'Check a record of qualifications',
    lead: 'Choose the file that somebody gave you. It is compared with the keys of this server, and nothing of it is kept.',
    file: 'Record',
    choose: 'Choose a file, or drop it here',
    large: 'The file is larger than 1 MB, so it is no record.',
    valid: 'Valid: this server signed it as it is.',
    says: (organization: string, number: string, person: string, as_of: string) =>
      `${organization} (organization ${number} of this server) says of ${person}, as of ${as_of}:`,
    pseudonym: 'This is their pseudonym there, not their name.',
    tier: (tier: string, number: string, of: string) => `${tier} (tier ${number} of ${of})`,
    by: {
      assessment: (title: string, on: string) => `Earned by the assessment “${title}” on ${on}`,
      work: (on: string) => `Earned by work on ${on}`,
      decision: (on: string) => `By a decision of ${on}`,
    },
    score: (score: string, items: string, low: string, high: string) =>
      `${score} on ${items} items (95 % interval: ${low} to ${high})`,
    least: (low: string) => `Skill at least ${low}, by the lower end of its 95 % interval`,
    open: 'Not checked: whether it still holds today, and whether whoever shows it is that person. A name says nothing of who chose it: whoever makes an organization names it.',
    changed: 'Changed: this is not what this server signed.',
    changedNext: 'Nothing in it is to be believed. Ask for the file as it was downloaded.',
    unknown: 'This server did not sign it.',
    unknownNext:
      'It may be a record of another server. Check it there, or with goodwork verify-record and the keys of that server.',
    withdrawn: 'Its key was withdrawn, so nothing that it signed is to be trusted.',
    withdrawnNext: (reason: string) => `Whoever runs the server says: ${reason} Ask for a new record.`,
    another: 'Check another one',
  },
}
