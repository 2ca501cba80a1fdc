import type { LoadEngine } from '../engine.js'
import { locustDriver } from './driver.js'
import { locustService } from './service.js'

/** Locust, by the lab's own locustfile: users who wait for an answer before they ask again, at a pace where one is wanted. */
export const locust: LoadEngine<'locust'> = {
  id: 'locust',
  name: 'Locust',
  capabilities: { arrivals: 'closed', pace: 'paced', users: 'measured', gaps: [] },
  capacity: {
    // 10,000 FastHttpUsers in one process made 6,500 a second of a whole core, which was then starved; TLS and two vCPUs to a core leave
    // a third of that.
    requestsPerSecondEachVcpu: 2_000,
    // From runs on loopback and Locust's own documentation.
    requestsPerSecondEachProcess: 4_000,
    // Locust itself warns above this.
    starvedCpu: 0.9,
  },
  service: locustService,
  processes: (count) =>
    count === -1
      ? { en: 'one Locust process per core', ko: '코어마다 Locust 프로세스 하나' }
      : { en: `${count} Locust process${count === 1 ? '' : 'es'}`, ko: `Locust 프로세스 ${count}개` },
  refuse: () => null,
  connect: (url) => locustDriver(url),
}
