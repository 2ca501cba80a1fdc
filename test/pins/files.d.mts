export const PINNED: readonly string[]
