import { refuse } from './refuse';

describe('refuse', () => {
  it('gives code, status and text of the row', () => {
    expect(refuse('E2')).toEqual({
      ok: false,
      refusal: {
        row: 'E2',
        code: 'ResourceInUseException',
        queryCode: 'ResourceInUseException',
        status: 409,
        message:
          'The specified access entry resource is already in use on this cluster.',
      },
    });
  });

  it('has a code of its own for the query protocol where AWS has', () => {
    expect(refuse('7.3/unknown-key').refusal).toMatchObject({
      code: 'UnrecognizedClientException',
      queryCode: 'InvalidClientTokenId',
    });
  });

  it('puts the words in, and never expands what a user wrote', () => {
    const { refusal } = refuse('E10', { from: '{to}', to: '$& {from}' });
    expect(refusal.message).toBe(
      'Unsupported authentication mode update from {to} to $& {from}',
    );
  });
});
