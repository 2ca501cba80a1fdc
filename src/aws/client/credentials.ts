import type { CredentialSource } from '../../core/target.js'

export type CredentialProvider = () => Promise<Credentials>

interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
  readonly expiration?: Date
}

/** One provider for all clients, so that a sign-in happens once and they never differ. Resolved when a call is signed. */
export function credentialsOf(source: CredentialSource): CredentialProvider {
  if (source.kind === 'static') {
    const { accessKeyId, secretAccessKey } = source
    return async () => ({ accessKeyId, secretAccessKey })
  }
  let chain: Promise<CredentialProvider> | null = null
  return async () => {
    chain ??= defaultChain(source.profile)
    return (await chain)()
  }
}

async function defaultChain(profile: string | null): Promise<CredentialProvider> {
  const { fromNodeProviderChain } = await import('@aws-sdk/credential-providers')
  return fromNodeProviderChain(profile === null ? {} : { profile })
}
