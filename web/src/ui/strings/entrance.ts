/** Words of signing up, in, and joining. */
export const entrance = {
  promise: 'Good work is excellent, it means something, and it is fair.',
  language: 'Language',
  signIn: 'Sign in',
  signInLead: 'Welcome back.',
  signUp: 'Set up goodwork',
  signUpLead:
    'Nobody has signed up here yet. Make your organization; you become its owner and invite the others by link.',
  makeAnother: 'Make an organization',
  makeAnotherLead: 'You become its owner and invite the others by link.',
  toSignIn: 'To the sign-in',
  useMine: 'Use the account that I have here',
  withNew: 'Make a new account',
  withMine:
    'Say the address and the password that you have here. You then sign in once for all your organizations, and they learn nothing of each other.',
  askLink: 'A link comes to your address. With it you make your organization and become its owner.',
  askLinkButton: 'Send me a link',
  linkSent: 'Look into your mailbox',
  linkSentLead: (email: string) =>
    `A link is on its way to ${email}. It works once, for 24 hours. If a letter went there in the last 15 minutes, no further one is sent.`,
  back: 'Back',
  startDead: 'This link can’t be used',
  startDeadWhy: 'It may have run out, been used already, or been withdrawn. Ask for a new one.',
  organization: 'Organization',
  organizationHint: 'The name that people see when you invite them.',
  name: 'Your name',
  email: 'Email',
  password: 'Password',
  passwordHint: 'At least 10 characters.',
  create: 'Create and sign in',
  forgotten: 'Forgotten your password? Somebody who leads your organization can send you a link.',
  forgottenAsk: 'Forgotten your password?',
  askReset: 'Set a new password',
  askResetLead: 'A link comes to the address of your account. It is one account for all your organizations.',
  resetSentLead: (email: string) =>
    `If ${email} has an account here, a link is on its way. It works once, for an hour. If a letter went there in the last 15 minutes, no further one is sent.`,
  newPassword: 'New password',
  reset: 'Choose a new password',
  resetLead:
    'You are then signed in here, and signed out everywhere else. Your API tokens end; your work stays as it is.',
  resetButton: 'Set the password and sign in',
  resetSignedIn: (name: string) =>
    `${name} is signed in in this browser, and is signed out here when the password is set.`,
  linkCut: 'This link is not whole',
  linkCutWhy:
    'A part of it was lost on the way. Copy the whole link from the message, up to its last character, or ask whoever sent it for a new one.',
  noDigest: 'Switch your digest off',
  noDigestLead:
    'No more letters of this kind come then. What comes back to you stands in your inbox, as before.',
  noDigestButton: 'Switch it off',
  noDigestDone: 'Your digest is off',
  noDigestDoneLead: 'No more letters come. You can switch it on again under your account.',
  noDigestCut:
    'A part of it was lost on the way. Open the whole link of the letter, or sign in and switch the digest off under your account.',
  join: (organization: string) => `Join ${organization}`,
  joinLead: (role: string) => `You are invited as ${role}.`,
  joinButton: 'Join and sign in',
  joinDead: 'This invitation can’t be used',
  joinDeadWhy:
    'It may have expired, been used already, or been withdrawn. Ask the person who sent it for a new one.',
  roles: {
    owner: 'an owner',
    manager: 'a manager',
    reviewer: 'a reviewer',
    annotator: 'an annotator',
  },
}
