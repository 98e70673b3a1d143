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

/** Whether the access is still to come, is there, is over, or never came. */
export type AccessTense = 'to-come' | 'there' | 'over' | 'never-came';

const TENSES: Record<AccessTense, string> = {
  'to-come': 'gets this access until it ends.',
  there: 'has this access until it ends.',
  over: 'had this access.',
  'never-came': 'would have had this access.',
};

/**
 * Who gets the access of a role: everyone who can assume it, and who they are, or that this is not known and why. No form of words here
 * calls access personal: EKS opens a role, not a person.
 */
export function WhoGetsIt(props: {
  principalArn: string;
  who: WhoCanAssume;
  /** Where the access stands; left out where only the role is spoken of. */
  access?: AccessTense;
}) {
  const { principalArn, who, access } = props;
  const classes = useStyles();
  const role = <strong title={principalArn}>{roleName(principalArn)}</strong>;
  const lead = (
    <p className={classes.lead}>
      {access ? (
        <>
          Everyone who can assume the role {role} {TENSES[access]}
        </>
      ) : (
        role
      )}
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
