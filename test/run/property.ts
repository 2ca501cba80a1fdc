import { configureGlobal } from 'fast-check'
import { runSeed } from './seed.js'

configureGlobal({ seed: runSeed() })

/** fast-check, with the run's seed. */
export * from 'fast-check'
