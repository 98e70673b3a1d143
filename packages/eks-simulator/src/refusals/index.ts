export { domainRows, type DomainRow, type DomainRowId } from './rows';
export {
  accept,
  refuse,
  refusedByHeader,
  type Outcome,
  type Refusal,
} from './refuse';
