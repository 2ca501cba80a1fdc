import type { GetProductsCommandInput } from '@aws-sdk/client-pricing'
import type { PricedItem, PriceList } from '../../core/prices/price-list.js'
import type { Aws } from '../client/aws.js'
import { everyItem, pages } from '../client/pages.js'
import { parseProduct, type Product } from './product.js'
import { QUERIES, type Query } from './queries.js'

/** The prices of the access's Region as AWS's Price List has them today, of what it has. Rejects where it may not be asked. */
export async function askPriceList(aws: Aws): Promise<PriceList['usd']> {
  const answers = await Promise.all(QUERIES.map((query) => ask(aws, query)))
  return Object.fromEntries(answers.flat())
}

async function ask(aws: Aws, query: Query): Promise<readonly (readonly [PricedItem, number])[]> {
  const products = await productsOf(aws, query)
  return query.wanted.flatMap(({ item, usage, units = 1 }) => {
    const product = products.find((one) => one.usage === usage || one.usage.endsWith(`-${usage}`))
    return product === undefined ? [] : [[item, product.usd / units] as const]
  })
}

async function productsOf(aws: Aws, { service, filters }: Query): Promise<readonly Product[]> {
  const pricing = await aws.pricing()
  const asked: GetProductsCommandInput = {
    ServiceCode: service,
    FormatVersion: 'aws_v1',
    Filters: Object.entries({ regionCode: aws.access.target.region, ...filters }).map(([Field, Value]) => ({
      Type: 'TERM_MATCH',
      Field,
      Value,
    })),
    MaxResults: 100,
  }
  return everyItem(
    pages(
      // A signal each: so many listeners of one would be taken for a leak.
      (NextToken) =>
        pricing.getProducts({ ...asked, NextToken }, { abortSignal: AbortSignal.any([aws.signal]) }),
      ({ NextToken }) => NextToken,
    ),
    (page) => (page.PriceList ?? []).flatMap((json: unknown) => parseProduct(String(json)) ?? []),
  )
}
