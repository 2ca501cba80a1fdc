import type { Aws } from '../client/aws.js'

/** The function's own environment variables. They may be secrets: for running its code, never for showing or keeping. */
export async function functionVariables(aws: Aws, name: string): Promise<Readonly<Record<string, string>>> {
  const lambda = await aws.lambda()
  const { Configuration } = await lambda.getFunction({ FunctionName: name })
  return Configuration?.Environment?.Variables ?? {}
}
