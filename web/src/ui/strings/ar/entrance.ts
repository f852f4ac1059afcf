/** Words of signing up, in, and joining, in Arabic. */
import { say } from '@/ui/strings/ar/speaking'
import type { entrance as English } from '@/ui/strings/entrance'
import type { Words } from '@/ui/words'

export const entrance: Words<typeof English> = {
  promise: 'العمل الجيد متقن، وله معنى، ومنصف.',
  language: 'اللغة',
  signIn: 'تسجيل الدخول',
  signInLead: 'أهلًا بعودتك.',
  signUp: 'إعداد goodwork',
  signUpLead: 'لم يسجّل أحد هنا بعد. أنشئ منظمتك؛ تصير مالكها وتدعو الآخرين برابط.',
  makeAnother: 'إنشاء منظمة',
  haveAccount: 'لدي حساب',
  organization: 'المنظمة',
  organizationHint: 'الاسم الذي يراه الناس عندما تدعوهم.',
  name: 'اسمك',
  email: 'البريد الإلكتروني',
  password: 'كلمة المرور',
  passwordHint: '10 أحرف على الأقل.',
  create: 'إنشاء وتسجيل الدخول',
  forgotten: 'نسيت كلمة المرور؟ من يدير منظمتك يستطيع أن يرسل إليك رابطًا.',
  newPassword: 'كلمة المرور الجديدة',
  reset: 'اختيار كلمة مرور جديدة',
  resetLead: 'يُسجَّل دخولك هنا عندئذ، وخروجك من كل مكان آخر. تنتهي رموز API الخاصة بك؛ ويبقى عملك كما هو.',
  resetButton: 'تعيين كلمة المرور وتسجيل الدخول',
  resetSignedIn: (name) => say`${name} مسجّل الدخول في هذا المتصفح، ويُسجَّل خروجه هنا عند تعيين كلمة المرور.`,
  linkCut: 'هذا الرابط ناقص',
  linkCutWhy: 'ضاع جزء منه في الطريق. انسخ الرابط كله من الرسالة حتى آخر حرف، أو اطلب رابطًا جديدًا ممن أرسله.',
  join: (organization) => say`الانضمام إلى ${organization}`,
  joinLead: (role) => say`أنت مدعو ${role}. اختر كيف تسجّل الدخول من الآن فصاعدًا.`,
  joinButton: 'الانضمام وتسجيل الدخول',
  joinDead: 'لا يمكن استخدام هذه الدعوة',
  joinDeadWhy: 'ربما انتهت أو استُخدمت أو سُحبت. اطلب دعوة جديدة ممن أرسلها.',
  roles: {
    owner: 'مالكًا',
    manager: 'مديرًا',
    reviewer: 'للمراجعة',
    annotator: 'للتوسيم',
  },
}
