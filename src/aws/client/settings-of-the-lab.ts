/**
 * Everything that an SDK client would otherwise look up in the person's environment and in `~/.aws`, beside what each client
 * is given anyway (endpoint, Region, credentials, attempts). A setting that a service does not know is ignored by its client.
 */
export const settingsOfTheLab = {
  useFipsEndpoint: false,
  useDualstackEndpoint: false,
  defaultsMode: 'standard',
  retryMode: 'standard',
  authSchemePreference: ['sigv4'],
  disableClockSkewCorrection: false,
  disableRequestCompression: true,
  requestMinCompressionSizeBytes: 10_240,
  userAgentAppId: 'serverless-load-lab',
  // The SDK's own would add AWS_EXECUTION_ENV.
  defaultUserAgentProvider: async (): Promise<[string, string][]> => [['serverless-load-lab', '1']],
} as const

/** The middleware that sends along the trace of the Lambda function that it takes itself to run in, by the environment. */
export const CALLER_OF_A_FUNCTION = 'recursionDetectionMiddleware'
