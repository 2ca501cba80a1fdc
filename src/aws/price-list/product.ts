import * as v from 'valibot'

/** A product of the Price List as far as its price goes. */
export interface Product {
  /** `APN2-Lambda-GB-Second`; in Northern Virginia without a prefix. */
  readonly usage: string
  /** USD for one unit, of the first tier that is not free. */
  readonly usd: number
}

const DIMENSION = v.object({
  beginRange: v.optional(v.string(), '0'),
  pricePerUnit: v.object({ USD: v.optional(v.string(), '0') }),
})
const PRODUCT = v.object({
  product: v.object({ attributes: v.object({ usagetype: v.string() }) }),
  terms: v.object({
    OnDemand: v.record(v.string(), v.object({ priceDimensions: v.record(v.string(), DIMENSION) })),
  }),
})

/** null: not one that is sold on demand, or free. */
export function parseProduct(json: string): Product | null {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), PRODUCT), json)
  if (!parsed.success) return null
  const { product, terms } = parsed.output
  const tiers = Object.values(terms.OnDemand)
    .flatMap(({ priceDimensions }) => Object.values(priceDimensions))
    .map(({ beginRange, pricePerUnit }) => ({ from: Number(beginRange), usd: Number(pricePerUnit.USD) }))
    .filter(({ usd }) => usd > 0)
    .toSorted((a, b) => a.from - b.from)
  const [first] = tiers
  return first === undefined ? null : { usage: product.attributes.usagetype, usd: first.usd }
}
