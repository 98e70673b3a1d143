export { requestSentence } from './deriveSentence';
export { History } from './History';
export { Reason } from './Reason';
export { TermsFacts } from './TermsFacts';
