import type { Store } from '../../core/store.js'
import { labFolder } from '../../store/lab-folder.js'

/** The lab in that folder. Its state is read by the types of resources that this version has. */
export const labStore = (dir: string): Store =>
  labFolder(dir, async () => (await import('../../aws/resources/registry.js')).RESOURCES)
