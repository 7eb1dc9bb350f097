using System.Globalization;
using Xunit.Abstractions;

namespace Spam.Tests.Cassandra.Double;

/// <summary>A real client's recorded frames go to the double; its answers are those that the real server gave.</summary>
public class FakeCassandraGoldenTests(ITestOutputHelper output)
{
    static readonly string[] _schema =
    [
        "CREATE KEYSPACE golden WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}",
        "CREATE TYPE golden.address (street text, number int, tags frozen<set<text>>)",
        """
        CREATE TABLE golden.all_types (id int PRIMARY KEY, a_ascii ascii, a_bigint bigint, a_blob blob, a_boolean boolean, a_date date, a_decimal decimal,
        a_double double, a_duration duration, a_float float, a_inet inet, a_int int, a_list list<int>, a_map map<text, float>,
        a_nested map<text, frozen<list<frozen<tuple<int, text>>>>>, a_set set<text>, a_smallint smallint, a_text text, a_time time, a_timestamp timestamp,
        a_timeuuid timeuuid, a_tinyint tinyint, a_tuple tuple<int, text, double>, a_udt frozen<address>, a_uuid uuid, a_varchar varchar, a_varint varint, a_vector vector<float, 3>)
        """,
        "CREATE TABLE golden.accounts (id int PRIMARY KEY, owner text)",
        "CREATE TABLE golden.hits (k text PRIMARY KEY, n counter)",
        "CREATE TABLE golden.hits_text (k text PRIMARY KEY, v text)",
        "CREATE TABLE golden.readings (part int, n int, t text, PRIMARY KEY (part, n))",
        "CREATE TABLE golden.readings_dead (part int, n int, t text, PRIMARY KEY (part, n))",
        "CREATE TABLE golden.spam_cache_items (model_version text, input text, stored_at timeuuid, result text, confidence float, prediction_map map<text, float>, PRIMARY KEY ((model_version, input)))",
        "CREATE TABLE golden.spam_calls_per_caller (caller_id text, called_hour timestamp, called_at timeuuid, input text, PRIMARY KEY ((caller_id, called_hour), called_at))",
        "CREATE TABLE golden.moving (a int PRIMARY KEY, c text)",
        "INSERT INTO golden.moving (a, c) VALUES (1, 'see')",
        .. Enumerable.Range(0, 23).Select(n => string.Create(CultureInfo.InvariantCulture, $"INSERT INTO golden.readings (part, n, t) VALUES (1, {n}, 'Zoë s {n}')")),
    ];

    /// <summary>Scenarios of what the double leaves out: compression, a query handler of the server's own, a second host that joins (see the cluster's tests).</summary>
    static readonly string[] _leftOut = ["v4/connect_lz4", "v4/connect_snappy", "v4/custom_payload_mirrored", "v4/two_nodes", "4.1/v4/connect_lz4", "4.1/v4/connect_snappy"];

    /// <summary>Steps of the other scenarios that it leaves out: functions, aggregates, indexes, views, JSON, tombstone and batch size thresholds, protocol 6.</summary>
    static readonly string[] _stepsLeftOut =
    [
        "INDEX", "MATERIALIZED VIEW", "FUNCTION", "AGGREGATE", "JSON", "aliases, functions, literals", "LIST ROLES", "batch over 5 KiB", "tombstones", "function failure",
        "batch over the failure threshold", "version 6 with the beta flag", "an HTTP request", "traced QUERY", "CREATE ROLE",
    ];

    public static TheoryData<string> Scenarios => GoldenScenario.Names(["v4", "4.1/v4"], _leftOut);

    [SkippableTheory, MemberData(nameof(Scenarios))]
    public async Task Its_answers_are_those_of_a_real_server(string scenario)
    {
        var lines = GoldenScenario.Read(scenario);
        var isOld = scenario.StartsWith("4.1", StringComparison.Ordinal);
        await using var server = FakeCassandra.Start(new()
        {
            IsLenient = true,
            ClusterName = "anchor",
            Release = isOld ? "4.1.8" : "5.0.4",
            Schema = isOld ? [.. _schema.Select(cql => cql.Replace(", a_vector vector<float, 3>", "", StringComparison.Ordinal))] : _schema,
            Users = scenario.Contains("auth", StringComparison.Ordinal) ? new Dictionary<string, string> { ["cassandra"] = "cassandra", ["alice"] = "sesame", ["norole"] = "x" } : null,
            WithoutGrants = new HashSet<string> { "alice" },
            Locked = new HashSet<string> { "norole" },
        });

        using var exchange = await GoldenExchange.OpenAsync(server, lines, IsLeftOut);
        foreach (var line in lines)
            await exchange.TakeAsync(line);

        output.WriteLine($"{scenario}: {exchange.Total - exchange.Differences.Count} of {exchange.Total} answers are equal, {exchange.SameBytes} byte by byte");
        var wrong = exchange.Differences.Where(difference => !IsLeftOut(difference.Step)).Select(difference => difference.Text);
        Assert.True(!wrong.Any(), string.Join('\n', wrong));
    }

    static bool IsLeftOut(string step) => _stepsLeftOut.Any(part => step.Contains(part, StringComparison.Ordinal));
}
