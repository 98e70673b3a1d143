import { SidebarItem } from '@backstage/core-components';
import {
  errorApiRef,
  identityApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import SwitchAccountIcon from '@material-ui/icons/SwapHoriz';
import useAsync from 'react-use/esm/useAsync';

/** Who one is in this tab. A click signs out, which leads to the choice of another person. */
export const SwitchPerson = () => {
  const identity = useApi(identityApiRef);
  const errors = useApi(errorApiRef);
  const { value: profile } = useAsync(
    () => identity.getProfileInfo(),
    [identity],
  );
  const switchPerson = () => {
    identity.signOut().catch(error => errors.post(error));
  };
  return (
    <SidebarItem
      icon={SwitchAccountIcon}
      text={profile?.displayName ?? 'Switch person'}
      onClick={switchPerson}
    />
  );
};
