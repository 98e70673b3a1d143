import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { domainRows } from './rows';

const sourceFolder = join(__dirname, '..');

interface Source {
  readonly name: string;
  readonly file: ts.SourceFile;
}

function readSources(): Source[] {
  return readdirSync(sourceFolder, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .filter(name => !name.includes('.test.') && !name.includes('__testUtils__'))
    .map(name => ({
      name: relative('.', name),
      file: ts.createSourceFile(
        name,
        readFileSync(join(sourceFolder, name), 'utf8'),
        ts.ScriptTarget.Latest,
        true,
      ),
    }));
}

function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  node.forEachChild(child => visit(child, see));
}

/** Texts of the first arguments of all calls to `refuse`. */
function refusedRows(source: Source): string[] {
  const rows: string[] = [];
  visit(source.file, node => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'refuse') {
      rows.push(node.arguments[0].getText());
    }
  });
  return rows;
}

/** Texts of all string literals. */
function literals(source: Source): string[] {
  const texts: string[] = [];
  visit(source.file, node => {
    if (ts.isStringLiteral(node)) texts.push(node.text);
  });
  return texts;
}

function countOf(source: Source, matches: (node: ts.Node) => boolean): number {
  let count = 0;
  visit(source.file, node => {
    if (matches(node)) count += 1;
  });
  return count;
}

describe('citations of the refusals', () => {
  const sources = readSources();
  const outside = (names: string[]) =>
    sources.filter(({ name }) => !names.includes(name));

  it('reads the sources that it is about', () => {
    expect(sources.length).toBeGreaterThan(30);
    expect(sources.flatMap(refusedRows).length).toBeGreaterThan(40);
  });

  it('names a row of the table in each refusal', () => {
    const known = new Set([
      ...Object.keys(domainRows).map(row => `'${row}'`),
      // The row that an operation names for input it cannot read; the rows are literals, found by the next test.
      'malformed',
    ]);
    const uncited = sources.flatMap(source =>
      refusedRows(source)
        .filter(row => !known.has(row))
        .map(row => `${source.name}: ${row}`),
    );
    expect(uncited).toEqual([]);
  });

  it('has no row that nothing refuses by', () => {
    const used = new Set(outside(['refusals/rows.ts']).flatMap(literals));
    const unused = Object.keys(domainRows).filter(row => !used.has(row));
    expect(unused).toEqual([]);
  });

  it('makes refusals in one place only', () => {
    const isHandMade = (node: ts.Node) =>
      ts.isPropertyAssignment(node) &&
      node.name.getText() === 'ok' &&
      node.initializer.kind === ts.SyntaxKind.FalseKeyword;
    const makers = sources.filter(source => countOf(source, isHandMade) > 0);
    expect(makers.map(({ name }) => name)).toEqual(['refusals/refuse.ts']);
  });

  it('writes an error status only from a row, or for the control API and the server itself', () => {
    const isErrorStatus = (node: ts.Node) =>
      ts.isNumericLiteral(node) &&
      /^[45]\d\d$/.test(node.text) &&
      /^(status: |problem\()/.test(node.parent.getText());
    const writers = outside(['refusals/rows.ts']).filter(
      source => countOf(source, isErrorStatus) > 0,
    );
    expect(writers.map(({ name }) => name).sort()).toEqual([
      'control/handleControl.ts',
      'server/httpServer.ts',
    ]);
  });

  it('says of each row what it stands on', () => {
    for (const row of Object.values(domainRows)) {
      expect(row.fact.length).toBeGreaterThan(10);
      expect(row.source.length).toBeGreaterThan(5);
    }
  });
});
