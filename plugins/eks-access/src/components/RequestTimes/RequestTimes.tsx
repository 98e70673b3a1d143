import { RequestView } from '@eks-access/backstage-plugin-eks-access-common';
import { Instant } from '../../ui';
import { deriveTimes } from './deriveTimes';

/** The instants that matter for a request in its state, each in words: when a grant ends, from when an ended one has no effect. */
export function RequestTimes(props: { request: RequestView }) {
  return (
    <>
      {deriveTimes(props.request).map(({ words, at }) => (
        <div key={words}>
          {words} <Instant at={at} />
        </div>
      ))}
    </>
  );
}
