import assert from 'node:assert/strict';
import { describe } from 'node:test';
import type { Page } from 'playwright-core';
import { usePortal } from './support/browser';
import { exampleMapping } from './support/examples';
import { readEntry, writeCalls, type Cluster } from './support/simulator';
import {
  approve,
  openCluster,
  openForm,
  openTeam,
  rowOf,
  send,
  switchToManage,
} from './support/steps';
import { until } from './support/until';

const cluster: Cluster = {
  accountId: '111122223333',
  region: 'eu-west-1',
  name: 'payments-dev',
};
const baselineRole = 'arn:aws:iam::111122223333:role/teams/payments';
const editorRole = 'arn:aws:iam::111122223333:role/teams/payments-editor';
const inNamespace = (policy: string) => [
  { policy, scope: 'namespace', namespaces: ['payments'] },
];

describe('the journey of a team to its cluster and back', () => {
  const it = usePortal();
  let anna: Page;
  let pia: Page;
  const row = (page: Page) => rowOf(page, cluster.name);
  const seesInRow = (page: Page, text: string | RegExp) =>
    row(page).getByText(text).first().waitFor();

  it('begins with an inventory, before any mapping exists', async ({
    portal,
    signIn,
  }) => {
    pia = await signIn('Pia Peters');
    await pia.goto(`${portal.url}/eks-access/clusters`);

    await seesInRow(pia, 'Observe');
    await rowOf(pia, 'payments-prod').waitFor();
    await rowOf(pia, 'Shop_Legacy').waitFor();
    await openCluster(portal, pia, cluster);
    await rowOf(pia, 'platform-admin').waitFor();
    await rowOf(pia, 'eks-node').waitFor();
    assert.deepEqual(await writeCalls(portal), []);
  });

  it('shows what a mapping would do, and does nothing while the cluster is observed', async ({
    portal,
    signIn,
  }) => {
    portal.declareMappings(exampleMapping('payments'));
    anna = await signIn('Anna Lindqvist');
    await openTeam(portal, anna, 'payments');

    await seesInRow(anna, 'Planned');
    await seesInRow(anna, 'Mode observe');
    await openCluster(portal, pia, cluster);
    await pia.getByText('What would be done').waitFor();
    await pia
      .getByText(/Because of .*payments/)
      .first()
      .waitFor();
    assert.deepEqual(await writeCalls(portal), []);
    assert.equal(await readEntry(portal, cluster, baselineRole), undefined);
  });

  it('gives the team what it always has, once somebody switches the cluster to manage', async ({
    portal,
  }) => {
    await switchToManage(pia);

    await seesInRow(anna, 'Active');
    const entry = await readEntry(portal, cluster, baselineRole);
    assert.deepEqual(entry?.policies, inNamespace('AmazonEKSViewPolicy'));
    assert.deepEqual(entry?.kubernetesGroups, []);
  });

  it('lets a member ask for an hour, and says who decides and who gets the access', async () => {
    const form = await openForm(anna, cluster.name);
    await form.getByText(/Everyone who can assume the role/).waitFor();
    await form
      .getByText(/Pia Peters/)
      .first()
      .waitFor();
    await form.getByRole('button', { name: '1 hour', exact: true }).click();
    await send(form, 'Ask Platform for Edit in payments for 1 hour');

    await seesInRow(anna, 'Waiting for a decision');
    const decide = row(anna).getByText('Decide', { exact: true });
    assert.equal(await decide.count(), 0, 'nobody decides their own request');
  });

  it('gives the access when somebody else has approved it, and says how long it lasts', async ({
    portal,
  }) => {
    await approve(portal, pia, 'Approve Edit in payments for 1 hour');

    await row(anna)
      .getByRole('button', { name: /^Give back/ })
      .waitFor();
    await seesInRow(anna, /^in (59 min|60 min|1 h)/);
    const entry = await readEntry(portal, cluster, editorRole);
    assert.deepEqual(entry?.policies, inNamespace('AmazonEKSEditPolicy'));
  });

  it('tells how to connect', async () => {
    await row(anna)
      .getByRole('button', { name: /^Connect/ })
      .click();
    const dialog = anna.getByRole('dialog');
    const line = await dialog
      .getByText(/aws eks update-kubeconfig/)
      .first()
      .textContent();

    assert.match(line ?? '', /--name payments-dev/);
    assert.match(line ?? '', /--region eu-west-1/);
    assert.match(line ?? '', new RegExp(`--role-arn ${editorRole}`));
    assert.match(line ?? '', /--alias \S+/);
    await dialog.getByRole('button', { name: 'Close' }).click();
  });

  it('takes the access away when it is given back, and leaves the rest', async ({
    portal,
  }) => {
    const before = await readEntry(portal, cluster, baselineRole);
    await row(anna)
      .getByRole('button', { name: /^Give back/ })
      .click();
    await anna
      .getByRole('dialog')
      .getByRole('button', { name: 'Give back Edit' })
      .click();

    await seesInRow(anna, 'Ended: given back');
    await seesInRow(anna, /^Surely without effect/);
    assert.equal(await readEntry(portal, cluster, editorRole), undefined);
    assert.deepEqual(await readEntry(portal, cluster, baselineRole), before);
  });

  it('ends a grant by itself, at its time', async ({ portal }) => {
    const before = await readEntry(portal, cluster, baselineRole);
    const form = await openForm(anna, cluster.name);
    await form.getByRole('button', { name: 'Other' }).click();
    await form.getByLabel('How many').fill('1');
    await form.getByLabel('Unit').click();
    await anna.getByRole('option', { name: 'minutes' }).click();
    await send(form, 'Ask Platform for Edit in payments for 1 minute');
    const approvedAfter = Date.now();
    await approve(portal, pia, 'Approve Edit in payments for 1 minute');
    await until(
      'given',
      () => readEntry(portal, cluster, editorRole),
      entry => entry !== undefined,
    );

    await until(
      'ended',
      () => readEntry(portal, cluster, editorRole),
      entry => entry === undefined,
      90,
    );
    const seconds = (Date.now() - approvedAfter) / 1000;
    assert.ok(seconds >= 60, `it lasted only ${seconds} s`);
    await seesInRow(anna, 'Ended: its time was over');
    assert.deepEqual(await readEntry(portal, cluster, baselineRole), before);
  });
});
