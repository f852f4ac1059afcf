import { Link } from '@tanstack/react-router'
import { quality as s } from '@/ui/strings/quality'
import styles from './Quality.module.css'

interface ItemLinkProps {
  project: number
  of: { item_id: number; claim_id: number | null; excerpt: string }
  own: boolean
}

/** The way to an item as its reader may see it: my own answer at the desk, or the item's page. */
export function ItemLink({ project, of, own }: ItemLinkProps) {
  const projectId = String(project)
  if (!own)
    return (
      <Link
        to="/projects/$projectId/items/$itemId"
        params={{ projectId, itemId: String(of.item_id) }}
        className={styles.link}
        aria-label={`${s.item}: ${of.excerpt}`}
      >
        {s.item}
      </Link>
    )
  if (of.claim_id === null) return null
  return (
    <Link
      to="/projects/$projectId/desk"
      params={{ projectId }}
      search={{ claim: of.claim_id }}
      className={styles.link}
      aria-label={`${s.desk}: ${of.excerpt}`}
    >
      {s.desk}
    </Link>
  )
}
