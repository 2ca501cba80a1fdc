import { priceTable } from '../../src/core/prices/price-table.js'
import type { Lab, LabOptions } from '../../src/core/engine/lab.js'
import type { Message, UserInterface } from '../../src/core/user-interface.js'
import type { LabState } from '../../src/core/state.js'
import type { Store } from '../../src/core/store.js'
import { type Access, WORKSHOP_NAMES } from '../../src/core/target.js'
import { courseOn } from './workshop.js'
import type { World } from './world.js'

/** What outlives a command: the cloud and the saved state. */
export interface Place {
  readonly world: World
  readonly disk: Disk
}

export interface Disk {
  state: LabState | null
  writes: number
}

export const newDisk = (): Disk => ({ state: null, writes: 0 })

export interface Command {
  readonly lab: Lab
  readonly told: Message[]
  /** How often it asked whether to go on. */
  readonly confirmed: () => number
  readonly died: () => boolean
}

/** One command's engine on that place. It dies at the `diesAt`-th point (before or after a save or a call), as by SIGKILL: nothing works from then on. */
export function command(place: Place, diesAt = Infinity, options: Partial<LabOptions> = {}): Command {
  let points = 0
  const reach = () => {
    points += 1
    if (points >= diesAt) throw new Error('The process was killed')
  }
  place.world.reach = reach
  const told: Message[] = []
  let confirmed = 0
  const ui: UserInterface = {
    tell: (message) => void told.push(message),
    run: async (tasks) => {
      for (const task of tasks) await task.run(() => undefined)
    },
    ask: async () => ({}),
    confirm: async () => void (confirmed += 1),
  }
  const lab: Lab = {
    course: courseOn(place.world),
    store: storeOn(place.disk, reach),
    ui,
    options: {
      lang: 'en',
      command: 'lab next',
      target: null,
      overForeignChanges: 'refuse',
      signal: new AbortController().signal,
      ...options,
    },
    connect: async ({ labId }) => ({
      access,
      resources: place.world.resources(labId),
      sweep: (lab) => place.world.sweep(lab),
    }),
  }
  return { lab, told, confirmed: () => confirmed, died: () => points >= diesAt }
}

export const textsOf = (told: readonly Message[]): string =>
  told.map((message) => ('text' in message ? message.text.en : '')).join('\n')

export const access: Access = {
  target: {
    kind: 'local',
    region: 'ap-northeast-2',
    account: '123456789012',
    endpoint: 'http://127.0.0.1:4999',
  },
  credentials: { kind: 'static', accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example' },
  endpoints: {},
  invokeUrl: 'http://127.0.0.1:4999/{apiId}/{stage}',
  callerAddressUrl: 'http://127.0.0.1:4999/address',
  metricsPeriodSeconds: 1,
  metricsDelaySeconds: 1,
  usageMetrics: 'complete',
  scale: { size: 100, time: 5 },
  scalingModel: 'workshop-2021',
  names: WORKSHOP_NAMES,
  defaults: {
    users: 100,
    spawnRate: 5,
    durationSeconds: 60,
    requestsPerSecond: 30,
    instanceType: 't3.medium',
  },
  functionPython: null,
  prices: priceTable('ap-northeast-2'),
}

function storeOn(disk: Disk, reach: () => void): Store {
  const change = (state: LabState | null) => {
    reach()
    disk.state = state
    disk.writes += 1
    reach()
  }
  return {
    read: async () => disk.state,
    save: async (state) => change(state),
    forget: async () => change(null),
    exclusively: (_command, work) => work(),
    holder: async () => null,
    lock: async () => ({ kind: 'free' }),
    breakLock: async () => 'changed',
    artifacts: { read: async () => null, write: async () => undefined, path: (name) => `/nowhere/${name}` },
  }
}
