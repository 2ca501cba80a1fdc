import { spawn } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { childEnvironment } from '../../processes/child-environment.js'
import { operationsOf, startEveryService } from '../every-service.js'
import { functionPython } from '../lambda/lambda-fixture.js'

const Outcome = v.object({
  service: v.string(),
  operation: v.string(),
  member: v.nullable(v.string()),
  wire: v.optional(v.string(), ''),
  code: v.optional(v.nullable(v.string()), null),
  message: v.optional(v.string(), ''),
})
type Outcome = v.InferOutput<typeof Outcome>

test('every member of every offered operation, at every depth of AWS’s model, takes effect or is refused by its name', async () => {
  const outcomes = (await everyMember()).filter(({ member }) => member !== null)
  const taken = outcomes.filter((outcome) => !isRefusedByName(outcome))
  const used = await usedNames()
  const dropped = taken.filter(({ service, wire }) => !used(service, wire))
  expect(dropped.map(({ operation, member }) => `${operation} ${member}`).toSorted()).toEqual(WITHOUT_EFFECT)
  expect(outcomes.filter(({ code }) => code === 'InternalFailure').map(nameOf)).toEqual([])
  const operations = new Set(outcomes.map(({ service, operation }) => `${service} ${operation}`))
  process.stdout.write(
    `${operations.size} operations, ${outcomes.length} members: ${taken.length} carried out, ${outcomes.length - taken.length} refused\n`,
  )
  expect(operations.size).toBeGreaterThan(100)
})

/** What the lab itself sends, and what has no counterpart on this computer: the README says so. */
const WITHOUT_EFFECT = [
  'RunInstances InstanceInitiatedShutdownBehavior',
  'RunInstances MetadataOptions.HttpPutResponseHopLimit',
  'RunInstances NetworkInterfaces.AssociatePublicIpAddress',
  'RunInstances NetworkInterfaces.DeviceIndex',
  'RunInstances UserData',
]

const nameOf = ({ service, operation, member, message }: Outcome): string =>
  `${service} ${operation} ${member}: ${message}`

function isRefusedByName({ operation, wire, message }: Outcome): boolean {
  const [, member, of] = /does not carry out the member '([^']+)' of (\w+)/.exec(message) ?? []
  if (member === undefined || of !== operation) return false
  return (
    wire.toLowerCase() === member.toLowerCase() || wire.toLowerCase().startsWith(`${member.toLowerCase()}.`)
  )
}

async function everyMember(): Promise<Outcome[]> {
  const cloud = await startEveryService()
  try {
    const { python } = await functionPython()
    const child = spawn(python, [fileURLToPath(new URL('members.py', import.meta.url))], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: childEnvironment({
        AWS_ENDPOINT_URL: cloud.options.endpoint,
        AWS_DEFAULT_REGION: cloud.settings.region,
        AWS_ACCESS_KEY_ID: cloud.settings.accessKeyId,
        AWS_SECRET_ACCESS_KEY: cloud.settings.secretAccessKey,
      }),
    })
    const asked = cloud.services.map((service) => [service.signingName, operationsOf(service)])
    child.stdin.end(JSON.stringify(Object.fromEntries(asked)))
    const lines = (await text(child.stdout)).trim().split('\n')
    return lines.map((line) => v.parse(Outcome, JSON.parse(line)))
  } finally {
    await cloud.stop()
  }
}

const FOLDERS: Readonly<Record<string, string>> = { monitoring: 'cloudwatch' }

/** Whether the code of a service says a member's name more than once: where it is declared, and where it is carried out. */
async function usedNames(): Promise<(service: string, wire: string) => boolean> {
  const root = fileURLToPath(new URL('../../../src/cloud/', import.meta.url))
  const files = (await readdir(root, { recursive: true })).filter((file) => file.endsWith('.ts'))
  const texts = await Promise.all(
    files.map(async (file) => ({ file, text: await readFile(`${root}${file}`, 'utf8') })),
  )
  return (service, wire) => {
    const name = wire.split('.').at(-1) ?? ''
    const folder = FOLDERS[service] ?? service
    const said = texts
      .filter(({ file }) => file.startsWith(`${folder}/`) || file.startsWith('server/'))
      .flatMap(({ text: code }) => code.match(new RegExp(`\\b${name}\\b`, 'gi')) ?? [])
    return said.length > 1
  }
}
