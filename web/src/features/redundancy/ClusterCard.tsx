import { Button, Checkbox } from '@mantine/core'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, useState } from 'react'
import { sparing, sparingQueries } from '@/api/sparing'
import type { Cluster, ClusterMember, RedundancyCheck } from '@/api/types'
import { count, percent } from '@/ui/format'
import { KeyCap } from '@/ui/KeyCap'
import { StateMark } from '@/ui/StateMark'
import { TroubleNote } from '@/ui/Trouble'
import { items as words } from '@/ui/strings/items'
import { general } from '@/ui/strings/general'
import { redundancy as s } from '@/ui/strings/redundancy'
import { inline } from './inline'
import styles from './Redundancy.module.css'
import { useDone } from './useDone'

interface CardProps {
  project: number
  check: RedundancyCheck
  cluster: Cluster
  /** Go to the cluster so many further. */
  onGo: (by: number) => void
}

/** Items that repeat each other: the one that stays, beside what repeats it. */
export function ClusterCard({ project, check, cluster, onGo }: CardProps) {
  const [ticked, setTicked] = useState<number[]>([])
  const [all, setAll] = useState(false)
  const rest = useInfiniteQuery({ ...sparingQueries.clusterMembers(project, cluster.number), enabled: all })
  const members = (all && rest.data?.pages.flatMap((page) => page.rows)) || cluster.members
  const { told, refresh, notice } = useDone(project)
  const only = { check: check.id, clusters: [cluster.number] }
  const aside = useMutation({
    mutationFn: () => sparing.setAside(project, only),
    onSuccess: (moved) => {
      told('aside', moved, () => {
        restore.mutate()
      })
    },
  })
  const restore = useMutation({
    mutationFn: () => sparing.restoreItems(project, only),
    onSuccess: (moved) => {
      told('restored', moved)
    },
  })
  const split = useMutation({
    mutationFn: () => sparing.splitCluster(project, check.id, cluster.number, ticked),
    onSuccess: (made) => {
      setTicked([])
      refresh()
      notice({
        text: s.done.split,
        undo: () => {
          void sparing.forgetSplit(project, made.id).then(refresh)
        },
      })
    },
  })
  const busy = aside.isPending || restore.isPending || split.isPending || check.task !== null
  const canSetAside = !busy && cluster.set_aside < cluster.size - 1
  const canRestore = !busy && cluster.set_aside > 0
  const canSplit = !busy && ticked.length > 0
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    const deeds: Record<string, (() => void) | undefined> = {
      ArrowDown: () => {
        onGo(1)
      },
      ArrowUp: () => {
        onGo(-1)
      },
      a: canSetAside ? aside.mutate : undefined,
      r: canRestore ? restore.mutate : undefined,
      d: canSplit ? split.mutate : undefined,
    }
    const deed = deeds[event.key]
    if (!deed) return
    event.preventDefault()
    deed()
  }
  const error = aside.error ?? restore.error ?? split.error ?? rest.error
  return (
    // The keys of a cluster work wherever the focus is in it.
    <article
      className={styles.cluster}
      aria-label={s.cluster(count(cluster.size))}
      tabIndex={0}
      onKeyDown={press}
    >
      <header className={styles.clusterHead}>
        <h3>{s.items(count(cluster.size))}</h3>
        {cluster.set_aside > 0 && (
          <span className={styles.small}>{s.asideOf(count(cluster.set_aside), count(cluster.size - 1))}</span>
        )}
        <div className={styles.clusterDeeds}>
          <Button
            size="xs"
            variant="default"
            disabled={!canSplit}
            title={s.chooseDifferent}
            rightSection={<KeyCap quiet>d</KeyCap>}
            onClick={() => {
              split.mutate()
            }}
          >
            {s.different}
          </Button>
          {canRestore && (
            <Button
              size="xs"
              variant="default"
              rightSection={<KeyCap quiet>r</KeyCap>}
              onClick={() => {
                restore.mutate()
              }}
            >
              {s.restore}
            </Button>
          )}
          <Button
            size="xs"
            variant="light"
            disabled={!canSetAside}
            loading={aside.isPending}
            rightSection={<KeyCap quiet>a</KeyCap>}
            onClick={() => {
              aside.mutate()
            }}
          >
            {s.setAside}
          </Button>
        </div>
      </header>
      {error && <TroubleNote error={error} />}
      <div className={styles.sides}>
        <div className={styles.stays} role="group" aria-label={s.stays}>
          <p className={styles.side}>{s.stays}</p>
          <Content member={cluster.representative} />
          <Facts project={project} member={cluster.representative} />
        </div>
        <div role="group" aria-label={s.repeats}>
          <p className={styles.side}>{s.repeats}</p>
          <ul className={styles.members}>
            {members.map((member) => (
              <li key={member.item_id}>
                <Checkbox
                  aria-label={s.differs(nameOf(member))}
                  checked={ticked.includes(member.item_id)}
                  disabled={busy}
                  onChange={(event) => {
                    const on = event.currentTarget.checked
                    setTicked((now) =>
                      on ? [...now, member.item_id] : now.filter((item) => item !== member.item_id),
                    )
                  }}
                />
                <div className={styles.member}>
                  <Content member={member} />
                  <Facts project={project} member={member} like />
                </div>
              </li>
            ))}
          </ul>
          {!all && cluster.size - 1 > cluster.members.length && (
            <Button
              size="compact-sm"
              variant="subtle"
              onClick={() => {
                setAll(true)
              }}
            >
              {s.showAll(count(cluster.size - 1))}
            </Button>
          )}
          {all && rest.hasNextPage && (
            <Button
              size="compact-sm"
              variant="subtle"
              loading={rest.isFetchingNextPage}
              onClick={() => void rest.fetchNextPage()}
            >
              {general.more}
            </Button>
          )}
        </div>
      </div>
    </article>
  )
}

function nameOf(member: ClusterMember): string {
  return member.external_id ?? s.item(String(member.item_id))
}

function Content({ member }: { member: ClusterMember }) {
  if (member.picture)
    return <img className={styles.picture} src={member.picture} alt={general.picture('')} loading="lazy" />
  if (member.pieces.length === 0) return <p className={styles.small}>{s.noPicture}</p>
  return (
    <p className={styles.text} dir="auto">
      {inline(member.lacks, member.pieces).map((run, i) =>
        run.kind === 'same' ? (
          run.text
        ) : run.kind === 'more' ? (
          <ins key={i}>{run.text}</ins>
        ) : (
          <del key={i}>{run.text}</del>
        ),
      )}
      {member.cut && ' …'}
    </p>
  )
}

function Facts({
  project,
  member,
  like = false,
}: {
  project: number
  member: ClusterMember
  like?: boolean
}) {
  const alike = member.exact
    ? s.exactly[member.picture ? 'picture' : 'text']
    : member.similarity === null
      ? s.unmeasured
      : s.alike(percent(member.similarity))
  return (
    <p className={styles.facts}>
      <Link
        to="/projects/$projectId/items/$itemId"
        params={{ projectId: String(project), itemId: String(member.item_id) }}
      >
        {nameOf(member)}
      </Link>
      {like && <span>{alike}</span>}
      <StateMark state={member.state}>{words.state[member.state]}</StateMark>
      {member.answers > 0 && <span>{words.consensusNote(member.answers)}</span>}
      {member.cut && <span>{s.cut}</span>}
    </p>
  )
}
