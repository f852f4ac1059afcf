import { useMutation, useQueryClient } from '@tanstack/react-query'
import { calls } from '@/api/calls'
import { queries } from '@/api/queries'
import { LanguageChoice } from '@/ui/LanguageChoice'
import { keepLanguage, type Language as Spoken } from '@/ui/locale'
import { Panel } from '@/ui/Page'
import { TroubleNote } from '@/ui/Trouble'
import { account as s } from '@/ui/strings/account'

/** The language in which I read goodwork, on every device. */
export function Language() {
  const client = useQueryClient()
  const choice = useMutation({
    mutationFn: (wanted: Spoken) => calls.chooseLanguage(wanted),
    onSuccess: (_, wanted) => {
      client.setQueryData(queries.session().queryKey, (me) => me && { ...me, language: wanted })
    },
  })
  return (
    <Panel title={s.language} note={s.languageNote}>
      <LanguageChoice
        label={s.language}
        onChoose={(wanted) =>
          choice.mutateAsync(wanted).then(
            () => keepLanguage(wanted),
            () => false,
          )
        }
      />
      {choice.error && <TroubleNote error={choice.error} />}
    </Panel>
  )
}
