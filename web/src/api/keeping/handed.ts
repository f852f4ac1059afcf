/** A file that was chosen before its project was made, on its way to the page that brings it in. */
const handed = new Map<number, File>()

export function handOver(project: number, file: File): void {
  handed.set(project, file)
}

export const handedTo = (project: number): File | null => handed.get(project) ?? null

export function forgetHanded(project: number): void {
  handed.delete(project)
}
