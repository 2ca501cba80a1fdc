import { type RawEntry, rawZip } from './raw-zip.js'

const LINK = 0o120_777
const PIPE = 0o010_644
const DEVICE = 0o020_644

/** Each beside a good file, and last: nothing of it may be written before the last is seen. */
const BAD: Readonly<Record<string, readonly [RawEntry, ...RawEntry[]]>> = {
  'leads out of its folder': [{ name: '../escaped.py' }],
  'leads out from inside': [{ name: 'package/../../escaped.py' }],
  'has an absolute name': [{ name: '/tmp/lab-escaped.py' }],
  'names a drive': [{ name: 'C:/escaped.py' }],
  'leads out with backslashes': [{ name: String.raw`..\escaped.py` }],
  'links elsewhere': [{ name: 'link', mode: LINK, content: '/etc/passwd' }],
  'links into itself': [{ name: 'lib.so', mode: LINK, content: 'lambda_function.py' }],
  'is a pipe': [{ name: 'pipe', mode: PIPE }],
  'is a device': [{ name: 'device', mode: DEVICE }],
  'has an empty name': [{ name: '' }],
  'has a zero byte in its name': [{ name: 'a\0b.py' }],
  'has an escape sequence in its name': [{ name: 'a\u001B[2Jb.py' }],
  'has a line break in its name': [{ name: 'a\nb.py' }],
  'has letters that turn the line round': [{ name: 'a\u202Eyp.b' }],
  'is there twice': [{ name: 'lambda_function.py', content: 'y' }],
  'is there twice in two spellings': [{ name: './/lambda_function.py', content: 'y' }],
  'differs in case only': [{ name: 'Lambda_Function.py' }],
  'differs in how an accent is written': [{ name: 'e\u0301.py' }, { name: '\u00E9.py' }],
  'is in a folder that differs in case only': [{ name: 'lib/a.py' }, { name: 'LIB/b.py' }],
  'is in a file': [{ name: 'lambda_function.py/inner.py' }],
  'is a folder that is a file': [{ name: 'lambda_function.py/' }],
  'has too long a name': [{ name: 'n'.repeat(256) }],
  'is in folders without end': [{ name: `${'d/'.repeat(3_000)}x` }],
}

/** What is wrong with it, the zip, and the name that a person has to find. */
export const HOSTILE_ZIPS: readonly (readonly [string, Buffer, string])[] = Object.entries(BAD).map(
  ([what, entries]) => [
    what,
    rawZip([{ name: 'lambda_function.py' }, ...entries]),
    (entries.at(-1)?.name ?? '').slice(0, 100),
  ],
)

/** Odd, and still each file has one place: they are taken. */
export const ODD_ZIP = rawZip([
  { name: './' },
  { name: './lambda_function.py', content: 'one' },
  { name: 'package/' },
  { name: 'package/' },
  { name: 'package//module.py', content: 'two', mode: 0o100_755 },
  { name: 'empty/' },
  { name: '...', content: 'three' },
  { name: '한글 이름.txt', content: 'four' },
])

export const manyEntries = (count: number): Buffer =>
  rawZip(Array.from({ length: count }, (_, index) => ({ name: `f${index}`, content: '' })))
