import { cacheDir } from '../../cloud/saved-settings.js'
import type { DoctorCheck } from './check.js'
import { databaseCheck } from './database-check.js'
import { diskCheck, writableCheck } from './folder-checks.js'
import { cloudCheck, lockCheck, stateCheck } from './lab-checks.js'
import { loopbackCheck } from './loopback-check.js'
import { memoryCheck } from './memory-check.js'
import { nodeCheck, packagesCheck, pythonCheck, venvCheck } from './runtime-checks.js'
import { systemChecks } from './system-checks.js'

/** What the local cloud needs of this computer, in the order in which it would be missed. `dir`: the lab's folder. */
export function localChecks(dir: string): readonly DoctorCheck[] {
  const cache = cacheDir()
  return [
    ...systemChecks(dir),
    nodeCheck(process.versions.node),
    pythonCheck,
    venvCheck,
    diskCheck(dir),
    memoryCheck,
    writableCheck('cache', { en: 'cache folder', ko: '캐시 폴더' }, cache),
    packagesCheck(cache),
    writableCheck('folder', { en: "the lab's folder", ko: '실습 폴더' }, dir),
    loopbackCheck,
    databaseCheck,
    stateCheck(dir),
    lockCheck(dir),
    cloudCheck(dir),
  ]
}
