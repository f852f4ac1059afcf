/** How questions of each kind are set up. */
import { SETUP as boxes } from './boxes/setup'
import { SETUP as chat } from './chat/setup'
import { SETUP as classification } from './classification/setup'
import { SETUP as code } from './code/setup'
import { anySetup, type AnySetup } from './contract'
import { SETUP as pairwise } from './pairwise/setup'
import { SETUP as ranking } from './ranking/setup'
import { SETUP as rating } from './rating/setup'
import { SETUP as relations } from './relations/setup'
import { SETUP as rewrite } from './rewrite/setup'
import { SETUP as rubric } from './rubric/setup'
import { SETUP as spans } from './spans/setup'
import { SETUP as text } from './text/setup'

export const SETUPS: readonly AnySetup[] = [
  anySetup(classification),
  anySetup(rating),
  anySetup(text),
  anySetup(pairwise),
  anySetup(ranking),
  anySetup(rubric),
  anySetup(spans),
  anySetup(relations),
  anySetup(chat),
  anySetup(rewrite),
  anySetup(code),
  anySetup(boxes),
]

const BY_NAME = new Map(SETUPS.map((setup) => [setup.name, setup]))

export function setupOf(kind: string): AnySetup | undefined {
  return BY_NAME.get(kind)
}
