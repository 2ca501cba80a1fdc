import * as v from 'valibot'
import { replaceFile } from '../../system/durable-file.js'
import { isMissing } from '../../system/error-codes.js'
import type { Settings } from '../settings.js'
import { readOwnFile } from '../persistence/require-private.js'

const Facts = v.object({
  schema: v.literal(1),
  pid: v.number(),
  /** Random for each start; the health answer repeats it, with a proof of the key: no recycled pid or port is taken for this cloud. */
  nonce: v.string(),
  /** `http://127.0.0.1:PORT`. */
  endpoint: v.string(),
  region: v.string(),
  account: v.string(),
  accessKeyId: v.string(),
  secretAccessKey: v.string(),
  /** With `{apiId}` and `{stage}`. */
  invokeUrl: v.string(),
  callerAddressUrl: v.string(),
  scale: v.object({ size: v.number(), time: v.number() }),
  scalingModel: v.picklist(['workshop-2021', 'current']),
  delays: v.optional(v.picklist(['none', 'aws-like']), 'none'),
  cloud9: v.optional(v.picklist(['open', 'closed']), 'open'),
  database: v.picklist(['mariadb', 'mysql', 'embedded']),
  /** The executable that functions run with; null: told by no cloud of an earlier version. */
  functionsPython: v.optional(v.nullable(v.string()), null),
  startedAt: v.string(),
})

/** What a client needs to talk to a running local cloud: written by it, owner only, to `cloud.json` in its folder. */
export type CloudFacts = Readonly<v.InferOutput<typeof Facts>>

export const writeFacts = async (path: string, facts: CloudFacts): Promise<void> =>
  replaceFile(path, `${JSON.stringify(facts, null, 2)}\n`)

/** Null where there are none, or none that can be read: a running cloud writes them anew at its next start. */
export async function readFacts(path: string): Promise<CloudFacts | null> {
  try {
    return v.parse(Facts, JSON.parse(await readOwnFile(path)))
  } catch (error) {
    if (isMissing(error) || error instanceof SyntaxError || error instanceof v.ValiError) return null
    throw error
  }
}

/** What a client needs to know of a cloud that is up. */
export function factsOf(
  settings: Settings,
  nonce: string,
  { database, functionsPython }: Pick<CloudFacts, 'database'> & { readonly functionsPython: string },
): CloudFacts {
  const { region, account, accessKeyId, secretAccessKey, scale, scalingModel, delays, cloud9 } = settings
  const endpoint = `http://127.0.0.1:${settings.port}`
  return {
    schema: 1,
    pid: process.pid,
    nonce,
    endpoint,
    region,
    account,
    accessKeyId,
    secretAccessKey,
    invokeUrl: `${endpoint}/execute-api/{apiId}/{stage}`,
    callerAddressUrl: `${endpoint}/caller-address`,
    scale,
    scalingModel,
    delays,
    cloud9,
    database,
    functionsPython,
    startedAt: new Date().toISOString(),
  }
}
