import { qualifications as s } from '@/ui/strings/qualifications'

/** What a tier is called; 0 is none. */
export function tierName({ tiers }: { tiers: { tier: number; name: string }[] }, tier: number): string {
  return tiers.find((one) => one.tier === tier)?.name ?? s.noTier
}
