import type { Course } from '../core/course.js'

/** The course in `ROOT/steps/NN-name`; `root` is the package's own folder. Reads the guides, runs no step's code. */
export async function loadCourse(_root: string): Promise<Course> {
  throw new Error('not built yet')
}
