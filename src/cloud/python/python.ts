export { findPython, type Python } from './find-python.js'
export { sitePackages, virtualEnvironment } from './virtual-environment.js'
export {
  pythonEnvironment,
  type PythonEnvironment,
  type PythonEnvironmentRequest,
} from './python-environment.js'
