import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { type Check, ok } from './check.js'

const SERVERS = ['mariadbd', 'mysqld']
/** Debian puts servers where a user's PATH does not look. */
const MORE_FOLDERS = ['/usr/sbin', '/usr/local/sbin', '/opt/homebrew/opt/mysql/bin']

export function databaseCheck(path: string): Check {
  return {
    id: 'database',
    name: { en: 'database', ko: '데이터베이스' },
    run: async () => {
      const folders = [...path.split(delimiter), ...MORE_FOLDERS]
      const server = await firstExecutable(SERVERS.flatMap((name) => folders.map((dir) => join(dir, name))))
      if (server !== null) return ok(server)
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
}

async function firstExecutable(paths: readonly string[]): Promise<string | null> {
  for (const path of paths) {
    const found = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    )
    if (found) return path
  }
  return null
}
