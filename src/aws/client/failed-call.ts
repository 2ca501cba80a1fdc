/** What failed: `Lambda`, `UpdateFunctionCode`. */
export interface FailedCall {
  readonly service: string
  readonly operation: string
}

/** The SDK puts the names of its classes there: `LambdaClient`, `UpdateFunctionCodeCommand`. */
export function calledIn(context: object): FailedCall {
  const service = 'clientName' in context ? String(context.clientName) : 'AWS'
  const operation = 'commandName' in context ? String(context.commandName) : 'call'
  return { service: service.replace(/Client$/, ''), operation: operation.replace(/Command$/, '') }
}
