/**
 * The folders of src/ in the direction of the data: a folder may import the ones named behind it, and only through their `index`.
 * The order is the design (docs/architecture.md); adding an arrow here is changing it.
 */
const mayImport = {
  access: [],
  config: ['access'],
  database: ['config', 'access'],
  audit: ['database', 'access'],
  aws: ['config', 'access'],
  catalog: ['config', 'database', 'audit', 'access', 'aws'],
  inventory: ['config', 'database', 'audit', 'access', 'aws', 'catalog'],
  reconcile: [
    'config',
    'database',
    'audit',
    'access',
    'aws',
    'catalog',
    'inventory',
  ],
  requests: [
    'config',
    'database',
    'audit',
    'access',
    'aws',
    'catalog',
    'inventory',
    'reconcile',
  ],
  overview: [
    'config',
    'access',
    'aws',
    'catalog',
    'inventory',
    'reconcile',
    'requests',
  ],
  http: ['access', 'aws', 'catalog', 'reconcile', 'requests', 'overview'],
};

const folders = Object.keys(mayImport);

/** Zones of import/no-restricted-paths: one for each arrow that is not there, and one for each door. */
exports.zones = [
  ...folders.flatMap(folder =>
    folders
      .filter(other => other !== folder && !mayImport[folder].includes(other))
      .map(other => ({
        target: `./src/${folder}`,
        from: `./src/${other}`,
        message: `${folder}/ may import only: ${
          mayImport[folder].join(', ') || 'nothing'
        }. See importDirections.js.`,
      })),
  ),
  ...folders.flatMap(folder =>
    folders
      .filter(other => mayImport[folder].includes(other))
      .map(other => ({
        target: `./src/${folder}`,
        from: `./src/${other}`,
        // What tests share is no part of the product and has its own door.
        except: ['./index.ts', './__testUtils__/index.ts'],
        message: `${other}/ is entered through its index.`,
      })),
  ),
];
