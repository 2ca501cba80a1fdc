/** The folders with a `requirements.in`, which says what is wanted, and a `requirements.txt`, which says what is installed. */
export const PINNED = ['src/cloud/lambda/runtime', 'src/load/locust/host']
