import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A value for every variable of the SDKs, each of which would lead a call astray or break it where it is heard. */
export function poisonedVariables(configFile: string): Readonly<Record<string, string>> {
  return {
    AWS_ACCESS_KEY_ID: 'AKIATHEIRS',
    AWS_SECRET_ACCESS_KEY: 'theirs',
    AWS_SESSION_TOKEN: 'theirs',
    AWS_SECURITY_TOKEN: 'theirs',
    AWS_CREDENTIAL_EXPIRATION: '2001-01-01T00:00:00Z',
    AWS_CREDENTIAL_SCOPE: 'mars',
    AWS_ACCOUNT_ID: '999999999999',
    AWS_ACCOUNT_ID_ENDPOINT_MODE: 'required',
    AWS_AUTH_SCHEME_PREFERENCE: 'none,bearer',
    AWS_SIGV4A_SIGNING_REGION_SET: 'mars-north-1',
    AWS_BEARER_TOKEN_BEDROCK: 'theirs',
    AWS_PROFILE: 'of-nothing',
    AWS_DEFAULT_PROFILE: 'of-nothing',
    AWS_REGION: 'mars-north-1',
    AWS_DEFAULT_REGION: 'mars-north-1',
    AWS_CONFIG_FILE: configFile,
    AWS_SHARED_CREDENTIALS_FILE: configFile,
    AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
    AWS_ENDPOINT_URL_LAMBDA: 'http://127.0.0.1:1',
    AWS_ENDPOINT_URL_EC2: 'http://127.0.0.1:1',
    AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true',
    AWS_USE_FIPS_ENDPOINT: 'true',
    AWS_USE_DUALSTACK_ENDPOINT: 'true',
    AWS_DEFAULTS_MODE: 'bogus',
    AWS_RETRY_MODE: 'bogus',
    AWS_MAX_ATTEMPTS: 'many',
    AWS_DISABLE_REQUEST_COMPRESSION: 'perhaps',
    AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES: '-1',
    AWS_DISABLE_CLOCK_SKEW_CORRECTION: 'perhaps',
    AWS_SDK_UA_APP_ID: 'theirs',
    AWS_EXECUTION_ENV: 'theirs',
    AWS_LAMBDA_FUNCTION_NAME: 'theirs',
    AWS_LAMBDA_BENCHMARK_MODE: '1',
    _X_AMZN_TRACE_ID: 'Root=1-theirs',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_EC2_METADATA_V1_DISABLED: 'true',
    AWS_EC2_METADATA_SERVICE_ENDPOINT: 'http://127.0.0.1:1',
    AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE: 'bogus',
    AWS_CONTAINER_AUTHORIZATION_TOKEN: 'theirs',
    AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: '/nowhere',
    AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://127.0.0.1:1',
    AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '/nowhere',
    AWS_ROLE_ARN: 'arn:aws:iam::999999999999:role/theirs',
    AWS_ROLE_SESSION_NAME: 'theirs',
    AWS_WEB_IDENTITY_TOKEN_FILE: '/nowhere',
    AWS_LOGIN_CACHE_DIRECTORY: '/nowhere',
    AWS_S3_US_EAST_1_REGIONAL_ENDPOINT: 'legacy',
    AWS_S3_USE_ARN_REGION: 'perhaps',
  }
}

// Words in the source that are no variables, or the switch of the SDK's own warning, which `lab` sets.
const OTHER = /^AWS_(IAM|PROXY|TYPES|SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED)$/

/** The variables that the installed SDK names in its source. */
export async function variablesOfTheSdk(): Promise<string[]> {
  const found = new Set<string>()
  for (const scope of ['@smithy', '@aws-sdk']) {
    const root = new URL(`../../../node_modules/${scope}`, import.meta.url).pathname
    for (const name of await readdir(root, { recursive: true })) {
      // A client's own package holds its operations, and `runtimeConfig` names no variable.
      if (!/dist-es\/.*\.js$/.test(name) || name.startsWith('client-')) continue
      const text = await readFile(join(root, name), 'utf8')
      for (const [, word = ''] of text.matchAll(/["'](AWS_[A-Z0-9_]*[A-Z0-9])["']/g)) found.add(word)
      for (const [, word = ''] of text.matchAll(/\benv\.(AWS_[A-Z0-9_]*[A-Z0-9])/g)) found.add(word)
    }
  }
  return [...found].filter((name) => !OTHER.test(name)).toSorted()
}
