/** The cloud process ends with it where another process already serves the same folder. */
export const EXIT_TAKEN = 10
/** It ends with this one where the other process lives, and did not answer or end in time. */
export const EXIT_SILENT = 11
