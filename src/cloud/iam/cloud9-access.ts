import { type IamState, newId } from './state.js'

/** What Cloud9's console makes with the first environment of an account, and its API does not. */
export function withCloud9Access(): IamState {
  const createdAt = new Date().toISOString()
  const role = 'AWSCloud9SSMAccessRole'
  const profile = 'AWSCloud9SSMInstanceProfile'
  return {
    roles: {
      [role]: {
        name: role,
        path: '/service-role/',
        id: newId('AROA'),
        description: '',
        trust: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: ['ec2.amazonaws.com', 'cloud9.amazonaws.com'] },
              Action: 'sts:AssumeRole',
            },
          ],
        }),
        policies: {},
        attached: [`arn:aws:iam::aws:policy/${profile}`],
        tags: {},
        createdAt,
      },
    },
    instanceProfiles: {
      [profile]: { name: profile, path: '/cloud9/', id: newId('AIPA'), role, tags: {}, createdAt },
    },
  }
}
