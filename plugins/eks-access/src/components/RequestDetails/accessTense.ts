import { RequestView } from '@eks-access/backstage-plugin-eks-access-common';
import { AccessTense } from '../../parts';
import { unreachable } from '../../unreachable';

/** Where the access of a request stands. While an end is under way the access counts as there: only AWS, read back, says that it is gone. */
export function accessTense({ state, grant }: RequestView): AccessTense {
  switch (state) {
    case 'waiting':
      return 'to-come';
    case 'denied':
    case 'cancelled':
    case 'timed-out':
      return 'never-came';
    case 'approved':
      if (!grant || grant.state === 'scheduled' || grant.state === 'starting') {
        return 'to-come';
      }
      return grant.state === 'ended' ? 'over' : 'there';
    default:
      return unreachable(state);
  }
}
