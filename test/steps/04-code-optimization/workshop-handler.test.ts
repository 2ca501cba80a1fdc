import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readHandler } from '../../../steps/04-code-optimization/workshop-handler.js'

const application = readFileSync(
  new URL('../../../src/cloud/application/lambda_function.py', import.meta.url),
  'utf8',
)
const template = readFileSync(
  new URL('../../../steps/04-code-optimization/lambda_function.py', import.meta.url),
  'utf8',
)

/** The same handler as somebody else would write it: other names and order, environment variables, values in functions. */
const rewritten = `
import json, os, boto3, pymysql

def creds():
    secret_name = 'my-secret'
    sm = boto3.client('secretsmanager', region_name=os.environ.get("REGION", "ap-northeast-2"))
    return json.loads(sm.get_secret_value(SecretId=secret_name)['SecretString'])

def handler(event, context):
    s = creds()
    db = pymysql.connect(user=s['username'], password=s["password"], port=int(os.environ["DB_PORT"]),
        host=os.getenv('DB_HOST'), database="app")
    with db.cursor() as c:
        c.execute('SELECT NOW();')
        row = c.fetchone()
    return {"statusCode": 200, "body": json.dumps(row[0].isoformat())}
`

describe("the workshop's handler", () => {
  it('is read with the values of its constants', () => {
    expect(readHandler(application)).toEqual({
      kind: 'workshop',
      values: {
        RDS_PROXY_HOST: '"127.0.0.1"',
        RDS_PROXY_PORT: '3306',
        SECRET_NAME: '"serverless-app-rds-secret"',
        REGION_NAME: '"ap-northeast-2"',
        DB_NAME: '"serverless_app"',
      },
    })
  })

  it('is recognized when it is written differently, with its environment variables kept as such', () => {
    expect(readHandler(rewritten)).toEqual({
      kind: 'workshop',
      values: {
        RDS_PROXY_HOST: "os.getenv('DB_HOST')",
        RDS_PROXY_PORT: 'int(os.environ["DB_PORT"])',
        SECRET_NAME: "'my-secret'",
        REGION_NAME: 'os.environ.get("REGION", "ap-northeast-2")',
        DB_NAME: '"app"',
      },
    })
  })

  it('is recognized with names for everything, a module-level Region, and arguments in their order', () => {
    const named = `
from os import environ, getenv
import json, logging
import boto3, pymysql
from botocore.exceptions import ClientError

REGION: str = getenv('REGION')
HOST = environ["DB_HOST"]
rds_host = HOST
PORT = int(environ.get("DB_PORT", 3306))

def lambda_handler(event, context):
    try:
        client = boto3.client('secretsmanager', REGION)
        secret = json.loads(client.get_secret_value(SecretId="s")['SecretString'])
    except ClientError as e:
        raise
    name = secret.get('username')
    password = secret["password"]
    conn = pymysql.connect(rds_host, name, password, 'app', PORT, connect_timeout=5)
    with conn.cursor() as cur:
        cur.execute("select now()")
        return {"statusCode": 200, "body": str(cur.fetchone()[0])}
`
    expect(readHandler(named)).toEqual({
      kind: 'workshop',
      values: {
        RDS_PROXY_HOST: 'os.environ["DB_HOST"]',
        RDS_PROXY_PORT: 'int(os.environ.get("DB_PORT", 3306))',
        SECRET_NAME: '"s"',
        REGION_NAME: "os.getenv('REGION')",
        DB_NAME: "'app'",
      },
    })
    expect(readHandler(named.replace("'app', PORT, ", ''))).toMatchObject({ values: { DB_NAME: 'None' } })
    const unknown = named.replace('from os import environ, getenv', 'from sys import environ, getenv')
    expect(readHandler(unknown)).toMatchObject({
      kind: 'other',
      why: { en: expect.stringMatching(/host is neither/) },
    })
  })

  it('takes the usual port and the Region of Lambda where it names none', () => {
    const silent = rewritten
      .replace(', region_name=os.environ.get("REGION", "ap-northeast-2")', '')
      .replace(', port=int(os.environ["DB_PORT"])', '')
    expect(readHandler(silent)).toMatchObject({
      values: { RDS_PROXY_PORT: '3306', REGION_NAME: 'os.environ["AWS_REGION"]' },
    })
  })
})

describe('another handler is left alone, with the reason', () => {
  it.each([
    ['without a database', 'def handler(event, context):\n    return 1\n', /pymysql.connect/],
    [
      'that is optimized already',
      template.replace('connection = connect()', 'connection = pymysql.connect()'),
      /./,
    ],
    ['that connects at module level', 'db = pymysql.connect(host="x")\n', /module level already/],
    ['with another query', rewritten.replace('SELECT NOW();', 'select * from players'), /query other than/],
    [
      'with a query put together',
      rewritten.replace("'SELECT NOW();'", 'f"select {event}"'),
      /query other than/,
    ],
    ['without a secret', rewritten.replace('get_secret_value', 'something_else'), /no secret/],
    ['with another user', rewritten.replace("s['username']", '"admin"'), /do not come from the secret/],
    ['with a computed host', rewritten.replace("os.getenv('DB_HOST')", 'find_host()'), /host is neither/],
    [
      'with a host that is decided at run time',
      rewritten
        .replace("os.getenv('DB_HOST')", 'H')
        .replace('def creds', 'H = "a"\nif 1: H = "b"\ndef creds'),
      /host is neither/,
    ],
    ['that imports more', rewritten.replace('import json', 'import requests, json'), /imports requests/],
    [
      'that uses another service',
      rewritten.replace('    s = creds()', '    boto3.client("sqs").send_message()\n    s = creds()'),
      /another AWS service: "sqs"/,
    ],
    [
      'that connects with TLS of its own',
      rewritten.replace('database="app"', 'database="app", ssl={"ca": "x"}'),
      /option ssl/,
    ],
    [
      'that takes its host from elsewhere',
      rewritten.replace("host=os.getenv('DB_HOST')", '**config'),
      /host is neither/,
    ],
    [
      'whose constant would carry code along',
      rewritten.replace("'my-secret'", '"a" + __import__("os").system("id")'),
      /SecretId is neither/,
    ],
  ])('%s', (_, code, why) => {
    expect(readHandler(code)).toMatchObject({ kind: 'other', why: { en: expect.stringMatching(why) } })
  })
})
