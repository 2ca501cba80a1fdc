import { afterEach, describe, expect, it } from 'vitest'
import { type Aws, aws } from '../../../src/aws/client/aws.js'
import { EXIT, LabError } from '../../../src/core/errors.js'
import { answeredBy } from '../answered-by.js'
import { awsAt } from '../aws-at.js'

/** A server that answers every call with this error, as AWS's JSON services write it. */
async function failing(status: number, code: string, message: string | undefined): Promise<Aws> {
  const { cloud, close } = await answeredBy((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' })
      response.end(JSON.stringify({ __type: code, message }))
    })
  })
  closing.push(close)
  return cloud
}

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

const errorOf = async (call: Promise<unknown>): Promise<LabError> => {
  const thrown: unknown = await call.then(
    () => null,
    (error: unknown) => error,
  )
  if (thrown instanceof LabError) return thrown
  throw new Error(`not a LabError: ${String(thrown)}`)
}

describe('an error of AWS', () => {
  it('about a missing permission names it, and exits as not authorised', async () => {
    const cloud = await failing(
      400,
      'AccessDeniedException',
      'User: arn is not authorized to perform: ssm:SendCommand',
    )
    const error = await errorOf((await cloud.ssm()).sendCommand({ DocumentName: 'AWS-RunShellScript' }))
    expect(error).toMatchObject({ code: 'not-authorised', exit: 'unauthorized' })
    expect(EXIT[error.exit]).toBe(4)
    expect(error.what.en).toContain('SSM SendCommand')
    expect(error.why?.en).toContain('not authorized to perform')
    expect(error.next?.en).toContain('ssm:SendCommand')
  })

  it.each([['This account does not have access to the Cloud9 service'], [''], [undefined]])(
    'from a Cloud9 that is closed to the account says so (message %j)',
    async (message) => {
      const cloud = await failing(400, 'AccessDeniedException', message)
      const error = await errorOf((await cloud.cloud9()).listEnvironments({}))
      expect(error).toMatchObject({ code: 'cloud9-closed', exit: 'unauthorized' })
      expect(error.next?.en).toContain('lab next')
    },
  )

  it('from a Cloud9 that lacks a permission is about the permission', async () => {
    const cloud = await failing(
      400,
      'AccessDeniedException',
      'is not authorized to perform: cloud9:ListEnvironments',
    )
    expect(await errorOf((await cloud.cloud9()).listEnvironments({}))).toMatchObject({
      code: 'not-authorised',
    })
  })

  it.each([
    ['ExpiredTokenException', 'credentials-expired'],
    ['UnrecognizedClientException', 'credentials-refused'],
    ['InvalidSignatureException', 'credentials-refused'],
  ])('%s says what to do about the credentials', async (name, code) => {
    const cloud = await failing(403, name, 'The security token included in the request is not good')
    const error = await errorOf((await cloud.ssm()).sendCommand({ DocumentName: 'AWS-RunShellScript' }))
    expect(error).toMatchObject({ code, exit: 'unauthorized' })
    expect(error.next).not.toBeNull()
  })

  it('that nobody thought of keeps its name and its message', async () => {
    const cloud = await failing(400, 'SomethingNewException', 'an odd thing')
    const error = await errorOf((await cloud.ssm()).sendCommand({ DocumentName: 'AWS-RunShellScript' }))
    expect(error).toMatchObject({ code: 'aws-something-new' })
    expect(error.why?.en).toContain('an odd thing')
    expect(error.next?.en).toContain('lab doctor')
  })

  it('that is the service’s own says to try again', async () => {
    const cloud = await failing(500, 'InternalFailure', 'trouble')
    const error = await errorOf((await cloud.ssm()).sendCommand({ DocumentName: 'AWS-RunShellScript' }))
    expect(error).toMatchObject({
      code: 'aws-internal-failure',
      next: { en: expect.stringContaining('again in a minute') },
    })
  })

  it('of a service that has an address of its own names the variable that says so', async () => {
    const { access } = awsAt('https://aws.example')
    const target = { ...access.target, kind: 'aws', endpoint: null } as const
    const elsewhere = aws({ ...access, target, endpoints: { LAMBDA: 'http://127.0.0.1:9' } })
    const error = await errorOf((await elsewhere.lambda()).listFunctions({}))
    expect(error).toMatchObject({ code: 'unreachable' })
    expect(error.next?.en).toContain('AWS_ENDPOINT_URL_LAMBDA is http://127.0.0.1:9')
    expect(error.next?.ko).toContain('AWS_ENDPOINT_URL_LAMBDA')
  })

  it('of a local cloud that is not there says how to start it', async () => {
    const nowhere = awsAt('http://127.0.0.1:9')
    const error = await errorOf((await nowhere.ec2()).describeVpcs({}))
    expect(error).toMatchObject({ code: 'unreachable' })
    expect(error.what.en).toContain('http://127.0.0.1:9')
    expect(error.next?.en).toContain('lab cloud start')
  })
})
