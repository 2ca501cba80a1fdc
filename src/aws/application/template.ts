import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The application's CloudFormation template, as it lies in the package. */
export const applicationTemplate = (): Promise<string> => packageFile('src/aws/application/template.yaml')

/** The function's file as Module 3 leaves it, before its values are filled in. */
export const originalHandler = (): Promise<string> => packageFile('src/cloud/application/lambda_function.py')

export interface TemplateResource {
  readonly name: string
  readonly type: string
}

/** What the template declares, in its order: what would be created, where no change set may be. */
export function resourcesOf(template: string): readonly TemplateResource[] {
  const [, resources = ''] = /^Resources:\n([\s\S]*?)^(?=\S)/m.exec(template) ?? []
  return [...resources.matchAll(/^ {2}(\w+):\n {4}Type: (\S+)$/gm)].map(([, name = '', type = '']) => ({
    name,
    type,
  }))
}

/** Files that are not TypeScript stay in the source folder. */
async function packageFile(path: string): Promise<string> {
  let root = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(root, 'package.json'))) root = dirname(root)
  return readFile(join(root, path), 'utf8')
}
