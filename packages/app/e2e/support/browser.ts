import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, before, it } from 'node:test';
import { chromium, type Browser, type Page } from 'playwright-core';
import { startPortal, type Portal, type PortalOptions } from './portal';

/** Long, because two cores may have to compile and to run two browsers; only a failure waits so long. */
const PATIENCE_MS = 60_000;
const SCREENSHOTS = resolve(__dirname, '../../../../.run/test/screenshots');

/** Set by bin/test; empty where it has found no browser. */
const executablePath = process.env.CHROMIUM_PATH;

/** What a browser test has: a portal, and a way to bring people to it. */
export interface Stage {
  readonly portal: Portal;
  /** Opens a window of its own for somebody, by the name on the sign-in page, and signs them in. */
  signIn(name: string): Promise<Page>;
}

/**
 * Starts one portal and one browser for the tests of a describe block, and returns `it` for them. Windows stay open from one test to the
 * next, so that a journey can be told in several; after one that failed the others are not tried. A test is skipped, and named so, where
 * there is no browser; one that fails leaves pictures of every window in .run/test/screenshots.
 */
export function usePortal(options: PortalOptions = {}) {
  let failed: string | undefined;
  let stage: Stage | undefined;
  let end: () => Promise<void> = async () => {};
  const windows = new Map<string, Page>();

  before(async () => {
    if (!executablePath) return;
    const portal = await startPortal(options);
    end = () => portal.stop();
    const browser = await chromium.launch({ executablePath });
    end = async () => {
      await browser.close();
      await portal.stop();
    };
    stage = {
      portal,
      async signIn(person) {
        const page = await openWindow(browser);
        windows.set(person, page);
        await page.goto(portal.url);
        await page.getByRole('button', { name: person, exact: true }).click();
        await page.getByRole('link', { name: /, home$/ }).waitFor();
        return page;
      },
    };
  });
  after(() => end());

  return (name: string, test: (stage: Stage) => Promise<void>): void => {
    void it(`${name} [needs chromium]`, { skip: !executablePath }, async () => {
      if (!stage) throw new Error('The portal did not start');
      if (failed) throw new Error(`Not tried, because this failed: ${failed}`);
      try {
        await test(stage);
      } catch (error) {
        failed = name;
        await takePictures(name, windows);
        throw error;
      }
    });
  };
}

async function openWindow(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  context.setDefaultTimeout(PATIENCE_MS);
  return context.newPage();
}

async function takePictures(
  test: string,
  pages: ReadonlyMap<string, Page>,
): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  for (const [person, page] of pages) {
    const file = `${test} - ${person}.png`.replace(/[^\w .-]/g, '_');
    await page.screenshot({ path: join(SCREENSHOTS, file) });
  }
}
