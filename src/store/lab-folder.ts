import type { Store } from '../core/store.js'

/** The store in a folder (`.lab`), which is made with the first write. Files are 0600, folders 0700. */
export function labFolder(_dir: string): Store {
  throw new Error('not built yet')
}
