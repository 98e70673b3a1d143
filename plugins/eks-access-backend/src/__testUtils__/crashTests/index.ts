/**
 * A backend process that is killed with SIGKILL at every point around its calls to AWS, and one that starts on what is left.
 * `yarn workspace @eks-access/backstage-plugin-eks-access-backend crash-tests` runs all of it.
 */
export { crashCases, nameOf, type CrashCase } from './cases';
export { CrashBench } from './CrashBench';
export {
  engineNames,
  POSTGRESQL_VARIABLE,
  type EngineName,
} from './crashDatabases';
export { runCases, type CrashResult } from './runCases';
