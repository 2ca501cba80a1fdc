import type { Members, NamedOperations, RestOperations } from '../../src/cloud/service.js'

/** A service that keeps what its operations received, so that a test can see it, and answers what it is told. */
export interface Echo<Kind> {
  readonly service: Kind
  readonly received: Members[]
}

export function namedEcho(
  shape: Pick<NamedOperations, 'signingName' | 'protocol' | 'targets'>,
  answers: Readonly<Record<string, Members>>,
): Echo<NamedOperations> {
  const received: Members[] = []
  const operations = Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => [
      name,
      async (input: Members) => {
        received.push(input)
        return answer
      },
    ]),
  )
  return { service: { kind: 'named', ...shape, operations }, received }
}

/** Answers each route with what it got. */
export function restEcho(
  signingName: string,
  routes: readonly (readonly ['GET' | 'POST', string])[],
): RestOperations {
  return {
    kind: 'rest',
    signingName,
    invalidInput: 'ValidationException',
    routes: routes.map(([method, path]) => ({
      operation: `${method} ${path}`,
      method,
      path,
      parameters: ['Qualifier'],
      handle: async ({ labels, query, body }) => ({
        status: 200,
        body: { route: path, labels, query: Object.fromEntries(query), bytes: body.length },
      }),
    })),
  }
}
