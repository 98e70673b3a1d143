import { readFileSync } from 'node:fs';
import path from 'node:path';
import { grantTransitions, requestTransitions } from './transitions';

/** The tables as Mermaid, one line for each transition. */
function diagramOf(
  start: string,
  rows: readonly {
    from: string;
    event: string;
    to: string;
    by: string;
    whileGrant?: readonly string[];
    because?: string;
  }[],
): string {
  // Mermaid takes no hyphen in the name of a state.
  const name = (state: string) => state.replace('-', ' ').replace(' ', '_');
  const lines = rows.map(({ from, event, to, by, whileGrant, because }) => {
    const when = whileGrant ? `, while ${whileGrant.join(' or ')}` : '';
    const why = because && because !== event ? ` (${because})` : '';
    return `  ${name(from)} --> ${name(to)}: ${event}${why} by ${by}${when}`;
  });
  return ['stateDiagram-v2', `  [*] --> ${start}`, ...lines].join('\n');
}

const readme = readFileSync(path.join(__dirname, 'README.md'), 'utf8');
const [, ...blocks] = readme.split('```mermaid\n');
const drawn = blocks.map(block => block.slice(0, block.indexOf('\n```')));

describe('README.md', () => {
  it('draws the life of a request as the table has it', () => {
    expect(drawn[0]).toBe(diagramOf('waiting', requestTransitions));
  });

  it('draws the life of a grant as the table has it', () => {
    expect(drawn[1]).toBe(diagramOf('starting', grantTransitions));
  });
});
