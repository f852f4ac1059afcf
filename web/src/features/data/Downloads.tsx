import { Button, Group } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { supplying } from '@/api/supplying'
import type { Fit, Version } from '@/api/types'
import { data as s } from '@/ui/strings/data'
import styles from './Data.module.css'

/** A version in the formats that hold what its questions were answered with. */
export function Downloads({ version }: { version: Version }) {
  const fits = version.fits ?? []
  return (
    <>
      <Group gap="xs">
        {fits
          .filter((one) => one.fits)
          .map((one) => (
            <Button
              key={one.form}
              component="a"
              href={supplying.exportAddress(version.id, one.form)}
              download
              variant="default"
              size="xs"
              leftSection={<IconDownload size={14} aria-hidden />}
              title={one.why || undefined}
            >
              {one.title}
            </Button>
          ))}
      </Group>
      <Others fits={fits.filter((one) => !one.fits)} />
    </>
  )
}

/** Why the other formats are not offered. */
export function Others({ fits }: { fits: Fit[] }) {
  if (fits.length === 0) return null
  return (
    <details className={styles.details}>
      <summary>{s.otherForms(fits.length)}</summary>
      <ul className={styles.forms}>
        {fits.map((one) => (
          <li key={one.form}>
            <strong>{one.title}</strong> <span lang="en">{one.why}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}
