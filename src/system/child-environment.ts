/** What a process that the lab starts may need of the person's environment. */
export type Purpose = keyof typeof PURPOSES

/**
 * Of the person's variables those that serve these purposes: a process that the lab starts gets no others. What is in a shell for
 * other programs (credentials, `NODE_OPTIONS`, `MYSQL_HOME`, `BASH_ENV`, exported functions) neither changes it nor can be read in it.
 */
export function variablesFor(
  purposes: readonly Purpose[],
  person: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  const wanted = purposes.map((purpose) => PURPOSES[purpose])
  return Object.fromEntries(
    Object.entries(person).filter(([name]) => wanted.some((pattern) => pattern.test(name))),
  )
}

const PURPOSES = {
  /**
   * Programs are found and loaded. LD_PRELOAD and its kind stay: on some systems a Python or a database finds its libraries by them
   * alone, and who can set them can set PATH as well.
   */
  programs: /^(PATH|TMPDIR|TMP|TEMP|(LD|DYLD|NIX_LD)_\w+|NIX_LD)$/,
  /** In which language, character set and time zone they speak. */
  language: /^(LANG|LANGUAGE|LC_\w+|LOCPATH|LOCALE_ARCHIVE|TZ|TZDIR)$/,
  /** Where the person's files are. */
  person: /^(HOME|USER|LOGNAME|XDG_\w+)$/,
  /** Which Python stands behind a version manager's `python3`. */
  'version-managers': /^(PYENV|ASDF|MISE|RTX|CONDA|MAMBA)_\w+$/,
  /** The way to the network: proxies, and whose certificates are believed. */
  network: /^((HTTPS?|ALL|NO)_PROXY|SSL_CERT_(FILE|DIR)|(REQUESTS|CURL)_CA_BUNDLE)$/i,
  /** What pip logs in at an index with. */
  keyring: /^(NETRC|PYTHON_KEYRING_BACKEND|DBUS_SESSION_BUS_ADDRESS)$/,
  /** pip's own settings. */
  pip: /^PIP_\w+$/,
  /** The lab's own settings. */
  lab: /^(LAB_PYTHON|LAB_DATABASE|SERVERLESS_LOAD_LAB_CACHE)$/,
} as const satisfies Record<string, RegExp>

/** To find a Python, and to run one that takes nothing from the person's modules and settings. */
export const FOR_PYTHON = ['programs', 'language', 'person', 'version-managers'] as const
