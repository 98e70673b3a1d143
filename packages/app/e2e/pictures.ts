import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe } from 'node:test';
import type { Page } from 'playwright-core';
import { usePortal } from './support/browser';
import {
  approve,
  openCluster,
  openForm,
  openTeam,
  rowOf,
  send,
  switchToManage,
} from './support/steps';

const root = resolve(__dirname, '../../..');
/** Takes the picture, of a window just high enough for what it shows. */
async function picture(page: Page, name: string, height: number) {
  await page.setViewportSize({ width: 1280, height });
  await page.screenshot({ path: resolve(root, `docs/images/${name}.png`) });
}

const cluster = {
  accountId: '111122223333',
  region: 'eu-west-1',
  name: 'payments-dev',
} as const;

/** Takes the pictures of the documents, from a portal in which what they show has really happened. */
describe('the pictures of the documents', () => {
  const it = usePortal({
    mappings: readFileSync(resolve(root, 'examples/mappings.yaml'), 'utf8'),
  });

  it('are taken', async ({ portal, signIn }) => {
    const pia = await signIn('Pia Peters');
    await openCluster(portal, pia, cluster);
    await pia
      .getByText(/Because of/)
      .first()
      .waitFor();
    await picture(pia, 'cluster-in-observe', 900);
    await switchToManage(pia);

    const anna = await signIn('Anna Lindqvist');
    await openTeam(portal, anna, 'payments');
    const row = rowOf(anna, cluster.name);
    await row.getByText('Active').first().waitFor();
    const form = await openForm(anna, cluster.name);
    await form.getByRole('button', { name: '1 hour', exact: true }).click();
    await picture(anna, 'asking', 960);
    await send(form, 'Ask Platform for Edit in payments for 1 hour');

    await pia.goto(`${portal.url}/eks-access/to-approve`);
    await pia.getByRole('button', { name: /^Approve/ }).waitFor();
    await picture(pia, 'deciding', 620);
    await approve(portal, pia, 'Approve Edit in payments for 1 hour');

    await row.getByRole('button', { name: /^Connect/ }).waitFor();
    await picture(anna, 'cluster-access', 600);
  });
});
