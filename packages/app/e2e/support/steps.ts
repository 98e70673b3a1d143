import type { Locator, Page } from 'playwright-core';
import type { Portal } from './portal';
import type { Cluster } from './simulator';

/** Opens the tab "Cluster access" of a group. */
export async function openTeam(portal: Portal, page: Page, group: string) {
  await page.goto(
    `${portal.url}/catalog/default/group/${group}/cluster-access`,
  );
}

/** Opens the page of a cluster. */
export async function openCluster(
  portal: Portal,
  page: Page,
  { accountId, region, name }: Cluster,
) {
  await page.goto(
    `${portal.url}/eks-access/clusters/${accountId}/${region}/${name}`,
  );
}

/** The row of a cluster in the table on the page. */
export function rowOf(page: Page, cluster: string): Locator {
  return page.getByRole('row', { name: new RegExp(cluster) });
}

/** Switches the cluster on the page to manage, with the plan that is shown, and waits until that is done. */
export async function switchToManage(page: Page) {
  await page.getByRole('button', { name: 'Switch to manage' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/Why\?/).fill('The plan is what the team needs.');
  await dialog.getByRole('button', { name: /^Switch .* to manage/ }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** Opens the form for a cluster in the row of the page, and waits until its questions are there. */
export async function openForm(page: Page, cluster: string): Promise<Locator> {
  await page
    .getByRole('button', { name: `Request access to ${cluster}` })
    .click();
  const form = page.getByRole('dialog', {
    name: `Ask for access to ${cluster}`,
  });
  await form
    .getByRole('textbox', { name: 'Why?' })
    .fill('A payment is stuck; its worker needs a restart.');
  return form;
}

/** Sends the form by the button that says this, and closes it. */
export async function send(form: Locator, button: string) {
  await form.getByRole('button', { name: button }).click();
  await form.getByRole('button', { name: 'Done' }).click();
}

/** Approves by the button that says this, in the inbox of whoever sits at the page. */
export async function approve(portal: Portal, page: Page, button: string) {
  await page.goto(`${portal.url}/eks-access/to-approve`);
  await page.getByRole('button', { name: button }).click();
  await page.getByText('Nothing waits for your decision.').waitFor();
}
