import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../cloud/temporary.js'
import { childEnvironment } from './child-environment.js'

describe('the environment of a process that a test starts', () => {
  it.each([
    ['a proxy', { https_proxy: 'http://proxy:3128', HTTP_PROXY: 'http://proxy:3128', no_proxy: 'localhost' }],
    ['a private certificate authority', { NODE_EXTRA_CA_CERTS: '/ca.pem', SSL_CERT_FILE: '/ca.pem' }],
    ['a mirror', { PIP_INDEX_URL: 'https://mirror/simple', npm_config_registry: 'https://mirror/' }],
    ['pip’s certificate and cache', { PIP_CERT: '/ca.pem', PIP_CACHE_DIR: '/cache' }],
  ])('has what the network takes: %s', async (_, setting) => {
    expect(await seenByChild({ ...setting, PATH: process.env['PATH'] })).toMatchObject(setting)
  })

  it('has nothing else of whoever runs the tests', async () => {
    const HOME = await temporaryFolder()
    const person = {
      HOME,
      PATH: process.env['PATH'],
      AWS_PROFILE: 'work',
      PIP_TARGET: '/elsewhere',
      LANG: 'ko_KR',
    }
    expect(await seenByChild(person)).toEqual({ PATH: process.env['PATH'], OWN: 'yes' })
  })

  it('has the file in which pip’s settings are, also where its home is another', async () => {
    const home = await temporaryFolder()
    await mkdir(join(home, '.config', 'pip'), { recursive: true })
    const file = join(home, '.config', 'pip', 'pip.conf')
    await writeFile(file, '')
    expect(await seenByChild({ HOME: home })).toMatchObject({ PIP_CONFIG_FILE: file })
  })
})

async function seenByChild(person: NodeJS.ProcessEnv): Promise<unknown> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['-e', 'console.log(JSON.stringify(process.env))'],
    { env: childEnvironment({ OWN: 'yes' }, person) },
  )
  return JSON.parse(stdout)
}
