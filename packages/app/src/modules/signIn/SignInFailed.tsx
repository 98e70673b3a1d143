import { Content, ResponseErrorPanel } from '@backstage/core-components';
import Button from '@material-ui/core/Button';

/** The chosen person could not be signed in: why, and the way back to the choice. */
export const SignInFailed = (props: {
  entityRef: string;
  error?: Error;
  onChooseAgain: () => void;
}) => (
  <Content>
    <ResponseErrorPanel
      title={`Could not sign in as ${props.entityRef}`}
      error={props.error ?? new Error('No reason was given')}
    />
    <Button variant="contained" color="primary" onClick={props.onChooseAgain}>
      Choose again
    </Button>
  </Content>
);
