/** The cloud process ends with it where another process already serves the same folder. */
export const EXIT_TAKEN = 10
