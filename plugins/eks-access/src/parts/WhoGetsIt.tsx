import makeStyles from '@material-ui/core/styles/makeStyles';
import { WhoCanAssume } from '@eks-access/backstage-plugin-eks-access-common';
import { Instant, Quiet } from '../ui';
import { roleName } from '../words';

const useStyles = makeStyles(theme => ({
  lead: { margin: 0 },
  list: {
    margin: theme.spacing(0.5, 0, 0),
    paddingLeft: theme.spacing(2.5),
  },
}));

/**
 * Who gets the access of a role: everyone who can assume it, and who they are, or that this is not known and why. No form of words here
 * calls access personal: EKS opens a role, not a person.
 */
export function WhoGetsIt(props: {
  principalArn: string;
  who: WhoCanAssume;
  /** Whether the access is still to come, is there, or is not what is spoken of. */
  access?: 'planned' | 'there' | 'none';
}) {
  const { principalArn, who, access = 'there' } = props;
  const classes = useStyles();
  const lead =
    access === 'none' ? (
      <p className={classes.lead}>
        <strong title={principalArn}>{roleName(principalArn)}</strong>
      </p>
    ) : (
      <p className={classes.lead}>
        Everyone who can assume the role{' '}
        <strong title={principalArn}>{roleName(principalArn)}</strong>{' '}
        {access === 'planned'
          ? 'gets this access until it ends.'
          : 'has this access.'}
      </p>
    );
  if (who.state === 'unknown') {
    return (
      <>
        {lead}
        <p className={classes.lead}>
          Who they are is unknown, because {who.because}
        </p>
      </>
    );
  }
  return (
    <>
      {lead}
      {who.lines.length === 0 ? (
        <p className={classes.lead}>
          Its trust policy lets nobody assume it at the moment.
        </p>
      ) : (
        <ul className={classes.list}>
          {who.lines.map(({ principal, meaning, conditions }) => (
            <li key={`${principal} ${conditions.join()}`} title={principal}>
              {meaning}
              {conditions.length > 0 && <Quiet>{conditions.join('; ')}</Quiet>}
            </li>
          ))}
        </ul>
      )}
      <Quiet>
        Read from the role’s trust policy <Instant at={who.asOf} />
      </Quiet>
    </>
  );
}
