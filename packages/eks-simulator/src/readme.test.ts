import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { controlRoutes } from './control/controlRoutes';
import { eksRoutes } from './eks';
import { exampleCredentials } from './example';

const readme = readFileSync(join(__dirname, '..', 'README.md'), 'utf8');

function operationsNamed(): string[] {
  const [, row = ''] = /^\| EKS +\| (.*?) +\|$/m.exec(readme) ?? [];
  return row.split(', ').map(text => text.replace(/ \(.*\)$/, ''));
}

describe('the README', () => {
  it('names each operation of EKS, and no other', () => {
    const names = eksRoutes.map(({ operation }) => operation.name);
    expect(operationsNamed().sort()).toEqual(names.sort());
  });

  it.each(controlRoutes.map(({ path }) => path))(
    'names the control call %s',
    path => {
      expect(readme).toContain(path);
    },
  );

  it('gives the keys of the example world', () => {
    const keys = [
      exampleCredentials.hub,
      ...Object.values(exampleCredentials.administrators),
    ];
    for (const { accessKeyId, secretAccessKey } of keys) {
      expect(readme).toContain(`\`${accessKeyId}\``);
      expect(readme).toContain(`\`${secretAccessKey}\``);
    }
  });
});
