import type { Aws } from '../client/aws.js'
import { deployCode, downloadCode, functionUpdated } from '../functions/code.js'
import { requireFunction } from '../functions/function.js'
import { unzip, zip, type ZippedFile } from '../functions/zip.js'
import { originalHandler } from './template.js'

export interface HandlerValues {
  readonly proxyHost: string
  readonly secretName: string
  readonly region: string
  readonly databaseName: string
}

const HANDLER_FILE = 'lambda_function.py'

/**
 * Puts the workshop's handler and PyMySQL into a function that still has the template's stand-in (which CloudFormation calls
 * `index.py`), and leaves any other code alone: `kept`. Directly, because a template cannot carry it and a bucket for one upload
 * would be one thing more to pay for and to delete; CloudFormation compares templates, not code, so a later update keeps it.
 * The wheel is asked for only where it is put.
 */
export async function putCode(
  aws: Aws,
  functionName: string,
  values: HandlerValues,
  pymysqlWheel: () => Promise<Uint8Array>,
): Promise<'put' | 'kept'> {
  await functionUpdated(aws, functionName)
  const live = await requireFunction(aws, functionName)
  const there = await unzip(await downloadCode(live))
  if (there.has(HANDLER_FILE)) return 'kept'
  await deployCode(aws, live, await deploymentPackage(values, await pymysqlWheel()))
  return 'put'
}

/** The same bytes for the same values. */
async function deploymentPackage(values: HandlerValues, wheel: Uint8Array): Promise<Uint8Array> {
  const handler: ZippedFile = {
    content: new TextEncoder().encode(filledIn(await originalHandler(), values)),
    mode: 0o644,
  }
  const library = [...(await unzip(wheel))].map(([path, file]) => [path, { ...file, mode: 0o644 }] as const)
  return zip(new Map([...library, [HANDLER_FILE, handler]]))
}

function filledIn(source: string, values: HandlerValues): string {
  const constants = {
    RDS_PROXY_HOST: values.proxyHost,
    RDS_PROXY_PORT: 3306,
    SECRET_NAME: values.secretName,
    REGION_NAME: values.region,
    DB_NAME: values.databaseName,
  }
  return Object.entries(constants).reduce(
    (text, [name, value]) =>
      text.replace(new RegExp(`^${name} = .*$`, 'm'), () => `${name} = ${JSON.stringify(value)}`),
    source,
  )
}
