/** What JSON can carry. Everything that is saved, recorded or printed with `--json` is of this shape. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }
export type JsonObject = { readonly [key: string]: Json }
