import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const readText = file => readFileSync(resolve(root, file), 'utf8');

const pages = [
  'README.md',
  ...readdirSync(resolve(root, 'docs'), { recursive: true })
    .filter(file => file.endsWith('.md'))
    .map(file => `docs/${file}`),
];

const packageNames = ['plugins', 'packages'].flatMap(parent =>
  readdirSync(resolve(root, parent)).map(
    folder => JSON.parse(readText(`${parent}/${folder}/package.json`)).name,
  ),
);

describe('the documents', () => {
  for (const page of pages) {
    it(`${page} links only to files that are there`, () => {
      const links = [...readText(page).matchAll(/\]\((?!https?:|#)([^)#]+)/g)];
      for (const [, target] of links) {
        assert.ok(
          existsSync(resolve(root, dirname(page), target)),
          `${target} is missing`,
        );
      }
    });

    it(`${page} names only packages that are there`, () => {
      const names = readText(page).match(/@eks-access\/[\w-]+/g) ?? [];
      for (const name of names) {
        assert.ok(packageNames.includes(name), `${name} is missing`);
      }
    });
  }

  it('README.md imports from the frontend plugin what it exports', () => {
    const door = readText('plugins/eks-access/src/index.ts');
    const imports = readText('README.md').matchAll(
      /import {([^}]+)} from '@eks-access\/backstage-plugin-eks-access'/g,
    );
    const names = [...imports].flatMap(([, list]) => list.match(/\w+/g));
    assert.ok(names.length >= 4);
    for (const name of names) {
      assert.match(door, new RegExp(`\\b${name}\\b`), name);
    }
  });
});
