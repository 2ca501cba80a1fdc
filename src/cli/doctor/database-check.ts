import { findServer } from '../../cloud/mysql/server/find-server.js'
import { DATABASES } from '../lab-location.js'
import { type DoctorCheck, ok } from './check.js'

/** The server that the local cloud would run. */
export const databaseCheck: DoctorCheck = {
  id: 'database',
  name: { en: 'database', ko: '데이터베이스' },
  run: async () => {
    const server = await findServer()
    if (server !== null) return ok(`${DATABASES[server.kind].en} ${server.version} (${server.path})`)
    return {
      kind: 'warning',
      detail: {
        en: 'No MariaDB or MySQL: the embedded server is used, which supports only the workshop’s statements.',
        ko: 'MariaDB나 MySQL이 없어 실습에 쓰는 구문만 처리하는 내장 서버를 사용합니다.',
      },
      fix: {
        en: 'For a real one: `sudo apt install mariadb-server-core`, or `brew install mariadb`.',
        ko: '실제 서버를 쓰려면 `sudo apt install mariadb-server-core` 또는 `brew install mariadb`를 실행하세요.',
      },
    }
  },
}
