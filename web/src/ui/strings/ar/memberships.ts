/** Words of somebody in several organizations, in Arabic. */
import { say } from '@/ui/strings/ar/speaking'
import type { memberships as English } from '@/ui/strings/memberships'
import type { Words } from '@/ui/words'

export const memberships: Words<typeof English> = {
  title: 'منظماتي',
  note: 'تسجّل الدخول مرة واحدة لها جميعًا. لا تعرف أي منها شيئًا عن الأخرى. اسمك واسمك المستعار وحدودك وأجرك ورموزك تخص كل واحدة على حدة.',
  here: 'أنت هنا',
  goTo: (name) => say`الانتقال إلى ${name}`,
  other: 'منظمات أخرى',
  ended: 'انتهى وصولك',
  lookBackNamed: (name) => say`ما يخصك في ${name}`,
  limits: (name) => say`تسري في ${name}. كل منظمة من منظماتك تحسب وحدها.`,
  tokens: (name) => say`تخص ${name} وحدها.`,
  unread: (n) => `جديد في صندوق الوارد: ${String(n)}`,
  unreadIn: (n, name) => say`جديد في ${name}: ${String(n)}`,
  nothing: 'لا عمل مفتوحًا لك هناك الآن.',
  more: (name) => say`المزيد في ${name}`,
  met: {
    'own-pause': 'أنت في استراحة هناك.',
    'own-done': 'انتهيت هناك لهذا اليوم.',
    'own-quiet': 'هذه من ساعات هدوئك هناك.',
    'own-items': 'بلغت هناك ما حدّدته لنفسك من عناصر في اليوم.',
    'own-projects': 'لديك هناك عناصر في العدد الذي حدّدته لنفسك من المشاريع.',
  },
  metThere: (name) => say`لا يُعطى لك هناك شيء جديد إلى أن تغيّر ذلك في ${name} أو ينتهي.`,
  leave: 'مغادرة',
  leaveNamed: (name) => say`مغادرة ${name}`,
  leaveTitle: (name) => say`مغادرة ${name}؟`,
  leaveExplains:
    'فورًا ودون سبب. يعود ما في يدك إلى قائمة الانتظار. تبقى إجاباتك ومسوداتك وما هو مستحق لك وتستطيع قراءته. تنتهي رموزك هناك. وللعودة تحتاج إلى دعوة.',
  left: (name) => say`غادرت ${name}.`,
  leftThere: (project, name) => say`غادرت ${project}. طريق العودة إليه في ${name}.`,
  ownWayOn: 'ألا ينشئ لك أحد من المديرين رابط إعادة تعيين؟',
  ownWayOff: 'أتسمح للمديرين بإنشاء رابط إعادة تعيين لك؟',
  ownWayOffNote: 'يستطيع مالكو منظمتك ومديروها عندئذ إدخالك من جديد إن نسيت كلمة المرور.',
  ownWaySave: 'حفظ',
  ownWay: 'لا ينشئ لي أحد من المديرين رابط إعادة تعيين',
  ownWayNote: 'إن نسيت كلمة المرور فلا يعيد إدخالك إلا من يشغّل هذا الخادم.',
  ownWayAlways: 'مع عدة منظمات يكون الأمر كذلك دائمًا: رابط من إحداها يفتح الأخريات.',
  saved: 'حُفظ.',
}
