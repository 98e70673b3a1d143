import { useState } from 'react';
import makeStyles from '@material-ui/core/styles/makeStyles';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  DecisionInput,
  eksAccessErrorCodes,
  eksAccessRequestDecidePermission,
  reasonSchema,
  RequestView,
} from '@eks-access/backstage-plugin-eks-access-common';
import { useAction, useCallApi } from '../../hooks';
import {
  FailureNotice,
  LabelledField,
  Notice,
  PlainButton,
  Quiet,
  Stack,
} from '../../ui';
import { levelInScope, spokenDuration } from '../../words';

const useStyles = makeStyles(theme => ({
  buttons: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
  },
}));

/**
 * Approve or deny, with a comment. What is sent carries the hash of the terms and the version that were on the screen, so that a decision
 * can never fall on terms that its decider did not see. Draws nothing for those who may not decide.
 */
export function DecisionForm(props: {
  request: RequestView;
  onDecided: () => void;
}) {
  const { request, onDecided } = props;
  const classes = useStyles();
  const callApi = useCallApi();
  const mayDecide = usePermission({
    permission: eksAccessRequestDecidePermission,
  });
  const [comment, setComment] = useState('');
  // The terms under a button must not change by a poll in the moment of the click: new ones have to be looked at first.
  const [seenTermsHash, setSeenTermsHash] = useState(request.termsHash);
  const isUnseen = seenTermsHash !== request.termsHash;
  const decide = useAction(async (decision: DecisionInput['decision']) => {
    await callApi('decideRequest', {
      params: { id: request.id },
      body: {
        decision,
        termsHash: seenTermsHash,
        version: request.version,
        ...(comment.trim() && { comment: comment.trim() }),
      },
    });
    return 'decided' as const;
  });
  // The page reads again also after a refusal, which mostly says that the request is no longer what was shown.
  const run = async (decision: DecisionInput['decision']) => {
    await decide.run(decision);
    onDecided();
  };

  if (!request.youMayDecideBecause || mayDecide.loading) return null;
  if (!mayDecide.allowed) {
    return (
      <Notice
        tone="caution"
        title="The portal’s permission policy does not let you decide requests."
        small="Code PERMISSION_DENIED · eks-access.request.decide"
      >
        {eksAccessErrorCodes.PERMISSION_DENIED.next}
      </Notice>
    );
  }
  const isCommentBad =
    comment.trim() !== '' && !reasonSchema.safeParse(comment).success;
  const what = levelInScope(request.levelTitle, request.terms.policies);
  const duration = spokenDuration(`PT${request.terms.durationSeconds}S`);
  return (
    <Stack gap={1.5}>
      <LabelledField
        size="small"
        multiline
        maxRows={8}
        fullWidth
        label={`Comment for ${request.requester.title} (optional)`}
        value={comment}
        error={isCommentBad}
        helperText={
          isCommentBad
            ? 'At most 2,000 characters of plain text.'
            : 'It stays in the history of the request.'
        }
        onChange={event => setComment(event.target.value)}
      />
      {decide.failure !== undefined && (
        <FailureNotice failure={decide.failure} />
      )}
      {isUnseen && (
        <Notice
          tone="caution"
          title="What would be granted has changed since you opened this."
          action={
            <PlainButton onClick={() => setSeenTermsHash(request.termsHash)}>
              I have seen it
            </PlainButton>
          }
        >
          Look at the terms again before you decide.
        </Notice>
      )}
      <div className={classes.buttons}>
        <PlainButton
          variant="contained"
          color="primary"
          disabled={decide.pending || isCommentBad || isUnseen}
          onClick={() => run('approve')}
        >
          Approve {what} for {duration}
        </PlainButton>
        <PlainButton
          variant="outlined"
          disabled={decide.pending || isCommentBad}
          onClick={() => run('deny')}
        >
          Deny
        </PlainButton>
      </div>
      <Quiet>You may decide it: {request.youMayDecideBecause}.</Quiet>
    </Stack>
  );
}
