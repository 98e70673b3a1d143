import path from 'node:path';
import { ESLint } from 'eslint';

const { zones } = jest.requireActual<{ zones: object[] }>(
  '../importDirections.js',
);
const root = path.resolve(__dirname, '..');

/** Lints an import as if it stood in a file of src/, by the zones alone, which need no types and hence no minute. */
async function problemsOf(file: string, imported: string): Promise<string[]> {
  const eslint = new ESLint({
    cwd: root,
    useEslintrc: false,
    overrideConfig: {
      parser: '@typescript-eslint/parser',
      parserOptions: { sourceType: 'module' },
      plugins: ['import'],
      settings: { 'import/resolver': { node: { extensions: ['.ts'] } } },
      rules: {
        'import/no-restricted-paths': ['error', { basePath: root, zones }],
      },
    },
  });
  const [result] = await eslint.lintText(
    `import type { X } from '${imported}';\nexport type Y = X;\n`,
    { filePath: path.join(root, 'src', file) },
  );
  return result.messages.map(message => message.message);
}

describe('imports between the folders of src/', () => {
  it.each([
    ['the pure core from what reads AWS', 'access/plan.ts', '../aws'],
    ['a lower folder from a higher one', 'aws/types.ts', '../inventory'],
    ['the database from the audit trail', 'database/time.ts', '../audit'],
    ['a folder past its door', 'inventory/types.ts', '../aws/types'],
  ])('are refused of %s', async (_case, file, imported) => {
    expect(await problemsOf(file, imported)).toEqual([
      expect.stringContaining('in restricted zone'),
    ]);
  });

  it.each([
    ['of a lower folder through its door', 'inventory/types.ts', '../aws'],
    ['within a folder', 'aws/types.ts', './trust'],
    ['of what tests share', 'audit/audit.test.ts', '../database/__testUtils__'],
  ])('are accepted %s', async (_case, file, imported) => {
    expect(await problemsOf(file, imported)).toEqual([]);
  });

  it('are refused by the configuration of the package', () => {
    const configuration = jest.requireActual<{
      rules: Record<string, unknown>;
    }>('../.eslintrc.js');
    expect(configuration.rules['import/no-restricted-paths']).toEqual([
      'error',
      { basePath: root, zones },
    ]);
  });
});
