import { useEffect, useState } from 'react';
import {
  ClusterId,
  EntityName,
  GroupLevel,
  PreviewView,
  RequestView,
} from '@eks-access/backstage-plugin-eks-access-common';
import { useAction, useCallApi } from '../../hooks';
import {
  FailureNotice,
  LoadingNote,
  Section,
  Stack,
  PlainButton,
} from '../../ui';
import { AskedNote } from './AskedNote';
import { DrawerBody, DrawerFooter, DrawerFrame } from './DrawerFrame';
import { levelKey, LevelQuestion } from './LevelQuestion';
import { RequestForm } from './RequestForm';

/**
 * The form in which a member asks for a level on one cluster. The backend is asked first what the request would be, and the questions are
 * drawn from its answer. Mount it anew for each request.
 */
export function RequestDrawer(props: {
  isOpen: boolean;
  cluster: ClusterId;
  group: EntityName;
  /** The on-request levels of the group on the cluster. */
  levels: readonly GroupLevel[];
  onAsked: () => void;
  onClose: () => void;
}) {
  const { isOpen, cluster, group, levels, onAsked, onClose } = props;
  const callApi = useCallApi();
  // A level is chosen for someone only where there is nothing to choose.
  const [chosen, setChosen] = useState(
    levels.length === 1 ? levelKey(levels[0]) : undefined,
  );
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState<RequestView>();
  const level = levels.find(each => levelKey(each) === chosen);
  const { preview, failure, retry } = usePreview(cluster.arn, level);

  const ask = useAction(
    async (answers: { duration: string; reason: string }) => {
      if (!level) return;
      const request = await callApi('createRequest', {
        body: {
          mappingRef: level.mappingRef,
          level: level.level,
          clusterArn: cluster.arn,
          ...answers,
        },
      });
      setAsked(request);
      onAsked();
    },
  );

  const choose = (key: string) => {
    ask.reset();
    setChosen(key);
  };
  const levelQuestion = (
    <Section title="What do you need?">
      <LevelQuestion levels={levels} chosen={chosen} onChoose={choose} />
    </Section>
  );

  return (
    <DrawerFrame
      isOpen={isOpen}
      title={`Ask for access to ${cluster.name}`}
      subtitle={`For ${group.title} · ${cluster.accountId} · ${cluster.region}`}
      onClose={onClose}
    >
      {asked && <AskedNote request={asked} onClose={onClose} />}
      {!asked && preview && (
        <RequestForm
          key={chosen}
          preview={preview}
          levelQuestion={levelQuestion}
          reason={reason}
          onReason={setReason}
          isPending={ask.pending}
          failure={ask.failure}
          onAsk={ask.run}
          onClose={onClose}
        />
      )}
      {!asked && !preview && (
        <>
          <DrawerBody>
            <Stack gap={3}>
              {levelQuestion}
              {failure !== undefined && (
                <FailureNotice
                  failure={failure}
                  what="Could not work out what this would be."
                  onRetry={retry}
                />
              )}
              {level && failure === undefined && (
                <LoadingNote what="who decides and who gets the access" />
              )}
            </Stack>
          </DrawerBody>
          <DrawerFooter>
            <PlainButton onClick={onClose}>Cancel</PlainButton>
          </DrawerFooter>
        </>
      )}
    </DrawerFrame>
  );
}

/** What a request for `level` would be; undefined while it is worked out, and again as soon as another level is chosen. */
function usePreview(clusterArn: string, level: GroupLevel | undefined) {
  const callApi = useCallApi();
  const [attempt, setAttempt] = useState(0);
  const [answered, setAnswered] = useState<{
    key: string;
    preview?: PreviewView;
    failure?: unknown;
  }>();
  const key = level && `${levelKey(level)} ${attempt}`;
  const mappingRef = level?.mappingRef;
  const levelName = level?.level;

  useEffect(() => {
    if (!key || !mappingRef || !levelName) return undefined;
    let isCurrent = true;
    callApi('previewRequest', {
      body: { mappingRef, level: levelName, clusterArn },
    }).then(
      preview => isCurrent && setAnswered({ key, preview }),
      failure => isCurrent && setAnswered({ key, failure }),
    );
    return () => {
      isCurrent = false;
    };
  }, [callApi, key, mappingRef, levelName, clusterArn]);

  const current = answered?.key === key ? answered : undefined;
  return {
    preview: current?.preview,
    failure: current?.failure,
    retry: () => setAttempt(before => before + 1),
  };
}
