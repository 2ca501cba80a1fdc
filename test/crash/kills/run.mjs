/* Random kills: `npm run test:kills -- --seed 7 --count 200 --database mariadb`, or one lab again: `--seed 7 --only 93 --part cloud --at 4100`. */
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    /** With each database. */
    count: { type: 'string', default: '200' },
    /** `mariadb` or `embedded`; both where it is left out. */
    database: { type: 'string' },
    /** The number of a kill: the lab that it was in is gone through again. */
    only: { type: 'string' },
    /** With `only`: the part that this kill hit in that run, as it said, and after how many milliseconds. */
    part: { type: 'string' },
    at: { type: 'string' },
  },
})
const { seed, count, database, only, part, at } = values
const least = only === undefined ? Number(count) : Math.max(Number(count), Number(only) + 1)
console.log(
  `To repeat: npm run test:kills -- --seed ${seed} --count ${least}${database ? ` --database ${database}` : ''}`,
)
console.log('To repeat the lab of one kill, add: --only NUMBER --part PART --at MS, as its line below says.')
const { status } = spawnSync(
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--config',
    'test/crash/vitest.config.ts',
    'test/crash/kills/kills.crash.ts',
  ],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      LAB_TEST_SEED: seed,
      LAB_KILLS: String(least),
      ...(database !== undefined && { LAB_KILLS_DATABASE: database }),
      ...(only !== undefined && { LAB_KILLS_ONLY: only }),
      ...(part !== undefined && { LAB_KILLS_PART: part }),
      ...(at !== undefined && { LAB_KILLS_AT: at }),
    },
  },
)
process.exitCode = status ?? 1
