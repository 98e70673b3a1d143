import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const file = resolve(__dirname, '../../../../examples/mappings.yaml');

/** YAML of one mapping of examples/mappings.yaml, by its name. */
export function exampleMapping(name: string): string {
  const found = readFileSync(file, 'utf8')
    .split(/^---$/m)
    .find(document => new RegExp(`^  name: ${name}$`, 'm').test(document));
  if (!found) throw new Error(`examples/mappings.yaml has no mapping ${name}`);
  return found;
}
