/** How a local cloud behaves; saved in its folder, and changed by a start that says otherwise. */
export interface Behavior {
  /**
   * `aws-like`: answers are eventually consistent as AWS's are, in seconds where AWS takes up to minutes: what was just made
   * or changed is seen, or takes effect, a little later. Each service has its own delays.
   */
  readonly delays: 'none' | 'aws-like'
  /** `closed`: Cloud9 refuses this account, as it does every one made since July 2024. */
  readonly cloud9: 'open' | 'closed'
}

/** What one local cloud is started with; saved in its folder and, but for its behavior, the same at every later start. */
export interface Settings extends Behavior {
  /** Its folder: the saved state, the instances, the database, sockets and logs. Owner only. */
  readonly dir: string
  readonly region: string
  /** 12 digits. */
  readonly account: string
  /** The one key pair that signs calls; also the identity that functions run with. */
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly port: number
  /** Limits and rates are divided by `size`; a Lambda minute lasts 60 / `time` seconds. */
  readonly scale: { readonly size: number; readonly time: number }
  readonly scalingModel: 'workshop-2021' | 'current'
  /** Shared between labs: Python environments, pip's downloads. */
  readonly cacheDir: string
}
