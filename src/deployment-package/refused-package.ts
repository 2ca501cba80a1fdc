import type { Text } from '../system/text.js'

/** What is wrong with one entry, by its name. */
export type EntryFault =
  /** An absolute name, a drive's, or one with `..`. */
  | 'leads-out'
  | 'backslash'
  /** Such characters, or ones that turn the writing direction round: it would not be seen which file is meant. */
  | 'control-character'
  | 'no-name'
  | 'too-long'
  /** A symbolic link, a device, a pipe or a socket: a link would be followed at the next write. */
  | 'no-file'
  /** Of two files of one name, each program would run another one. */
  | 'twice'
  /** With another that differs in its letters' case only, or that is a folder where this one is a file. */
  | 'collides'

export type PackageFault =
  | { readonly kind: 'unreadable'; readonly why: string }
  | { readonly kind: 'too-many-entries'; readonly most: number }
  | { readonly kind: 'too-large'; readonly mostBytes: number }
  | { readonly kind: 'entry'; readonly name: string; readonly fault: EntryFault }

/** A zip that is not unpacked, whoever made it. */
export class RefusedPackage extends Error {
  readonly fault: PackageFault
  /** For a person; an entry is named. */
  readonly why: Text

  constructor(fault: PackageFault, cause?: unknown) {
    const why = inWords(fault)
    super(why.en, { cause })
    this.name = 'RefusedPackage'
    this.fault = fault
    this.why = why
  }
}

function inWords(fault: PackageFault): Text {
  switch (fault.kind) {
    case 'unreadable':
      return { en: fault.why, ko: fault.why }
    case 'too-many-entries':
      return {
        en: `It has more than ${fault.most} entries.`,
        ko: `항목이 ${fault.most}개를 넘습니다.`,
      }
    case 'too-large':
      return {
        en: `Unpacked it is larger than Lambda allows (${fault.mostBytes} bytes).`,
        ko: `압축을 풀면 Lambda의 제한(${fault.mostBytes}바이트)보다 큽니다.`,
      }
    case 'entry': {
      const { en, ko } = OF_ENTRY[fault.fault]
      const name = quoted(fault.name)
      return { en: `${name} ${en}`, ko: `${name}: ${ko}` }
    }
  }
}

/** On one line, and with its control characters spelled out. */
const quoted = (name: string): string =>
  JSON.stringify(name.length > LONGEST_SHOWN ? `${name.slice(0, LONGEST_SHOWN)}…` : name)
const LONGEST_SHOWN = 100

const OF_ENTRY: Readonly<Record<EntryFault, Text>> = {
  'leads-out': {
    en: 'leads out of the package’s folder.',
    ko: '패키지 폴더 밖을 가리킵니다.',
  },
  backslash: {
    en: 'has a backslash in its name: folders are separated by “/” in a zip.',
    ko: '이름에 백슬래시가 있습니다. zip에서는 폴더를 “/”로 구분합니다.',
  },
  'control-character': {
    en: 'has control characters in its name.',
    ko: '이름에 제어 문자가 있습니다.',
  },
  'no-name': { en: 'names no file.', ko: '파일 이름이 아닙니다.' },
  'too-long': { en: 'has too long a name.', ko: '이름이 너무 깁니다.' },
  'no-file': {
    en: 'is a link or a device, not a file.',
    ko: '파일이 아니라 링크나 장치입니다.',
  },
  twice: { en: 'is in it twice.', ko: '두 번 들어 있습니다.' },
  collides: {
    en: 'has the name of another entry but for upper and lower case, or is a file where another needs a folder.',
    ko: '대소문자만 다른 항목이 있거나, 다른 항목의 폴더와 이름이 같은 파일입니다.',
  },
}
