import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { findPython, pythonEnvironment } from '../../../../src/cloud/python/python.js'
import { runCache } from '../../../run/folder.js'

export interface MotoServer {
  readonly endpoint: string
  stop(): Promise<void>
}

/** A `moto` server, from PyPI, on a free port. */
export async function startMoto(): Promise<MotoServer> {
  // Its extra `server` brings much that these operations don't need.
  const packages = ['moto[apigateway]>=5.2,<6', 'flask', 'flask-cors']
  const python = await findPython()
  const environment = await pythonEnvironment({ cacheDir: runCache(), python, packages, report: () => {} })
  const server = spawn(environment.python, ['-u', '-c', program], { stdio: ['ignore', 'pipe', 'ignore'] })
  const [port] = await once(createInterface(server.stdout), 'line')
  const endpoint = `http://127.0.0.1:${port}`
  await makeRole(endpoint)
  return {
    endpoint,
    stop: async () => {
      const gone = once(server, 'exit')
      server.kill()
      await gone
    },
  }
}

/** Unlike ours, moto looks whether a function's role is there. */
async function makeRole(endpoint: string): Promise<void> {
  const body = new URLSearchParams({
    Action: 'CreateRole',
    RoleName: 'lambda',
    AssumeRolePolicyDocument: '{}',
  })
  const authorization = 'AWS4-HMAC-SHA256 Credential=x/20260101/us-east-1/iam/aws4_request'
  await fetch(endpoint, { method: 'POST', headers: { authorization }, body })
}

const program = `
from moto.server import ThreadedMotoServer
server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
print(server.get_host_and_port()[1])
server._thread.join()
`
