import { RequestView } from '@eks-access/backstage-plugin-eks-access-common';
import { levelInScope, spokenDuration } from '../../words';

/** The request as one sentence: "Ada Lovelace asks for Edit in payments on payments-dev for 1 hour, for Payments". */
export function requestSentence(request: RequestView): string {
  const { requester, levelTitle, terms, cluster, group } = request;
  const what = levelInScope(levelTitle, terms.policies);
  const duration = spokenDuration(`PT${terms.durationSeconds}S`);
  const verb = request.state === 'waiting' ? 'asks' : 'asked';
  return `${requester.title} ${verb} for ${what} on ${cluster.name} for ${duration}, for ${group.title}`;
}
