export * from './engineBench';
export * from './FakeCatalog';
export { FakeGrants } from './FakeGrants';
