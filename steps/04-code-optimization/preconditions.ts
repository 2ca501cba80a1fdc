import type { Aws } from '../../src/aws/client/aws.js'
import { type LiveFunction, requireFunction } from '../../src/aws/functions/function.js'
import { beingUpdated, notReplaceable } from '../../src/aws/functions/replaceable.js'
import { findGateway, type Gateway } from '../../src/aws/api-gateway/gateway.js'
import type { StepContext } from '../../src/core/step.js'
import type { Choice } from './choice.js'
import { FUNCTION_CODE } from './optimization.js'
import { refuseUnprovisionable } from './provisioning/refusals.js'
import { PROVISIONED_ENVIRONMENTS } from './provisioning/rows.js'
import { apiCallsAnother, stillProvisioned } from './refusals.js'

/** What the step stands on: the function, and the API that calls it. */
export interface Preconditions {
  readonly live: LiveFunction
  readonly gateway: Gateway
}

/** Looks at both, and throws whatever would keep the step from its end, before it has changed anything. */
export async function preconditions(lab: StepContext, cloud: Aws, choice: Choice): Promise<Preconditions> {
  const [live, gateway] = await Promise.all([
    requireFunction(cloud, lab.access.names.function),
    findGateway(cloud),
  ])
  const begun = lab.ledger.row(FUNCTION_CODE) !== null
  const trouble =
    (begun ? null : beingUpdated(live)) ??
    (choice.code === 'exchanged' ? await notReplaceable(cloud, live) : null)
  if (trouble !== null) throw trouble
  const { qualifier } = gateway.method
  if (qualifier !== null && qualifier !== lab.labId) throw apiCallsAnother(live, qualifier)
  if (choice.provisioned > 0) await refuseUnprovisionable(lab, cloud, { live, gateway }, choice.provisioned)
  else if (lab.ledger.row(PROVISIONED_ENVIRONMENTS) !== null) throw stillProvisioned()
  return { live, gateway }
}
