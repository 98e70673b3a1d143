import { useRouteRef } from '@backstage/core-plugin-api';
import { RequestView } from '@eks-access/backstage-plugin-eks-access-common';
import { eksAccessRequestRouteRef } from '../../routes';
import {
  CopyLines,
  Instant,
  Notice,
  Section,
  Stack,
  PlainButton,
} from '../../ui';
import { askedWords, levelInScope } from '../../words';
import { DrawerBody, DrawerFooter } from './DrawerFrame';

/** Says what became of the request that was just sent, with a link for whoever decides. */
export function AskedNote(props: {
  request: RequestView;
  onClose: () => void;
}) {
  const { request, onClose } = props;
  const requestPath = useRouteRef(eksAccessRequestRouteRef);
  const link = new URL(requestPath({ id: request.id }), window.location.origin)
    .href;
  return (
    <>
      <DrawerBody>
        <Stack gap={3}>
          <Notice
            tone="waiting"
            title={`Asked ${askedWords(request.deciders)} for ${levelInScope(
              request.levelTitle,
              request.terms.policies,
            )}.`}
          >
            {request.sentence} Without an answer it times out{' '}
            <Instant at={request.answerBy} />.
          </Notice>
          <Section title="Link for whoever decides" isSmall>
            <CopyLines lines={[link]} what="link" />
          </Section>
        </Stack>
      </DrawerBody>
      <DrawerFooter>
        <PlainButton variant="contained" color="primary" onClick={onClose}>
          Done
        </PlainButton>
      </DrawerFooter>
    </>
  );
}
