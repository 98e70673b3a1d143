import { screen } from '@testing-library/react';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { registerMswTestHooks } from '@backstage/test-utils';
import { setupServer } from 'msw/node';
import { MappingCheck } from '@eks-access/backstage-plugin-eks-access-common';
import { aMappingCheck } from '../../__fixtures__';
import { answer, FakeRefusal, renderPage } from '../../__testUtils__';
import { MappingCheckCard } from './MappingCheckCard';

const server = setupServer();
registerMswTestHooks(server);

function show(check: MappingCheck | FakeRefusal) {
  const asked = jest.fn();
  server.use(
    answer('checkMapping', ({ params }) => {
      asked(params);
      return check;
    }),
  );
  renderPage(
    <EntityProvider
      entity={{
        apiVersion: 'eks-access.io/v1alpha1',
        kind: 'EksAccessMapping',
        metadata: { name: 'Payments' },
      }}
    >
      <MappingCheckCard />
    </EntityProvider>,
  );
  return asked;
}

describe('MappingCheckCard', () => {
  it('says that a mapping is in force, and on which clusters', async () => {
    const asked = show(aMappingCheck());
    expect(await screen.findByText('In force')).toBeInTheDocument();
    expect(screen.getByText('It counts on one cluster.')).toBeInTheDocument();
    expect(screen.getByText('payments-dev')).toBeInTheDocument();
    // References are lower case, names of entities need not be.
    expect(asked).toHaveBeenCalledWith({
      namespace: 'default',
      name: 'payments',
    });
  });

  it('shows each problem with field, value and fix', async () => {
    show(
      aMappingCheck({
        state: 'inert',
        sentence: 'It does not count.',
        clusters: [],
        problems: [
          {
            code: 'group-unknown',
            field: 'spec.group',
            value: 'group:default/paymets',
            problem: 'There is no such group.',
            fix: 'Correct the name.',
          },
        ],
      }),
    );
    expect(await screen.findByText('Not in force')).toBeInTheDocument();
    expect(screen.getByText('There is no such group.')).toBeInTheDocument();
    expect(screen.getByText('spec.group')).toBeInTheDocument();
    expect(screen.getByText('group:default/paymets')).toBeInTheDocument();
    expect(screen.getByText('Correct the name.')).toBeInTheDocument();
  });

  it.each([
    ['last-good', 'Last good declaration kept'],
    ['not-yet-read', 'Not yet read'],
  ] as const)('calls the state %s "%s"', async (state, word) => {
    show(aMappingCheck({ state }));
    expect(await screen.findByText(word)).toBeInTheDocument();
  });

  it('explains a failure', async () => {
    show(new FakeRefusal('CATALOG_UNAVAILABLE'));
    expect(
      await screen.findByText(/Could not read the state of the mapping/),
    ).toBeInTheDocument();
  });
});
