export { findPython, type Python } from './find-python.js'
export { type PythonEnvironment, sitePackages, virtualEnvironment } from './virtual-environment.js'
export type { PythonEnvironmentRequest } from './make-environment.js'
export { pythonEnvironment } from './python-environment.js'
