import { describe, expect, it } from 'vitest'
import type { Aws } from '../../../src/aws/client/aws.js'
import { policyFor, statementsFor } from '../../../src/aws/permissions/policy.js'
import { simulate } from '../../../src/aws/permissions/simulate.js'
import { WORKSHOP_NAMES } from '../../../src/core/target.js'
import { queryServer } from '../query-server.js'
import { allows } from './allows.js'

const of = { region: 'ap-northeast-2', account: '123456789012', names: WORKSHOP_NAMES }
const caller = { account: of.account, arn: `arn:aws:iam::${of.account}:user/me` }
describe("lab doctor's simulation", () => {
  it('finds all that the steps need allowed to who holds the policy, by whoever the conditions are about', async () => {
    const cloud = await simulatorFor(policyFor(of))
    expect(await simulate(cloud, caller, statementsFor(of))).toEqual({ kind: 'allowed' })
  })

  it('names what is missing', async () => {
    const whole = policyFor(of)
    const without = /^iam:PutRolePolicy$|^ssm:TerminateSession$/
    const cloud = await simulatorFor({
      ...whole,
      Statement: whole.Statement.map((one) => ({
        ...one,
        Action: one.Action.filter((action) => !without.test(action)),
      })),
    })
    expect(await simulate(cloud, caller, statementsFor(of))).toEqual({
      kind: 'missing',
      actions: ['iam:PutRolePolicy', 'ssm:TerminateSession'],
    })
  })
})

/** IAM's simulator, of a caller who holds that policy. */
const simulatorFor = (held: ReturnType<typeof policyFor>): Promise<Aws> =>
  queryServer(({ form }) => {
    const asked = [...form]
    const list = (name: RegExp) => asked.filter(([key]) => name.test(key)).map(([, value]) => value)
    const values = list(/^ContextEntries\.member\.\d+\.ContextKeyValues\.member\.1$/)
    const names = list(/^ContextEntries\.member\.\d+\.ContextKeyName$/)
    const context = Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']))
    const resources = list(/^ResourceArns/)
    const results = list(/^ActionNames/).map((action) => {
      const decision = resources.every((arn) => allows(held, action, arn, context))
        ? 'allowed'
        : 'implicitDeny'
      return `<member><EvalActionName>${action}</EvalActionName><EvalDecision>${decision}</EvalDecision></member>`
    })
    return `<SimulatePrincipalPolicyResponse><SimulatePrincipalPolicyResult><EvaluationResults>${results.join('')}</EvaluationResults></SimulatePrincipalPolicyResult></SimulatePrincipalPolicyResponse>`
  })
