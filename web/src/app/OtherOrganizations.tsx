import { useUnsent } from '@/api/keeping/context'
import { useGoTo } from '@/api/memberships'
import { useMe } from '@/api/session'
import { useNotice } from '@/ui/Notices'
import { app } from '@/ui/strings/app'
import { memberships as s } from '@/ui/strings/memberships'
import { TroubleNote } from '@/ui/Trouble'
import menu from '@/ui/Unfolding.module.css'

/** The other organizations of my account, in the menu. */
export function OtherOrganizations({ close }: { close: () => void }) {
  const me = useMe()
  const notice = useNotice()
  const unsent = useUnsent()
  const going = useGoTo()
  return (
    <div className={menu.part}>
      <p className={menu.title}>{s.other}</p>
      {me.memberships
        .filter((one) => one.active && one.organization_id !== me.organization_id)
        .map((one) => (
          <button
            key={one.organization_id}
            type="button"
            className={menu.choice}
            onClick={() => {
              if (unsent.length > 0) notice({ text: app.keptOnSignOut })
              going.mutate({ organization: one.organization_id }, { onSuccess: close })
            }}
          >
            {s.goTo(one.organization)}
          </button>
        ))}
      {going.error && <TroubleNote error={going.error} />}
    </div>
  )
}
