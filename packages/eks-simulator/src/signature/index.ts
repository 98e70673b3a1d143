export { readAuthorization, type Authorization } from './authorization';
export { verifySignature, type SignedRequest } from './verifySignature';
