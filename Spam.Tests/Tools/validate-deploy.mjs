// Checks deploy/ by schema, as no engine runs it here: the compose file, the Kubernetes manifest, the Dockerfile.
// node validate-deploy.mjs FOLDER: prints what is wrong, a line each; exit code 1 where there is something.
// With --json it prints the compose file and the manifest as JSON, for tests that look closer.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import yaml from 'yaml';

const require = createRequire(import.meta.url);
const composeSchema = JSON.parse(readFileSync(new URL('node_modules/dclint/schemas/compose.schema.json', import.meta.url), 'utf8'));
const { validate } = require('dockerfile-utils');

const folder = process.argv[2];
const read = name => readFileSync(join(folder, name), 'utf8');
const problems = [];

function documents(name) {
  const found = yaml.parseAllDocuments(read(name), { strict: true, uniqueKeys: true, merge: true });
  for (const document of found)
    problems.push(...document.errors.map(error => `${name}: ${error.message}`));
  return found.map(document => document.toJS());
}

const [compose] = documents('compose.yaml');
const ajv = addFormats.default(new Ajv.default({ strict: false, allErrors: true, validateSchema: false }));
ajv.addFormat('subnet_ip_address', /^[0-9a-f.:]+\/\d+$/);
const isCompose = ajv.compile(composeSchema);
if (!isCompose(compose))
  problems.push(...isCompose.errors.map(error => `compose.yaml${error.instancePath}: ${error.message} ${JSON.stringify(error.params)}`));

// The schemas let unknown keys pass. They read each key that they know, so the keys that nobody reads are unknown.
function watched(value, place, unread) {
  if (typeof value !== 'object' || value === null)
    return value;
  const children = new Map();
  if (!Array.isArray(value))
    Object.keys(value).forEach(key => unread.add(`${place}/${key}`));
  return new Proxy(value, {
    get(target, key) {
      unread.delete(`${place}/${String(key)}`);
      if (!children.has(key))
        children.set(key, watched(Reflect.get(target, key), `${place}/${String(key)}`, unread));
      return children.get(key);
    },
  });
}

function schemaOf({ apiVersion, kind }) {
  const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') : ['core', apiVersion];
  const capital = word => word[0].toUpperCase() + word.slice(1);
  return require(`./node_modules/kubernetes-models/_schemas/IoK8sApi${capital(group)}${capital(version)}${kind}.js`).validate;
}

const manifest = documents('kubernetes.yaml');
for (const resource of manifest) {
  const place = `kubernetes.yaml, ${resource.kind} ${resource.metadata?.name}`;
  const isResource = schemaOf(resource);
  const unread = new Set();
  if (!isResource(watched(resource, '', unread)))
    problems.push(...isResource.errors.map(error => `${place}${error.instancePath}: ${error.keyword} ${JSON.stringify(error.params)}`));
  problems.push(...[...unread].map(key => `${place}${key}: there is no such key`));
}

for (const { range, message } of validate(read('Dockerfile')))
  problems.push(`Dockerfile:${range.start.line + 1}: ${message}`);

if (process.argv[3] === '--json')
  console.log(JSON.stringify({ compose, manifest }));
else
  problems.forEach(problem => console.log(problem));
process.exit(problems.length ? 1 : 0);
