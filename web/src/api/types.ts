/** The shapes on the wire, under short names. They are generated from the server's OpenAPI document. */
import type { components, paths } from './schema.gen'

type S = components['schemas']

export type Problem = S['Problem']
export type Setup = S['SetupOut']
export type Me = S['MeOut']
export type SignUp = S['SignUpIn']
export type SignUpLink = S['SignUpLinkIn']
export type ProofLink = S['ProofLinkIn']
export type Elsewhere = S['ElsewhereOut']
export type SignIn = S['SignInIn']
export type Join = S['JoinIn']
export type Joining = S['JoinOut']
export type Role = Me['role']
export type Person = S['PersonOut']
export type PersonPatch = Partial<S['PersonPatch']>
export type Team = S['TeamOut']
export type Invitation = S['InvitationOut']
export type InvitationMade = S['InvitationMade']
export type InvitationIn = S['InvitationIn']
export type Session = S['SessionOut']
export type Reset = S['ResetIn']
export type ResetLinkMade = S['ResetLinkMade']
export type Token = S['TokenOut']
export type TokenMade = S['TokenMade']
export type TokenIn = S['TokenIn']
export type Scope = TokenIn['scopes'][number]
export type Audit = S['AuditOut']

export type ProjectRow = S['ProjectRow']
export type ProjectQuery = Omit<
  NonNullable<paths['/api/v1/projects']['get']['parameters']['query']>,
  'after' | 'limit'
>
export type Card = Required<S['CardWire']>
export type ContentWarning = Card['warnings'][number]
export type Choices = Required<S['ChoicesWire']>
export type OwnWork = Omit<S['OwnWorkOut'], 'limits'> & { limits: OwnLimits }
export type OwnLimits = Required<S['LimitsWire']>
export type OwnReason = NonNullable<OwnWork['met']>
export type WorkWish = S['WishWire']['wish']
export type Policy = Required<S['PolicyWire']>
export type Project = Omit<S['ProjectOut'], 'policy'> & { policy: Policy }
export type ProjectIn = S['ProjectIn']
export type ProjectPatch = Partial<S['ProjectPatch']>
export type Template = S['TemplateOut']
export type ConfigRead = S['ConfigOut']
export type ConfigTag = S['TagOut']
export type Guideline = S['GuidelineOut']
export type Grant = S['GrantOut']

export type Part = S['PartOut']
export type Item = S['ItemOut']
export type Claim = S['ClaimOut']
export type ClaimIn = S['ClaimIn']
export type ClaimResult = S['ClaimResult']
export type Draft = S['DraftOut']
export type Annotation = S['AnnotationOut']
export type HistoryRow = S['HistoryRow']
export type AnswersJson = Annotation['answers']

export type ItemRow = S['ItemRow']
type ItemsPath = paths['/api/v1/projects/{project}/items']['get']
export type ItemQuery = Omit<NonNullable<ItemsPath['parameters']['query']>, 'after' | 'limit'>
export type ItemState = ItemRow['state']
export type SettledHow = NonNullable<ItemRow['how']>
export type StoryLine = S['StoryLineOut']
export type ItemDetail = S['ItemDetail']
export type Outdated = NonNullable<ItemDetail['outdated']>
export type BulkWhich = Partial<S['BulkWhich']>
export type BulkIn = BulkWhich & Pick<S['BulkIn'], 'answers' | 'form_version'>
export type ManyIn = BulkWhich & Pick<S['ManyIn'], 'becomes' | 'reason' | 'after'>
export type Bulk = S['BulkOut']
export type ReviewIn = S['ReviewIn']
export type Aside = S['AsideOut']
export type Flag = S['FlagOut']

type ImportsPath = paths['/api/v1/projects/{project_id}/imports']
export type ImportQuery = NonNullable<ImportsPath['post']['parameters']['query']>
/** A format by its name; without one the server tells it from the file. */
export type ImportFormat = Exclude<NonNullable<ImportQuery['format']>, 'auto'>
export type PreviewQuery = NonNullable<
  paths['/api/v1/projects/{project_id}/imports/preview']['post']['parameters']['query']
>
export type Import = S['ImportOut']
export type Digest = S['DigestOut']
export type DigestPlan = S['DigestPlanWire']
export type PreviewNeed = S['PreviewNeed']
export type ImportFault = S['ImportFaultOut']
export type Preview = S['PreviewOut']
export type Version = S['VersionOut']
export type NextVersion = S['NextVersionOut']
export type Fit = S['FitOut']
export type Difference = S['DifferenceOut']

export type Redundancy = S['RedundancyOut']
export type RedundancyCheck = S['CheckOut']
export type CheckIn = S['CheckIn']
export type Cluster = S['ClusterOut']
export type ClusterMember = S['ClusterMember']
export type Piece = S['PieceOut']
export type Split = S['SplitOut']
export type SetAsideIn = Partial<S['SetAsideIn']> & { check: number }
export type RestoreIn = Partial<S['RestoreIn']>
export type Moved = S['MovedOut']

