import { join } from 'node:path'
import { makePrivateFolder } from '../../system/private-file.js'
import { replaceFile } from '../../system/durable-file.js'
import { blobStore } from './blob-store.js'
import { loadSections, type Sections, sectionsText } from './saved-sections.js'
import type { Section, Persistence } from './persistence.js'

/** What is saved, which can be told to finish writing. */
export interface OpenPersistence extends Persistence {
  /** Resolves when every change so far is on the disk. */
  settled(): Promise<void>
}

/**
 * The state saved in `dir` (`world.json`, `world.json.bak`, `blobs/`), or a new one. Throws CloudStartError
 * `world-damaged`.
 */
export async function openPersistence(dir: string): Promise<OpenPersistence> {
  await makePrivateFolder(dir)
  const path = join(dir, 'world.json')
  const saved = await loadSections(path)
  const sections: Sections = saved?.sections ?? {}
  const writer = coalescedWriter(saved?.serial ?? 0, async (serial) =>
    replaceFile(path, sectionsText(serial, sections), { backup: `${path}.bak` }),
  )
  const blobs = blobStore(join(dir, 'blobs'))
  return {
    section: (name, initial) => sectionOf(sections, name, initial, writer.save),
    keep: (bytes) => blobs.keep(bytes),
    blob: (sha256) => blobs.read(sha256),
    get isNew() {
      return writer.serial === 0
    },
    settled: writer.settled,
  }
}

function sectionOf<T extends object>(
  sections: Sections,
  name: string,
  initial: () => T,
  save: () => Promise<void>,
): Section<T> {
  // The saved members over the initial ones: a member that a newer version added has its initial value.
  const content: T = Object.assign(initial(), Object.hasOwn(sections, name) ? sections[name] : {})
  sections[name] = content
  return {
    now: content,
    change: async (alter) => {
      const result = allOrNothing(content, alter)
      await save()
      return result
    },
  }
}

/** An operation that refuses half-way has changed nothing. */
function allOrNothing<T extends object, R>(content: T, alter: (draft: T) => R): R {
  const before = structuredClone(content)
  try {
    return alter(content)
  } catch (error) {
    for (const member of Object.keys(content)) Reflect.deleteProperty(content, member)
    Object.assign(content, before)
    throw error
  }
}

/** One write at a time; changes that come during a write share the next one. */
function coalescedWriter(
  savedSerial: number,
  write: (serial: number) => Promise<void>,
): { readonly serial: number; save: () => Promise<void>; settled: () => Promise<void> } {
  let serial = savedSerial
  let current: Promise<void> = Promise.resolve()
  let next: Promise<void> | null = null
  const writeOnce = async (): Promise<void> => {
    // The snapshot is taken when this write starts, so it holds every change made until now.
    next = null
    await write(serial + 1)
    serial += 1
  }
  return {
    get serial() {
      return serial
    },
    save: () => {
      next ??= current = current.then(writeOnce, writeOnce)
      return next
    },
    settled: async () => current.catch(() => undefined),
  }
}
