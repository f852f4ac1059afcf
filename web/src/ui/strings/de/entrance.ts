/** Words of signing up, in, and joining, in German. */
import type { entrance as English } from '@/ui/strings/entrance'
import type { Words } from '@/ui/words'

export const entrance: Words<typeof English> = {
  promise: 'Gute Arbeit ist hervorragend, sie bedeutet etwas, und sie ist fair.',
  language: 'Sprache',
  signIn: 'Anmelden',
  signInLead: 'Willkommen zurück.',
  signUp: 'goodwork einrichten',
  signUpLead:
    'Hier hat sich noch niemand registriert. Legen Sie Ihre Organisation an; Sie bekommen die Inhaberschaft und laden die anderen per Link ein.',
  makeAnother: 'Organisation anlegen',
  makeAnotherLead: 'Sie bekommen die Inhaberschaft und laden die anderen per Link ein.',
  toSignIn: 'Zur Anmeldung',
  useMine: 'Mein Konto hier verwenden',
  withNew: 'Ein neues Konto anlegen',
  withMine:
    'Geben Sie die Adresse und das Passwort an, die Sie hier haben. Dann melden Sie sich einmal für alle Ihre Organisationen an, und sie erfahren nichts voneinander.',
  askLink:
    'Ein Link kommt an Ihre Adresse. Damit legen Sie Ihre Organisation an und bekommen die Inhaberschaft.',
  askLinkButton: 'Link senden',
  linkSent: 'Sehen Sie in Ihr Postfach',
  linkSentLead: (email) =>
    `Ein Link ist unterwegs an ${email}. Er gilt einmal, 24 Stunden lang. Ging in den letzten 15 Minuten schon eine Mail dorthin, kommt keine weitere.`,
  back: 'Zurück',
  startDead: 'Dieser Link gilt nicht',
  startDeadWhy:
    'Er ist vielleicht abgelaufen, schon verwendet oder zurückgezogen. Bitten Sie um einen neuen.',
  organization: 'Organisation',
  organizationHint: 'Der Name, den andere sehen, wenn Sie sie einladen.',
  name: 'Ihr Name',
  email: 'E-Mail',
  password: 'Passwort',
  passwordHint: 'Mindestens 10 Zeichen.',
  create: 'Anlegen und anmelden',
  forgotten: 'Passwort vergessen? Wer Ihre Organisation leitet, kann Ihnen einen Link senden.',
  forgottenAsk: 'Passwort vergessen?',
  askReset: 'Neues Passwort setzen',
  askResetLead: 'An die Adresse Ihres Kontos kommt ein Link. Es ist ein Konto für alle Ihre Organisationen.',
  resetSentLead: (email) =>
    `Hat ${email} hier ein Konto, ist ein Link unterwegs. Er gilt einmal, eine Stunde lang. Ging in den letzten 15 Minuten schon ein Brief dorthin, kommt kein weiterer.`,
  newPassword: 'Neues Passwort',
  reset: 'Neues Passwort wählen',
  resetLead:
    'Sie sind dann hier angemeldet und überall sonst abgemeldet. Ihre API-Token enden; Ihre Arbeit bleibt, wie sie ist.',
  resetButton: 'Passwort setzen und anmelden',
  resetSignedIn: (name) =>
    `${name} ist in diesem Browser angemeldet und wird hier abgemeldet, wenn das Passwort gesetzt ist.`,
  linkCut: 'Dieser Link ist nicht vollständig',
  linkCutWhy:
    'Ein Teil davon ging unterwegs verloren. Kopieren Sie den ganzen Link aus der Nachricht, bis zum letzten Zeichen, oder bitten Sie um einen neuen.',
  noDigest: 'Ihre Sammelmail abschalten',
  noDigestLead:
    'Dann kommen keine Mails dieser Art mehr. Was zu Ihnen zurückkommt, steht wie bisher im Posteingang.',
  noDigestButton: 'Abschalten',
  noDigestDone: 'Ihre Sammelmail ist abgeschaltet',
  noDigestDoneLead: 'Es kommen keine mehr. Unter Ihrem Konto können Sie sie wieder einschalten.',
  noDigestCut:
    'Ein Teil davon ging unterwegs verloren. Öffnen Sie den ganzen Link der Mail, oder melden Sie sich an und schalten Sie die Sammelmail unter Ihrem Konto ab.',
  join: (organization) => `${organization} beitreten`,
  joinLead: (role) => `Sie sind ${role} eingeladen.`,
  joinButton: 'Beitreten und anmelden',
  joinDead: 'Diese Einladung gilt nicht',
  joinDeadWhy:
    'Sie ist vielleicht abgelaufen, schon verwendet oder zurückgezogen. Bitten Sie die Person, die sie gesendet hat, um eine neue.',
  roles: {
    owner: 'als Teil der Inhaberschaft',
    manager: 'für die Leitung',
    reviewer: 'zum Prüfen',
    annotator: 'zum Annotieren',
  },
}
