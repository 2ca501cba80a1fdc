import { release } from 'node:os'
import type { DoctorFinding } from '../../ui/doctor/diagnosis.js'
import type { DoctorCheck } from './check.js'

/** What there is to say of the operating system; of Linux and macOS, which the lab is tested on, nothing. `dir`: the lab's folder. */
export function systemChecks(dir: string): readonly DoctorCheck[] {
  if (process.platform === 'win32') return [systemCheck(WINDOWS)]
  if (process.platform === 'linux' && isWsl()) return [systemCheck(inWsl(dir))]
  return []
}

const systemCheck = (finding: DoctorFinding): DoctorCheck => ({
  id: 'system',
  name: { en: 'operating system', ko: '운영 체제' },
  run: async () => finding,
})

/** Microsoft builds the Linux of WSL, and says so in its release: `5.15.153.1-microsoft-standard-WSL2`. */
const isWsl = (): boolean => /microsoft/i.test(release())

/** Only WSL 2 runs a Linux; WSL 1 translates its calls. */
const isWsl2 = (): boolean => /wsl2|microsoft-standard/i.test(release())

/** Where WSL shows Windows' drives. */
const ON_A_DRIVE = /^\/mnt\/[a-z]\//

function inWsl(dir: string): DoctorFinding {
  if (!isWsl2()) return WSL_1
  return ON_A_DRIVE.test(`${dir}/`) ? onADrive(dir) : WSL_2
}

const WINDOWS: DoctorFinding = {
  kind: 'failed',
  detail: {
    en: 'Windows: the lab needs Linux or macOS. In WSL 2, which is a Linux, it should work; that is untried.',
    ko: 'Windows입니다. 실습에는 Linux나 macOS가 필요합니다. Linux인 WSL 2에서는 동작할 것으로 보이지만 시험해 보지 않았습니다.',
  },
  fix: {
    en: 'Type `wsl --install` in PowerShell, open Ubuntu, install Node.js and Python there (`sudo apt install python3-venv`), and run the lab in a folder of its own, such as ~/lab.',
    ko: 'PowerShell에서 `wsl --install`을 실행하고 Ubuntu를 연 다음, 그 안에 Node.js와 Python을 설치하고(`sudo apt install python3-venv`) ~/lab 같은 WSL 폴더에서 실습을 실행하세요.',
  },
}

const WSL_1: DoctorFinding = {
  kind: 'warning',
  detail: {
    en: 'WSL 1, which is no Linux but translates its calls. The lab is untried there.',
    ko: 'WSL 1입니다. Linux 커널이 아니라 시스템 호출을 변환하는 방식이며, 실습을 시험해 보지 않았습니다.',
  },
  fix: {
    en: 'Type `wsl --set-version Ubuntu 2` in PowerShell (`wsl --list --verbose` shows the name).',
    ko: 'PowerShell에서 `wsl --set-version Ubuntu 2`를 실행하세요(이름은 `wsl --list --verbose`로 확인).',
  },
}

const WSL_2: DoctorFinding = {
  kind: 'warning',
  detail: {
    en: 'WSL 2. The lab should work there, but that is untried.',
    ko: 'WSL 2입니다. 동작할 것으로 보이지만 시험해 보지 않았습니다.',
  },
  fix: {
    en: 'Keep the folder here, not under /mnt/c. If a browser of Windows cannot open a page of the lab, use one in WSL.',
    ko: '폴더를 /mnt/c가 아닌 이곳에 두세요. Windows의 브라우저에서 실습 페이지가 열리지 않으면 WSL 안의 브라우저를 사용하세요.',
  },
}

const onADrive = (dir: string): DoctorFinding => ({
  kind: 'failed',
  detail: {
    en: `${dir} is on a drive of Windows, where file modes do not keep others out: the lab trusts no folder there.`,
    ko: `${dir} 폴더는 Windows 드라이브에 있습니다. 그곳에서는 파일 권한으로 다른 사용자를 막을 수 없어 실습이 폴더를 신뢰하지 않습니다.`,
  },
  fix: {
    en: 'Go to a folder of WSL’s own (`mkdir -p ~/lab && cd ~/lab`), or name one with `--dir ~/lab`.',
    ko: 'WSL 자체의 폴더로 옮기거나(`mkdir -p ~/lab && cd ~/lab`) `--dir ~/lab`으로 지정하세요.',
  },
})
