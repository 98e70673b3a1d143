import { describe } from 'node:test';
import { usePortal } from './support/browser';

describe('the example portal', () => {
  const it = usePortal();

  it('lets two people be there at once, each with their own groups', async ({
    portal,
    signIn,
  }) => {
    const anna = await signIn('Anna Lindqvist');
    const pia = await signIn('Pia Peters');

    await anna.goto(`${portal.url}/settings`);
    await anna.getByRole('link', { name: 'Payments', exact: true }).waitFor();
    await pia.goto(`${portal.url}/settings`);
    await pia.getByRole('link', { name: 'Platform', exact: true }).waitFor();
    // A reload must not have signed in anybody else.
    await anna.reload();
    await anna.getByRole('link', { name: 'Payments', exact: true }).waitFor();
  });

  it('leads back to the choice of a person', async ({ portal, signIn }) => {
    const page = await signIn('Anna Lindqvist');

    await page.getByRole('button', { name: /Anna Lindqvist/ }).click();
    await page.getByRole('button', { name: 'Pia Peters' }).click();

    await page.goto(`${portal.url}/settings`);
    await page.getByRole('link', { name: 'Platform', exact: true }).waitFor();
  });

  it('shows what the teams run, and who is in a team', async ({
    portal,
    signIn,
  }) => {
    const page = await signIn('Sam Adeyemi');

    await page.getByRole('cell', { name: /Storefront/ }).waitFor();
    await page.goto(`${portal.url}/catalog/default/group/payments`);
    await page
      .getByRole('heading', { name: 'Payments', exact: true })
      .first()
      .waitFor();
    await page.getByText('Ben Tanaka').first().waitFor();
  });
});
