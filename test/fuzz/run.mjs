/* The whole fuzzing: `npm run test:fuzz -- --seed 7 --requests 200000 --files 10000`. */
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    requests: { type: 'string', default: '200000' },
    files: { type: 'string', default: '10000' },
  },
})
console.log(`To repeat: npm run test:fuzz -- --seed ${values.seed}`)
const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/vitest.config.ts', 'test/fuzz'],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      LAB_TEST_SEED: values.seed,
      LAB_FUZZ_REQUESTS: values.requests,
      LAB_FUZZ_FILES: values.files,
    },
  },
)
process.exitCode = status ?? 1
