import { execFile, spawnSync } from 'node:child_process'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { poisonedVariables } from '../aws/client/poisoned-variables.js'
import { cloudFolder, started, withEnvironment } from '../cloud/daemon.js'
import { functionPython } from '../cloud/lambda/lambda-fixture.js'
import { childEnvironment } from '../processes/child-environment.js'
import { LAB } from './lab-process.js'

withEnvironment({ LAB_DATABASE: 'embedded' })

/** How each shell is given what `lab cloud env` prints. */
const SHELLS = {
  sh: { run: ['-c'], read: 'eval "$($LAB cloud env)"', unread: 'eval "$($LAB cloud env --unset)"' },
  bash: { run: ['-c'], read: 'eval "$($LAB cloud env)"', unread: 'eval "$($LAB cloud env --unset)"' },
  zsh: {
    run: ['-fc'],
    read: 'eval "$(${=LAB} cloud env)"',
    unread: 'eval "$(${=LAB} cloud env --unset)"',
  },
  fish: {
    run: ['--no-config', '-c'],
    read: 'eval $LAB cloud env | source',
    unread: 'eval $LAB cloud env --unset | source',
  },
} as const

const installed = Object.entries(SHELLS).filter(([name]) => spawnSync(name, ['-c', 'true']).status === 0)

test(
  'what `lab cloud env` prints wins over all that a shell says of AWS, for boto3 and the JavaScript SDK',
  {
    timeout: 120_000,
  },
  async () => {
    const dir = await cloudFolder()
    const facts = await started(dir)
    const { python } = await functionPython()
    const seen: Record<string, string> = {}
    for (const [name, { run, read, unread }] of installed) {
      const script = [
        read,
        `${python} -c '${BOTO3}'`,
        `${process.execPath} --input-type=module -e '${JAVASCRIPT}'`,
        unread,
        'env | grep -E "^(AWS_|LAB_N|LAB_n|NO_PROXY|no_proxy)" | grep -v AWS_CA_BUNDLE | sort',
      ].join('\n')
      const env = {
        ...poisonedVariables('/nowhere'),
        HTTP_PROXY: 'http://127.0.0.1:1',
        http_proxy: 'http://127.0.0.1:1',
        AWS_DEFAULT_OUTPUT: 'text',
        NO_PROXY: 'corp.example,localhost',
        no_proxy: 'corp.example',
        SHELL: `/bin/${name}`,
        HOME: dirname(dir),
        LAB: `${process.execPath} ${LAB} --dir ${dirname(dir)}`,
      }
      const { stdout } = await promisify(execFile)(name, [...run, script], {
        env: childEnvironment(env),
        cwd: new URL('../..', import.meta.url).pathname,
      })
      seen[name] = stdout
    }
    const expected = [
      `boto3 ${facts.account} ${facts.region} ${facts.endpoint}`,
      `JavaScript ${facts.account}`,
      'AWS_DEFAULT_OUTPUT=text',
      'NO_PROXY=corp.example,localhost',
      'no_proxy=corp.example',
      '',
    ].join('\n')
    expect(installed.length).toBeGreaterThan(0)
    expect(seen).toEqual(Object.fromEntries(installed.map(([name]) => [name, expected])))
  },
)

const BOTO3 = [
  'import boto3',
  'sts = boto3.client("sts")',
  'boto3.client("lambda").list_functions()',
  'print("boto3", sts.get_caller_identity()["Account"], sts.meta.region_name, sts.meta.endpoint_url)',
].join('\n')

const JAVASCRIPT = [
  'import { STS } from "@aws-sdk/client-sts"',
  'const { Account } = await new STS({}).getCallerIdentity({})',
  'console.log("JavaScript", Account)',
].join('\n')