export type Estimate = S['Estimate']
export type Change = S['AuditOut']
export type ProjectPerson = S['ProjectPersonOut']
export type Outlook = S['OutlookOut']
export type AnswerCost = S['AnswerCostWire']
export type ProjectQuality = S['ProjectQuality']
export type DependenceRow = S['DependenceOut']
export type QuestionQuality = S['QuestionQuality']
export type Thread = S['ThreadOut']
export type ThreadIn = S['ThreadIn']
export type DecidedCase = S['CaseOut']
export type CaseIn = S['CaseIn']
export type Proposal = S['ProposalOut']
export type Said = S['CommentOut']
export type ProposalDetail = S['ProposalDetail']
export type ProposalIn = S['ProposalIn']
export type Answering = S['AnsweringOut']
export type GuidelineChange = S['ChangeOut']
export type LabelRef = S['LabelRef']
export type TouchedRow = S['TouchedRow']
export type TouchedPage = S['TouchedPage']
/** By what touched items are looked for; a label as its question's key, a colon and its id. */
export type TouchedBy = { rule: string[]; label: string[]; word: string[] }
export type BesideTask = S['BesideTaskOut']
export type InboxEntry = S['EntryOut']
export type ProjectSkills = S['ProjectSkills']
export type PersonSkills = S['PersonSkills']
export type QuestionSkill = S['QuestionSkill']
export type Evidence = S['EvidenceOut']
export type SkillTrend = S['TrendOut']
export type Slip = S['SlipOut']
export type Practice = S['PracticeOut']
export type Deed = S['ThanksIn']['deed']
export type Against = S['AppealIn']['against']
export type PayRateIn = S['RateIn']
export type Qualification = S['QualificationOut']
export type QualificationIn = S['QualificationIn']
export type QualificationDetail = S['QualificationDetail']
export type Holder = S['HolderOut']
export type TierEvent = S['TierEventOut']
export type TierGiven = S['GiveIn']
export type MyQualification = S['MyQualificationOut']
export type RecordNamed = S['RecordPersonOut']['called_by']
export type RecordChecked = S['RecordCheckedOut']
export type Basis = Pick<S['PersonPatch'], 'reason' | 'evidence'>
export type Restriction = S['RestrictionOut']
export type HowDecided = S['HowDecidedOut']
export type RestrictionAppeal = S['RestrictionAppealOut']
export type TakingAppeal = S['TakingAppealOut']
export type Requirement = S['RequirementOut']
export type PayLine = S['PayLineOut']
export type Owed = S['OwedOut']
export type PayCorrection = S['CorrectionIn']
export type Assessment = S['AssessmentOut']
export type OneAssessment = S['OneAssessmentOut']
export type AssessmentTerms = Pick<
  S['AssessmentOut'],
  | 'title'
  | 'about'
  | 'drawn'
  | 'pass_mark'
  | 'tries'
  | 'wait_days'
  | 'minutes'
  | 'qualification_id'
  | 'tier'
  | 'pay_currency'
  | 'pay_amount'
>
export type AssessmentState = S['AssessmentOut']['state']
export type ReadyMade = S['ReadyMadeOut']
export type PoolItem = S['PoolRow']
export type KeyAppeal = S['KeyAppealRow']
export type AssessmentOffer = S['OfferOut']
export type OwnAttempt = S['OwnAttemptOut']
export type Attempt = S['AttemptOut']
export type AskedItem = S['AskedOut']
export type ProjectPay = S['ProjectPayOut']
export type PayBasis = S['RateOut']['basis']
export type PayPending = S['PendingOut']
export type PayHours = S['HoursOut']
export type PayHoursIn = S['HoursIn']
export type PayFloor = S['FloorIn']
export type PayStatement = S['StatementOut']
export type OwnAppeal = S['OwnAppealRow']
export type AppealRow = S['AppealRow']
export type Appeal = S['AppealOut']
export type AppealDecision = Omit<S['AppealDecisionIn'], 'rule'> & { rule: string }

/** One page of a list, by key. */
export interface Page<Row> {
  rows: Row[]
  next?: string | null
}
export type GivenRole = NonNullable<S['InvitationIn']['role']>
export type Apply = S['ApplyIn']
export type PublicPageIn = S['PublicPageIn']
export type PublicPage = S['PublicPageOut']
export type FoundPage = S['FoundPageOut']
export type OrganizationWaiting = S['OrganizationWaitingOut']
export type ApplicationState = S['ApplicationOut']['state']
export type ApplicationsAsked = ApplicationState | 'waiting'
export type MyApplication = S['ApplicationOut']
export type Applicant = S['ApplicantOut']
