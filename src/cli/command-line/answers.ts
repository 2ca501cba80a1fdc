import type { Option } from '../command.js'

/** The flags that answer the steps' questions. A step whose question has a flag that is not here adds its line. */
export const ANSWERS: readonly Option[] = [
  {
    flag: 'users',
    value: 'N',
    number: 'positive',
    summary: { en: 'number of users in a load test', ko: '부하 테스트의 사용자 수' },
  },
  {
    flag: 'spawn-rate',
    value: 'N',
    number: 'positive',
    summary: { en: 'users started per second', ko: '초당 시작할 사용자 수' },
  },
  {
    flag: 'duration',
    value: 'SECONDS',
    number: 'positive',
    summary: { en: 'length of the test in seconds', ko: '테스트 시간(초)' },
  },
  {
    flag: 'requests-per-second',
    value: 'N',
    number: 'not-negative',
    summary: {
      en: 'requests per second of all users together; 0: as many as possible',
      ko: '모든 사용자를 합친 초당 요청 수. 0이면 가능한 만큼',
    },
  },
  {
    flag: 'processes',
    value: 'N',
    summary: {
      en: 'number of Locust processes; -1: one per core (the default above 500 users, otherwise 1)',
      ko: 'Locust 프로세스 수. -1이면 코어마다 하나(사용자가 500명을 넘으면 기본값, 그 이하이면 1개)',
    },
  },
  {
    flag: 'source',
    value: 'CIDR',
    summary: { en: 'addresses that may open the Locust page', ko: 'Locust 페이지를 열 수 있는 주소 범위' },
  },
  {
    flag: 'tunnel',
    value: null,
    summary: {
      en: 'reach the Locust page through Session Manager, with no open port',
      ko: '포트를 열지 않고 Session Manager 터널로 Locust 페이지에 접속합니다',
    },
  },
  {
    flag: 'open-to',
    value: 'PHRASE',
    summary: {
      en: "confirms --source 0.0.0.0/0; the phrase is 'anyone on the internet'",
      ko: "--source 0.0.0.0/0을 확인합니다. 문구는 'anyone on the internet'",
    },
  },
  {
    flag: 'instance-type',
    value: 'TYPE',
    summary: { en: 'instance type of the load generator', ko: '부하 발생기의 인스턴스 유형' },
  },
  {
    flag: 'host',
    value: 'auto|cloud9|ec2',
    summary: {
      en: 'what the load generator runs on: Cloud9 where available, otherwise a plain EC2 instance',
      ko: '부하 발생기를 실행할 환경. 기본값은 Cloud9이며, 쓸 수 없으면 일반 EC2 인스턴스',
    },
  },
  {
    flag: 'handler',
    value: 'FILE',
    summary: { en: 'your own optimized handler', ko: '직접 최적화한 핸들러 파일' },
  },
  {
    flag: 'provisioned',
    value: 'N',
    number: 'not-negative',
    summary: {
      en: 'keep N execution environments ready instead of changing the code',
      ko: '코드를 바꾸는 대신 미리 준비할 실행 환경 수',
    },
  },
]
