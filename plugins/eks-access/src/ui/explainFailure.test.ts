import { ResponseError } from '@backstage/errors';
import { explainFailure } from './explainFailure';

const answered = (status: number, body: unknown) =>
  ResponseError.fromResponse(Response.json(body, { status }));

describe('explainFailure', () => {
  it('says what the backend says, with code and reference id', async () => {
    const failure = await answered(409, {
      error: {
        name: 'ConflictError',
        message: 'What the request would grant has changed.',
        code: 'TERMS_CHANGED',
        next: 'Look again.',
        referenceId: 'abc',
        details: [{ field: 'termsHash', problem: 'is an old one' }],
      },
      response: { statusCode: 409 },
    });
    expect(explainFailure(failure)).toEqual({
      happened: 'What the request would grant has changed.',
      next: 'Look again.',
      code: 'TERMS_CHANGED',
      referenceId: 'abc',
      details: [{ field: 'termsHash', problem: 'is an old one' }],
    });
  });

  it('takes the next step from the code where the answer has none', async () => {
    const failure = await answered(403, {
      error: { name: 'NotAllowedError', message: 'No.', code: 'NOT_IN_GROUP' },
      response: { statusCode: 403 },
    });
    expect(explainFailure(failure).next).toBe(
      'Ask an owner of the group to add you, then try again.',
    );
  });

  it('tells a portal that cannot be reached from an answer that cannot be read', () => {
    expect(explainFailure(new TypeError('fetch failed')).happened).toBe(
      'The portal could not be reached.',
    );
    expect(explainFailure(new Error('invalid_type')).happened).toBe(
      'The answer was not one that this page understands.',
    );
  });

  it.each([
    [401, 'You are no longer signed in.'],
    [404, 'The backend of EKS access does not answer.'],
    [503, 'The backend of EKS access does not answer.'],
    [418, 'The portal did not let the question through.'],
  ])(
    'says of a %d that is not ours only what is certain',
    async (status, happened) => {
      const failure = await answered(status, 'plain');
      expect(explainFailure(failure)).toMatchObject({
        happened,
        code: `HTTP ${status}`,
      });
    },
  );
});
