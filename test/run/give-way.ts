import { setPriority } from 'node:os'

// To tests that measure beside this one, which then have the processor when they want it. What it starts inherits it.
setPriority(10)
