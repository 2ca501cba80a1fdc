import type { Route } from '../../service.js'
import { accountLimits } from '../invoke/throttle.js'
import type { ControlPlane } from './control-plane.js'

/** The account's limits, as the scale makes them. */
export function accountRoutes(plane: ControlPlane): Route[] {
  return [
    {
      operation: 'GetAccount',
      method: 'GET',
      path: '/account',
      async handle() {
        const { rate, burst } = accountLimits(plane.settings.scale.size)
        return {
          status: 200,
          body: {
            throttleSettings: { rateLimit: rate, burstLimit: burst },
            features: ['UsagePlans'],
            apiKeyVersion: '4',
          },
        }
      },
    },
  ]
}
