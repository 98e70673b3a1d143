import { useState } from 'react';
import {
  ClusterDetail,
  ClusterMode,
  PlanView,
  reasonSchema,
} from '@eks-access/backstage-plugin-eks-access-common';
import {
  ActionDialog,
  LabelledField,
  Notice,
  PlainButton,
  Section,
  Stack,
} from '../../ui';
import { countWords } from '../../words';
import { PlanWords } from './PlanWords';

/** What the dialog sends: the hash is that of the plan on the screen. */
export interface ModeChange {
  readonly mode: ClusterMode;
  readonly reason: string;
  readonly planHash?: string;
}

/**
 * Switches a cluster to the other mode. To manage, the plan is shown first and stands still while the dialog is open; when it has changed
 * meanwhile, that is said and the new one has to be looked at.
 */
export function ModeDialog(props: {
  isOpen: boolean;
  detail: ClusterDetail;
  isPending: boolean;
  failure: unknown;
  onSwitch: (change: ModeChange) => void;
  onClose: () => void;
}) {
  const { isOpen, detail, isPending, failure, onSwitch, onClose } = props;
  const { cluster, mode } = detail.summary;
  const [target] = useState<ClusterMode>(
    mode === 'observe' ? 'manage' : 'observe',
  );
  const [plan, setPlan] = useState(detail.plan);
  const [reason, setReason] = useState('');
  const isReasonGood = reasonSchema.safeParse(reason).success;
  const isPlanOld =
    target === 'manage' &&
    plan !== undefined &&
    plan.hash !== detail.plan?.hash;
  const isPlanMissing = target === 'manage' && plan === undefined;

  return (
    <ActionDialog
      isOpen={isOpen}
      title={`Switch ${cluster.name} to ${target}`}
      act={actWords(target, cluster.name, plan)}
      isActPossible={isReasonGood && !isPlanOld && !isPlanMissing}
      isPending={isPending}
      failure={failure}
      width="md"
      onAct={() =>
        onSwitch({
          mode: target,
          reason: reason.trim(),
          ...(target === 'manage' && { planHash: plan?.hash }),
        })
      }
      onClose={onClose}
    >
      <Stack gap={2.5}>
        {target === 'manage' ? (
          <>
            <div>
              From now on entries are kept on this cluster as the mappings and
              grants ask, and members can ask for levels. Entries of others stay
              untouched.
            </div>
            <Section title="What is done at once" isSmall>
              {plan ? (
                <PlanWords plan={plan} />
              ) : (
                <Notice
                  tone="unknown"
                  title="There is no plan yet, because the cluster was never read in full."
                >
                  Come back when it was read: the switch needs a plan to show.
                </Notice>
              )}
            </Section>
            {isPlanOld && (
              <Notice
                tone="caution"
                title="The plan has changed since you opened this."
                action={
                  <PlainButton onClick={() => setPlan(detail.plan)}>
                    Show the new plan
                  </PlainButton>
                }
              />
            )}
          </>
        ) : (
          <div>
            Nothing new is granted or changed on this cluster, and nobody can
            ask for a level. Standing levels stay as they are. Grants that are
            live still end in their time.
          </div>
        )}
        <LabelledField
          label="Why?"
          required
          multiline
          minRows={2}
          fullWidth
          value={reason}
          error={reason !== '' && !isReasonGood}
          helperText="Needed; it stays in the history of the cluster."
          onChange={event => setReason(event.target.value)}
        />
      </Stack>
    </ActionDialog>
  );
}

function actWords(
  target: ClusterMode,
  name: string,
  plan: PlanView | undefined,
): string {
  if (target === 'observe') return `Switch ${name} to observe`;
  const count = plan?.steps.length ?? 0;
  return count === 0
    ? `Switch ${name} to manage`
    : `Switch ${name} to manage and do ${countWords(count, 'step')}`;
}
