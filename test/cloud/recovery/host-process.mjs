// EC2, Cloud9 and SSM as built, in a process that can really be killed. Prints where it listens.
import { join } from 'node:path'
import { cloud9 } from '../../../dist/src/cloud/cloud9/cloud9.js'
import { ec2 } from '../../../dist/src/cloud/ec2/ec2.js'
import { iam } from '../../../dist/src/cloud/iam/iam.js'
import { localInstances } from '../../../dist/src/cloud/instance/local-instances.js'
import { findPython } from '../../../dist/src/cloud/python/python.js'
import { serve } from '../../../dist/src/cloud/server/serve.js'
import { ssm } from '../../../dist/src/cloud/ssm/ssm.js'
import { openPersistence } from '../../../dist/src/cloud/persistence/open-persistence.js'

const settings = JSON.parse(process.argv[2])
const persistence = await openPersistence(join(settings.dir, 'world'))
const instances = localInstances({ settings, python: await findPython() })
const { profiles } = iam({ persistence, settings })
const { service, network } = ec2({ persistence, instances, profiles, settings })
const services = [
  service,
  cloud9({ persistence, network, profiles, settings }),
  ssm({ persistence, network, instances, settings }),
]
await network.start()
const { endpoint } = await serve({ settings, services, endpoints: [] })
process.stdout.write(`${endpoint}\n`)
