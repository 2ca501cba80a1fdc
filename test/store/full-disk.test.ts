import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { needs } from '../run/needs.js'
import { sampleState } from '../core/samples.js'
import { temporaryFolder } from './temporary.js'

test(
  'a full or read-only disk is named, and the state that was there stays',
  needs('namespaces'),
  async () => {
    const disk = await temporaryFolder()
    const script = fileURLToPath(new URL('processes/full-disk.mjs', import.meta.url))
    const inside = 'mount -t tmpfs -o size=64k none "$1" && exec "$2" "$3" "$1" "$4"'
    const words = [disk, process.execPath, script, JSON.stringify(sampleState())]
    const told = execFileSync('unshare', ['-rm', 'sh', '-c', inside, 'sh', ...words], { encoding: 'utf8' })
    expect(told.trim().split('\n')).toEqual([
      'saved',
      'disk-full',
      'folder-not-writable',
      'folder-not-writable',
      String(sampleState().serial),
    ])
  },
)
