import type { Text } from '../../src/system/text.js'
import type { PythonCall, PythonSource } from './python-source.js'

/** What the code does beyond the workshop's, so that the lab's version would leave it out; null: nothing that can be seen. */
export function unsupportedCode(source: PythonSource, connect: PythonCall): Text | null {
  const other = source.modules().find((module) => !KNOWN_MODULES.has(module.split('.')[0] ?? ''))
  if (other !== undefined) {
    return { en: `It imports ${other}.`, ko: `${other}을(를) 가져와 사용합니다.` }
  }
  const clients = [...source.calls('client'), ...source.calls('resource')]
  const service = clients
    .map(({ positional, keywords }) => (keywords.get('service_name') ?? positional[0])?.text ?? '')
    .find((text) => !/^["']secretsmanager["']$/.test(text))
  if (service !== undefined) {
    return { en: `It uses another AWS service: ${service}.`, ko: `다른 AWS 서비스를 사용합니다: ${service}` }
  }
  const option = [...connect.keywords.keys()].find((name) => !KNOWN_OPTIONS.has(name))
  if (option === undefined) return null
  return {
    en: `It connects with the option ${option}, which the lab's version does not have.`,
    ko: `실습의 코드에는 없는 옵션 ${option}(으)로 연결합니다.`,
  }
}

/** What a handler can import and still do no more than read a secret, ask the database and say what it does. */
const KNOWN_MODULES = new Set([
  'base64',
  'boto3',
  'botocore',
  'datetime',
  'json',
  'logging',
  'os',
  'pymysql',
  'sys',
  'time',
  'traceback',
  'typing',
])

/** The lab's version has these itself, or its one query answers the same without them. */
const KNOWN_OPTIONS = new Set([
  'host',
  'port',
  'user',
  'passwd',
  'password',
  'db',
  'database',
  'connect_timeout',
  'read_timeout',
  'write_timeout',
  'charset',
  'autocommit',
])
