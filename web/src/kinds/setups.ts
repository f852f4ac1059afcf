/** How questions of each kind are set up. Whoever sets up a project may ask anything, so all kinds come with it. */
import { KIND as boxesKind } from './boxes'
import { SETUP as boxes } from './boxes/setup'
import { KIND as chatKind } from './chat'
import { SETUP as chat } from './chat/setup'
import { KIND as classificationKind } from './classification'
import { SETUP as classification } from './classification/setup'
import { KIND as codeKind } from './code'
import { SETUP as code } from './code/setup'
import { anyKind, anySetup, type AnyKind, type AnySetup } from './contract'
import { KIND as keypointsKind } from './keypoints'
import { SETUP as keypoints } from './keypoints/setup'
import { KIND as masksKind } from './masks'
import { SETUP as masks } from './masks/setup'
import { KIND as pairwiseKind } from './pairwise'
import { SETUP as pairwise } from './pairwise/setup'
import { KIND as polygonsKind } from './polygons'
import { SETUP as polygons } from './polygons/setup'
import { KIND as polylinesKind } from './polylines'
import { SETUP as polylines } from './polylines/setup'
import { KIND as rankingKind } from './ranking'
import { SETUP as ranking } from './ranking/setup'
import { KIND as ratingKind } from './rating'
import { SETUP as rating } from './rating/setup'
import { give } from './registry'
import { KIND as relationsKind } from './relations'
import { SETUP as relations } from './relations/setup'
import { KIND as rewriteKind } from './rewrite'
import { SETUP as rewrite } from './rewrite/setup'
import { KIND as rubricKind } from './rubric'
import { SETUP as rubric } from './rubric/setup'
import { KIND as spansKind } from './spans'
import { SETUP as spans } from './spans/setup'
import { KIND as textKind } from './text'
import { SETUP as text } from './text/setup'

const KINDS: readonly AnyKind[] = [
  anyKind(classificationKind),
  anyKind(ratingKind),
  anyKind(textKind),
  anyKind(pairwiseKind),
  anyKind(rankingKind),
  anyKind(rubricKind),
  anyKind(spansKind),
  anyKind(relationsKind),
  anyKind(chatKind),
  anyKind(rewriteKind),
  anyKind(codeKind),
  anyKind(boxesKind),
  anyKind(polygonsKind),
  anyKind(keypointsKind),
  anyKind(masksKind),
  anyKind(polylinesKind),
]
for (const kind of KINDS) give(kind)

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
  anySetup(polygons),
  anySetup(keypoints),
  anySetup(masks),
  anySetup(polylines),
]

const BY_NAME = new Map(SETUPS.map((setup) => [setup.name, setup]))

export function setupOf(kind: string): AnySetup | undefined {
  return BY_NAME.get(kind)
}
