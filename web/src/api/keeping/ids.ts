/** A random id of 128 bits; unlike `crypto.randomUUID` it works on plain http in an office network, too. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
