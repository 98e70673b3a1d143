export { domainRows, type DomainRow, type DomainRowId } from './rows';
export { accept, refuse, type Outcome, type Refusal } from './refuse';
