import { RequestView } from '@eks-access/backstage-plugin-eks-access-common';
import { ClusterName, EntityLink, PolicyLines, WhoGetsIt } from '../../parts';
import { Arn, Facts } from '../../ui';
import { accessTense } from './accessTense';
import { listWords, spokenDuration } from '../../words';

/** The terms that are decided: what, where, for how long, through which role, and who gets it. */
export function TermsFacts(props: { request: RequestView }) {
  const { request } = props;
  const { terms } = request;
  return (
    <Facts
      facts={[
        { name: 'Cluster', value: <ClusterName cluster={request.cluster} /> },
        {
          name: 'Gives',
          value: (
            <PolicyLines
              policies={terms.policies}
              kubernetesGroups={terms.kubernetesGroups}
            />
          ),
        },
        {
          name: 'For',
          value: `${spokenDuration(
            `PT${terms.durationSeconds}S`,
          )} from the start, then it ends by itself`,
        },
        {
          name: 'Who gets it',
          value: (
            <WhoGetsIt
              principalArn={terms.principalArn}
              who={request.whoCanAssume}
              access={accessTense(request)}
            />
          ),
        },
        {
          name: 'IAM role',
          value: <Arn arn={terms.principalArn} what="the role" />,
        },
        {
          name: 'It also carries',
          value: request.roleAlsoCarries?.length
            ? listWords(request.roleAlsoCarries, 'and')
            : undefined,
        },
        { name: 'Asked for', value: <EntityLink entity={request.group} /> },
        { name: 'Asked by', value: <EntityLink entity={request.requester} /> },
      ]}
    />
  );
}
