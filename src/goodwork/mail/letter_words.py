"""The words of letters, in the languages that people read the client in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from goodwork.model.inbox import About, Deed, Entry

ISOLATED = "\u2068{}\u2069"
"""A name of another direction keeps its own in a sentence that runs from right to left."""


@dataclass(frozen=True, slots=True)
class LetterWords:
    """What the letter of a digest says beside what people said."""

    direction: str
    subject: Callable[[str], str]
    """Of the organization."""
    hello: Callable[[str], str]
    more: str
    inbox: str
    inbox_link: str
    why: str
    when: str
    about: Mapping[About, str]
    asked_about: Mapping[About, str]
    """The same, of what the reader began."""
    thanks: Mapping[Deed, str]
    quoted: Callable[[str], str]

    def what(self, entry: Entry) -> str:
        """What came back, in a few words."""
        if entry.about is About.THANKS:
            return self.thanks[Deed(entry.deed or Deed.ANSWER)]
        return (self.asked_about if entry.i_asked else {}).get(entry.about) or self.about[entry.about]


_ENGLISH = LetterWords(
    direction="ltr",
    subject=lambda organization: f"What came back to you at {organization}",
    hello=lambda name: f"Hello {name},",
    more="There is more in your inbox; the next digest brings it.",
    inbox="All of it stands in your inbox:",
    inbox_link="All of it in your inbox",
    why="You get this because you switched the digest on.",
    when="When it comes, and whether",
    about={
        About.FLAG: "an answer to what you flagged",
        About.REVIEW: "a reviewer decided an item that you answered",
        About.GOLD: "why a known answer is right that you answered otherwise",
        About.THREAD: "a question that waits for your answer",
        About.PROPOSAL: "a proposal that you are part of",
        About.APPEAL: "your appeal was decided",
        About.MENDED: "an appeal mended an item that you answered",
        About.REVEALED: "somebody who leads looked at answers that depend on each other, yours among them",
        About.REVEAL_APPEAL: "an appeal on answers that depend on each other was decided",
        About.GUIDELINE: "the guideline changed",
        About.HOURS: "hours that you entered were declined",
        About.QUALIFICATION: "your tier in this qualification changed, or your appeal about it was decided",
        About.RESTRICTION: "something was decided about you",
        About.KEY_APPEAL: "your appeal against a key of an assessment was decided",
        About.APPLICATION: "your application was decided",
    },
    asked_about={
        About.THREAD: "an answer to your question",
        About.PROPOSAL: "a proposal of yours was decided",
    },
    thanks={
        Deed.ANSWER: "thanks for an answer",
        Deed.FLAG: "thanks for something that you flagged",
        Deed.QUESTION: "thanks for a question of yours",
        Deed.PROPOSAL: "thanks for a proposal of yours",
    },
    quoted=lambda said: f"“{said}”",
)

_GERMAN = LetterWords(
    direction="ltr",
    subject=lambda organization: f"Was bei {organization} zu Ihnen zurückkam",
    hello=lambda name: f"Guten Tag, {name},",
    more="In Ihrem Posteingang steht noch mehr; die nächste Sammelmail bringt es.",
    inbox="Alles steht in Ihrem Posteingang:",
    inbox_link="Alles in Ihrem Posteingang",
    why="Sie erhalten dies, weil Sie die Sammelmail eingeschaltet haben.",
    when="Wann sie kommt, und ob",
    about={
        About.FLAG: "eine Antwort auf Ihre Meldung",
        About.REVIEW: "eine Prüfung entschied über ein Item, das Sie beantwortet haben",
        About.GOLD: "warum eine bekannte Antwort richtig ist, bei der Sie anders antworteten",
        About.THREAD: "eine Frage, die auf Ihre Antwort wartet",
        About.PROPOSAL: "ein Vorschlag, an dem Sie beteiligt sind",
        About.APPEAL: "über Ihren Einspruch wurde entschieden",
        About.MENDED: "nach einem Einspruch wurde ein Item berichtigt, das Sie beantwortet haben",
        About.REVEALED: "jemand aus der Leitung hat voneinander abhängige Antworten angesehen, darunter Ihre",
        About.REVEAL_APPEAL: "über einen Einspruch zu voneinander abhängigen Antworten wurde entschieden",
        About.GUIDELINE: "die Richtlinie hat sich geändert",
        About.HOURS: "Stunden, die Sie eingetragen haben, wurden abgelehnt",
        About.QUALIFICATION: "Ihre Stufe hat sich geändert, oder über Ihren Einspruch dazu wurde entschieden",
        About.RESTRICTION: "über Sie wurde etwas entschieden",
        About.KEY_APPEAL: "über Ihren Einspruch gegen einen Schlüssel wurde entschieden",
        About.APPLICATION: "über Ihre Bewerbung wurde entschieden",
    },
    asked_about={
        About.THREAD: "eine Antwort auf Ihre Frage",
        About.PROPOSAL: "über Ihren Vorschlag wurde entschieden",
    },
    thanks={
        Deed.ANSWER: "Dank für eine Antwort",
        Deed.FLAG: "Dank für eine Meldung",
        Deed.QUESTION: "Dank für eine Frage von Ihnen",
        Deed.PROPOSAL: "Dank für einen Vorschlag von Ihnen",
    },
    quoted=lambda said: f"„{said}“",
)

_ARABIC = LetterWords(
    direction="rtl",
    subject=lambda organization: f"ما عاد إليك في {ISOLATED.format(organization)}",
    hello=lambda name: f"مرحبًا {ISOLATED.format(name)}،",
    more="في صندوق الوارد المزيد، وتأتي به الرسالة الجامعة التالية.",
    inbox="كله في صندوق الوارد:",
    inbox_link="كله في صندوق الوارد",
    why="يصلك هذا لأنك شغّلت الرسالة الجامعة.",
    when="متى تأتي، وهل تأتي",
    about={
        About.FLAG: "رد على بلاغك",
        About.REVIEW: "قرّر مراجِع في عنصر أجبت عنه",
        About.GOLD: "لماذا إجابة معروفة صحيحة وقد أجبت خلافها",
        About.THREAD: "سؤال ينتظر إجابتك",
        About.PROPOSAL: "اقتراح شاركت فيه",
        About.APPEAL: "تقرّر اعتراضك",
        About.MENDED: "صحّح اعتراض عنصرًا أجبت عنه",
        About.REVEALED: "اطّلع مسؤول عن المشروع على إجابات يعتمد بعضها على بعض، ومنها إجاباتك",
        About.REVEAL_APPEAL: "بُتَّ في اعتراض على إجابات يعتمد بعضها على بعض",
        About.GUIDELINE: "تغيّرت الإرشادات",
        About.HOURS: "رُفضت ساعات أدخلتها",
        About.QUALIFICATION: "تغيّرت درجتك في هذا المؤهِّل، أو بُتَّ في اعتراضك عليها",
        About.RESTRICTION: "اتُّخذ قرار بشأنك",
        About.KEY_APPEAL: "بُتَّ في اعتراضك على مفتاح اختبار",
        About.APPLICATION: "بُتَّ في طلبك",
    },
    asked_about={
        About.THREAD: "إجابة عن سؤالك",
        About.PROPOSAL: "تقرّر اقتراحك",
    },
    thanks={
        Deed.ANSWER: "شكر على إجابة",
        Deed.FLAG: "شكر على بلاغ",
        Deed.QUESTION: "شكر على سؤال منك",
        Deed.PROPOSAL: "شكر على اقتراح منك",
    },
    quoted=lambda said: f"«{said}»",
)

SPOKEN: Mapping[str, LetterWords] = {"en": _ENGLISH, "de": _GERMAN, "ar": _ARABIC}
"""The words by the code of their language; who chose none reads English."""
