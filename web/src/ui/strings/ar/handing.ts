/** Words of handing over, of carrying on what a colleague began, and of what an item in hand pays, in Arabic. */
import { say } from '@/ui/strings/ar/speaking'
import type { handing as English } from '@/ui/strings/handing'
import type { Words } from '@/ui/words'

export const handing: Words<typeof English> = {
  promise: {
    answer: (amount) => say`أجر هذه الإجابة ${amount}.`,
    accepted: (amount) => say`أجر هذه الإجابة ${amount} متى قُبلت.`,
    hour: (amount) => say`الأجر بالساعة: ${amount}. أنت تُدخل ساعاتك بنفسك.`,
  },
  title: 'تسليم هذا العنصر إلى زميل',
  explains:
    'يمكن لزميل أن يُتم ما بدأته. لا يراه إلا من يتولّاه، وتُحسب الإجابة عندها لكما معًا. لا يُسأل عن سبب، ولا يترك ذلك أثرًا عليك. ولن تصادف العنصر مرة أخرى، إلا إذا استرجعته من إجاباتي.',
  splitGiver: {
    answer: 'يُدفع الأجر لمن يقدّم الإجابة، فلا أجر لك عن هذا العنصر.',
    accepted: 'يُدفع الأجر لمن يقدّم الإجابة، فلا أجر لك عن هذا العنصر.',
    hour: 'ما قضيته فيه من وقت لك: أدخله كالمعتاد.',
  },
  do: 'تسليم',
  offered: 'بدأ زميل هذا العنصر.',
  offeredWhy: 'لا ترى ما فعله إلا إذا تولّيته. وتُحسب إجابتك عندها لكما معًا، إجابةً واحدة.',
  splitTaker: {
    answer: 'يُدفع الأجر لك لأنك من يقدّمها.',
    accepted: 'يُدفع الأجر لك لأنك من يقدّمها، متى قُبلت.',
    hour: 'يُدخل كل منكما ساعاته.',
  },
  take: 'تولّي ما بدأه',
  fresh: 'أو أجب بنفسك: عندها لا يُستعمل شيء مما فعله.',
  replaces: 'يحل محل ما أجبت به هنا؛ والتراجع يعيد ما لك.',
  carried: 'أنت تُكمل ما بدأه زميل. ستُحسب إجابتك لكما معًا.',
  again: 'إحضاره إلى هنا مرة أخرى',
  mine: 'ما سلّمته',
  became: {
    waiting: 'لم يتولّه أحد بعد',
    taken: 'زميل يُكمله',
    finished: 'أتمّه زميل. وهو محسوب لكما معًا.',
  },
  back: 'استرجاع',
  backNamed: (item) => say`استرجاع: ${item}`,
  tookBack: 'استُرجع. يمكن أن تصادفه مرة أخرى، ومعه ما فعلته.',
  begunByOther: 'بدأه زميل، ومحسوب لكليكما',
  stop: 'يمكن لزملاء أن يُتمّوا ما بدأته',
  stopWhy: 'حيث يسمح المشروع بالتسليم فقط. ولن تصادف هذه العناصر مرة أخرى.',
  handed: (n) => say`ما يمكن لزملاء إتمامه منها: ${n}.`,
}
