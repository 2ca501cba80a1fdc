/** What one local cloud is started with; saved in its folder and the same at every later start. */
export interface Settings {
  /** Its folder: the world, the instances, the database, sockets and logs. Owner only. */
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
