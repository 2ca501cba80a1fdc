import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Aws, aws } from '../../../src/aws/client/aws.js'
import { policyFor, statementsFor } from '../../../src/aws/permissions/policy.js'
import { simulate } from '../../../src/aws/permissions/simulate.js'
import { WORKSHOP_NAMES } from '../../../src/core/target.js'
import { access } from '../../core/command.js'
import { allows } from './allows.js'

const of = { region: 'ap-northeast-2', account: '123456789012', names: WORKSHOP_NAMES }
const caller = { account: of.account, arn: `arn:aws:iam::${of.account}:user/me` }
let held = policyFor(of)

/** IAM's simulator, of a caller who holds `held`. */
let server: Server
let cloud: Aws
beforeAll(async () => {
  server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const credentials = { kind: 'static', accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'any' } as const
  cloud = aws({ ...access, target: { ...access.target, endpoint: `http://127.0.0.1:${port}` }, credentials })
})
afterAll(() => server.close())

describe("lab doctor's simulation", () => {
  it('finds all that the steps need allowed to who holds the policy, by whoever the conditions are about', async () => {
    held = policyFor(of)
    expect(await simulate(cloud, caller, statementsFor(of))).toEqual({ kind: 'allowed' })
  })

  it('names what is missing', async () => {
    const whole = policyFor(of)
    const without = /^iam:PutRolePolicy$|^ssm:TerminateSession$/
    held = {
      ...whole,
      Statement: whole.Statement.map((one) => ({
        ...one,
        Action: one.Action.filter((action) => !without.test(action)),
      })),
    }
    expect(await simulate(cloud, caller, statementsFor(of))).toEqual({
      kind: 'missing',
      actions: ['iam:PutRolePolicy', 'ssm:TerminateSession'],
    })
  })
})

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const asked = [...new URLSearchParams(await text(request))]
  const list = (name: RegExp) => asked.filter(([key]) => name.test(key)).map(([, value]) => value)
  const values = list(/^ContextEntries\.member\.\d+\.ContextKeyValues\.member\.1$/)
  const names = list(/^ContextEntries\.member\.\d+\.ContextKeyName$/)
  const context = Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']))
  const resources = list(/^ResourceArns/)
  const results = list(/^ActionNames/).map((action) => {
    const decision = resources.every((arn) => allows(held, action, arn, context)) ? 'allowed' : 'implicitDeny'
    return `<member><EvalActionName>${action}</EvalActionName><EvalDecision>${decision}</EvalDecision></member>`
  })
  response.end(
    `<SimulatePrincipalPolicyResponse><SimulatePrincipalPolicyResult><EvaluationResults>${results.join('')}</EvaluationResults></SimulatePrincipalPolicyResult></SimulatePrincipalPolicyResponse>`,
  )
}
