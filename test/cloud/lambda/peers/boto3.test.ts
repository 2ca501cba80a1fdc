import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { beforeAll, expect, test } from 'vitest'
import { childEnvironment } from '../../../processes/child-environment.js'
import { type LambdaFixture, functionPython, startLambda } from '../lambda-fixture.js'

let fixture: LambdaFixture
beforeAll(async () => {
  fixture = await startLambda()
  return async () => fixture.stop()
})

test('boto3 creates, waits, invokes, lists and deletes, and knows the errors by their classes', async () => {
  const { python } = await functionPython()
  const { settings, options } = fixture
  const { stdout } = await promisify(execFile)(python, ['-c', program], {
    env: childEnvironment({
      AWS_ENDPOINT_URL: options.endpoint,
      AWS_REGION: settings.region,
      AWS_DEFAULT_REGION: settings.region,
      AWS_ACCESS_KEY_ID: settings.accessKeyId,
      AWS_SECRET_ACCESS_KEY: settings.secretAccessKey,
      AWS_MAX_ATTEMPTS: '1',
    }),
  })
  expect(JSON.parse(stdout)).toEqual({
    answer: { hello: 'boto3' },
    log: true,
    version: '1',
    error: ['Unhandled', 'KeyError'],
    listed: ['from-boto3'],
    missing: 'ResourceNotFoundException',
    throttled: ['TooManyRequestsException', 'ReservedFunctionConcurrentInvocationLimitExceeded', 429],
    stale: 412,
    accepted: 202,
    gone: true,
  })
})

const program = `
import base64, io, json, zipfile
import boto3

client = boto3.client("lambda")
errors = client.exceptions
file = io.BytesIO()
with zipfile.ZipFile(file, "w") as archive:
    archive.writestr("lambda_function.py", 'def lambda_handler(event, context): return {"hello": event["to"]}')
name = "from-boto3"
client.create_function(FunctionName=name, Runtime="python3.12", Role="arn:aws:iam::123456789012:role/lambda",
    Handler="lambda_function.lambda_handler", Code={"ZipFile": file.getvalue()}, Publish=True)
client.get_waiter("function_active_v2").wait(FunctionName=name, WaiterConfig={"Delay": 1})
seen = {}
invoked = client.invoke(FunctionName=name, Qualifier="1", Payload=b'{"to": "boto3"}', LogType="Tail")
seen["answer"] = json.load(invoked["Payload"])
seen["log"] = "REPORT RequestId: " + invoked["ResponseMetadata"]["RequestId"] in base64.b64decode(invoked["LogResult"]).decode()
seen["version"] = invoked["ExecutedVersion"]
failed = client.invoke(FunctionName=name)
seen["error"] = [failed["FunctionError"], json.load(failed["Payload"])["errorType"]]
seen["listed"] = [row["FunctionName"] for page in client.get_paginator("list_functions").paginate() for row in page["Functions"]]
try:
    client.get_function(FunctionName="missing")
except errors.ResourceNotFoundException as error:
    seen["missing"] = type(error).__name__
client.put_function_concurrency(FunctionName=name, ReservedConcurrentExecutions=0)
try:
    client.invoke(FunctionName=name)
except errors.TooManyRequestsException as error:
    seen["throttled"] = [type(error).__name__, error.response["Reason"], error.response["ResponseMetadata"]["HTTPStatusCode"]]
try:
    client.update_function_code(FunctionName=name, ZipFile=file.getvalue(), RevisionId="stale")
except errors.PreconditionFailedException as error:
    seen["stale"] = error.response["ResponseMetadata"]["HTTPStatusCode"]
seen["accepted"] = client.invoke(FunctionName=name, InvocationType="Event")["StatusCode"]
client.delete_function(FunctionName=name)
seen["gone"] = client.list_functions()["Functions"] == []
print(json.dumps(seen))
`
