export { describeOnEachDatabase, type DatabaseEngine } from './eachDatabase';
