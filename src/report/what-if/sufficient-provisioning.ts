import type { Scenario } from '../../scaling/simulator/scenario.js'
import { simulate } from '../../scaling/simulator/simulate.js'

/**
 * The same scenario with the least provisioned concurrency that leaves no throttle, to within 1 %; with all of the limit
 * where even that is too little.
 */
export function enoughProvisioned(scenario: Scenario): Scenario {
  const most = scenario.limits.reservedConcurrency ?? scenario.limits.accountConcurrency
  if (isEnough(scenario, 0)) return scenario
  let [tooLittle, enough] = [0, most]
  while (enough - tooLittle > Math.max(1, enough / 100)) {
    const middle = Math.ceil((tooLittle + enough) / 2)
    if (isEnough(scenario, middle)) enough = middle
    else tooLittle = middle
  }
  return provisioned(scenario, enough)
}

const isEnough = (scenario: Scenario, count: number) => simulate(provisioned(scenario, count)).throttles === 0

function provisioned(scenario: Scenario, count: number): Scenario {
  return { ...scenario, limits: { ...scenario.limits, provisionedConcurrency: count } }
}
