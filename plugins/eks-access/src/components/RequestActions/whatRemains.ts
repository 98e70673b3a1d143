import {
  GroupClusterRow,
  RequestView,
} from '@eks-access/backstage-plugin-eks-access-common';
import { levelInScope } from '../../words';

/**
 * What the team keeps on the cluster when the grant of `request` is given back: its standing levels and its other live grants, each a
 * sentence. Empty when nothing is left.
 */
export function whatRemains(
  row: GroupClusterRow,
  request: RequestView,
): readonly string[] {
  const standing = row.levels
    .filter(
      ({ mode, standing: shown }) =>
        mode === 'standing' &&
        shown !== undefined &&
        ['active', 'covered', 'applying', 'differs'].includes(shown.state),
    )
    .map(
      ({ title, policies }) => `${levelInScope(title, policies)}, as always.`,
    );
  const others = row.requests
    .filter(other => other.id !== request.id && other.grant?.state === 'active')
    .map(other => {
      const what = levelInScope(other.levelTitle, other.terms.policies);
      // Ending one grant never takes what another one on the same role still needs, which surprises whoever expects the role to lose it.
      const why =
        other.terms.principalArn === request.terms.principalArn
          ? ', also on this role'
          : '';
      return `${what}, which ${other.requester.title} asked for${why}.`;
    });
  return [...standing, ...others];
}
