import type { Explanation } from './errors.js'
import { verbatim } from '../system/text.js'

/** `EADDRNOTAVAIL` of a connection, `EADDRINUSE` of whoever takes any free port: the system has none left to give out. */
export const portsExhausted = (error: Error): Omit<Explanation, 'what' | 'cause'> => ({
  code: 'ports-exhausted',
  why: verbatim(`${error.message}: this computer has no free local port left for a connection.`),
  next: {
    en: 'Connections that have ended give theirs back within a minute or two: then type the same command again. End programs that hold very many connections (`ss -s` counts them).',
    ko: '끝난 연결의 포트는 1~2분 안에 반환되니 그 뒤에 같은 명령을 다시 실행하세요. 연결을 아주 많이 가진 프로그램은 종료하세요(`ss -s`로 확인).',
  },
})
