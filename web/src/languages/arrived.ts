/** Words that are fetched before what shows them: waited for while there is no connection. */

const PAUSE = 1_000
const MOST = 5

/** What is fetched, once it is here. A module that failed would stay failed until the page is loaded again, so it waits. */
export async function arrived<Made>(fetch: () => Promise<Made>): Promise<Made> {
  for (let tries = 1; ; tries++) {
    try {
      return await fetch()
    } catch (error) {
      if (navigator.onLine && tries >= MOST) throw error
      await new Promise((go) => setTimeout(go, PAUSE))
    }
  }
}
