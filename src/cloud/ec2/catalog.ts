import type { NamedOperations } from '../service.js'
import type { Ec2Context } from './context.js'
import { describeImages } from './instances/describe-images.js'
import { describeInstanceTypeOfferings, describeInstanceTypes } from './instances/describe-instance-types.js'
import { describeRegions } from './network/describe-regions.js'
import { describeAvailabilityZones } from './network/describe-zones.js'

/** What can be launched, and where. */
export const catalogOperations = (context: Ec2Context): NamedOperations['operations'] => ({
  DescribeRegions: (input) => describeRegions(context, input),
  DescribeAvailabilityZones: (input) => describeAvailabilityZones(context, input),
  DescribeInstanceTypes: (input) => describeInstanceTypes(context, input),
  DescribeInstanceTypeOfferings: (input) => describeInstanceTypeOfferings(context, input),
  DescribeImages: (input) => describeImages(context, input),
})
