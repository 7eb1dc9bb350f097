// The DataStax driver for Node.js against a server that a test started: what it could do there, as one JSON object.
// node cassandra-driver.mjs '{"port": 9042, "user": ..., "password": ..., "ca": path, "cert": path, "key": path, "bundle": path}'
import dns from 'node:dns';
import { readFileSync } from 'node:fs';
import cassandra from 'cassandra-driver';

const settings = JSON.parse(process.argv[2]);
const { types } = cassandra;

// The driver asks a name server for the proxy's name, and localhost need not stand there.
const resolve4 = dns.resolve4;
dns.resolve4 = (name, callback) => name === 'localhost' ? callback(null, ['127.0.0.1']) : resolve4(name, callback);

function options(more = {}) {
  const common = {
    socketOptions: { connectTimeout: settings.timeout ?? 10_000, readTimeout: 10_000 },
    pooling: { warmup: true },
    protocolOptions: { port: settings.port },
    ...more,
  };
  if (settings.bundle) {
    delete common.protocolOptions;
    common.cloud = { secureConnectBundle: settings.bundle };
  } else {
    common.contactPoints = ['127.0.0.1'];
    common.localDataCenter = 'datacenter1';
  }
  if (settings.ca) {
    const read = path => path ? readFileSync(path) : undefined;
    common.sslOptions = { ca: [read(settings.ca)], cert: read(settings.cert), key: read(settings.key), host: 'localhost', rejectUnauthorized: true };
  }
  if (settings.user && !more.authProvider)
    common.authProvider = new cassandra.auth.PlainTextAuthProvider(settings.user, settings.password);
  return common;
}

// What an operation failed with: the driver's class, the server's code, the text.
async function failure(work) {
  try {
    await work();
    return null;
  } catch (error) {
    const inner = error.innerErrors ? Object.values(error.innerErrors)[0] : undefined;
    return { name: error.name, code: error.code ?? null, message: error.message, inner: inner ? { name: inner.name, message: inner.message } : null };
  }
}

async function run() {
  const report = {};
  const client = new cassandra.Client(options());
  try {
    await client.connect();
    const hosts = client.hosts.values();
    report.hosts = hosts.map(host => host.address).sort();
    report.release = hosts[0].cassandraVersion;
    report.protocol = client.controlConnection.protocolVersion;
    report.cluster = client.metadata?.tokenizer ? 'tokens' : 'no tokens';

    if (settings.createsKeyspace !== false)
      await client.execute("CREATE KEYSPACE IF NOT EXISTS probe WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}");
    await client.execute('CREATE TABLE IF NOT EXISTS probe.cache (model_version text, input text, stored_at timeuuid, result text, confidence float, prediction_map map<text, float>, PRIMARY KEY ((model_version, input)))');
    await client.execute('CREATE TABLE IF NOT EXISTS probe.calls (caller text, hour timestamp, called_at timeuuid, input text, PRIMARY KEY ((caller, hour), called_at)) WITH CLUSTERING ORDER BY (called_at ASC)');
    const table = await client.metadata.getTable('probe', 'calls');
    report.table = { partition: table.partitionKeys.map(column => column.name), clustering: table.clusteringKeys.map(column => column.name) };

    const prepare = { prepare: true, isIdempotent: true, consistency: types.consistencies.localQuorum };
    const id = types.TimeUuid.now();
    const insert = 'INSERT INTO probe.cache (model_version, input, stored_at, result, confidence, prediction_map) VALUES (?, ?, ?, ?, ?, ?) USING TTL ?';
    await client.execute(insert, ['v1', 'Zoë 😀', id, 'spam', 0.5, { ham: 0.25, spam: 0.75 }, 3600], prepare);
    const select = 'SELECT stored_at, result, confidence, prediction_map, ttl(result) AS left FROM probe.cache WHERE model_version = ? AND input = ?';
    const row = (await client.execute(select, ['v1', 'Zoë 😀'], prepare)).first();
    report.row = {
      sameId: row.stored_at.equals(id), result: row.result, confidence: row.confidence, map: row.prediction_map, hasTtl: row.left > 3500 && row.left <= 3600,
    };
    report.missing = (await client.execute(select, ['v1', 'absent'], prepare)).rowLength;

    const hour = new Date(Date.UTC(2026, 10, 22, 13));
    const calls = Array.from({ length: 25 }, (_, i) => ({
      query: 'INSERT INTO probe.calls (caller, hour, called_at, input) VALUES (?, ?, ?, ?)',
      params: ['10.0.0.7', hour, types.TimeUuid.fromDate(new Date(Date.UTC(2026, 10, 22, 13, 0, i)), i), `text ${i}`],
    }));
    await client.batch(calls.slice().reverse(), { ...prepare, logged: true });
    const read = 'SELECT called_at, input FROM probe.calls WHERE caller = ? AND hour = ?';
    const sizes = [];
    const texts = [];
    let state = null;
    do {
      const page = await client.execute(read, ['10.0.0.7', hour], { ...prepare, fetchSize: 10, pageState: state });
      sizes.push(page.rowLength);
      texts.push(...page.rows.map(found => found.input));
      state = page.pageState;
    } while (state);
    report.pages = { sizes, inOrder: texts.every((text, i) => text === `text ${i}`), count: texts.length };
    let streamed = 0;
    for await (const found of await client.execute(read, ['10.0.0.7', hour], { ...prepare, fetchSize: 5 }))
      streamed += found.input ? 1 : 0;
    report.streamed = streamed;

    const many = await Promise.all(Array.from({ length: 200 }, (_, i) => client.execute(select, ['v1', i % 2 ? 'Zoë 😀' : 'absent'], prepare)));
    report.concurrent = many.every((found, i) => found.rowLength === i % 2);

    const once = 'INSERT INTO probe.cache (model_version, input, result) VALUES (?, ?, ?) IF NOT EXISTS';
    const first = await client.execute(once, ['v1', 'once', 'ham'], prepare);
    const second = await client.execute(once, ['v1', 'once', 'spam'], prepare);
    report.applied = [first.wasApplied(), second.wasApplied(), second.first().result];

    await client.execute('DELETE FROM probe.cache WHERE model_version = ? AND input = ?', ['v1', 'Zoë 😀'], prepare);
    report.deleted = (await client.execute(select, ['v1', 'Zoë 😀'], prepare)).rowLength;

    await client.execute('ALTER TABLE probe.cache ADD note text');
    report.prepared_again = (await client.execute(select, ['v1', 'once'], prepare)).first().result;

    report.errors = {
      syntax: await failure(() => client.execute('SELEC 1')),
      table: await failure(() => client.execute('SELECT * FROM probe.nothing')),
      exists: await failure(() => client.execute('CREATE TABLE probe.cache (a int PRIMARY KEY)')),
      long_key: await failure(() => client.execute(select, ['v1', 'k'.repeat(65_530)], prepare)),
      unavailable: await failure(() => client.execute(select, ['v1', 'x'], { ...prepare, consistency: types.consistencies.three, retry: new cassandra.policies.retry.FallthroughRetryPolicy() })),
    };
    if (settings.user) {
      const wrong = new cassandra.Client(options({ authProvider: new cassandra.auth.PlainTextAuthProvider(settings.user, 'wrong') }));
      report.errors.password = await failure(() => wrong.connect());
      await wrong.shutdown();
    }
  } finally {
    await client.shutdown();
  }
  return report;
}

run().then(
  report => {
    console.log(JSON.stringify(report));
    process.exit(0);
  },
  error => {
    console.error(error);
    process.exit(1); // a connection that failed may leave timers behind
  });
