using System.Security.Cryptography;
using System.Text;
using Spam.Tests.Cassandra.Double.Cql;
using Spam.Tests.Cassandra.Double.Wire;

namespace Spam.Tests.Cassandra.Double.Storage;

/// <summary>One host's work on statements: plans them, prepares them, carries them out.</summary>
sealed class Engine
{
    readonly Dictionary<byte[], Plan> _prepared = new(KeyEquality.Instance);
    readonly FakeStorage _storage;
    readonly Planner _planner;
    readonly SelectRunner _selects;
    readonly ModificationRunner _changes;
    readonly BatchRunner _batches;
    readonly Replicas _replicas;

    public Engine(FakeStorage storage, FakeHost self, Func<IEnumerable<FakeHost>> peers)
    {
        _storage = storage;
        var rules = new KeyRules(self.Release);
        _planner = new(storage, new SystemTables(storage, self, peers).Find);
        _selects = new(storage.Clock, rules);
        _changes = new(storage, rules);
        _batches = new(_changes);
        _replicas = new(storage, peers);
        storage.Changed += Forget;
    }

    /// <summary>Refuses what Astra refuses: other consistencies than its own for writes, and keyspaces.</summary>
    public bool IsAstra { get; set; }

    /// <summary>How many statements are prepared.</summary>
    public int Prepared
    {
        get
        {
            lock (_storage.Gate)
                return _prepared.Count;
        }
    }

    public void ForgetPrepared()
    {
        lock (_storage.Gate)
            _prepared.Clear();
    }

    public Result Query(string cql, string? keyspace, QueryOptions options)
    {
        var statement = Parser.Parse(cql);
        lock (_storage.Gate)
            return Run(_planner.Plan(statement, keyspace), keyspace, options);
    }

    /// <summary>Prepares, under the id that a real server gives: of the text, with the keyspace before it where the text does not say it.</summary>
    public PreparedResult Prepare(string cql, string? keyspace)
    {
        var statement = Parser.Parse(cql);
        lock (_storage.Gate)
        {
            var plan = _planner.Plan(statement, keyspace);
#pragma warning disable CA5351 // the id is the server's own, not a secret
            var id = MD5.HashData(Encoding.UTF8.GetBytes(plan.IsQualified ? cql : keyspace + cql));
#pragma warning restore CA5351
            _prepared[id] = plan with { Text = cql };
            return new(id, plan);
        }
    }

    public Result Execute(byte[] id, string? keyspace, QueryOptions options)
    {
        lock (_storage.Gate)
        {
            var plan = Find(id);
            if ((options.Values?.Length ?? 0) < plan.Markers.Length && options.Values is null)
                throw ServerError.Invalid($"there were {plan.Markers.Length} markers(?) in CQL but 0 bound variables");
            return Run(plan, keyspace, options);
        }
    }

    public Result Batch(byte kind, IReadOnlyList<(string? Cql, byte[]? Id, Bound[] Values)> parts, string? keyspace, QueryOptions options)
    {
        lock (_storage.Gate)
        {
            var plans = new List<(Plan, Values)>();
            foreach (var (cql, id, bound) in parts)
            {
                var plan = id is not null ? Find(id) : _planner.Plan(Parser.Parse(cql!), keyspace); // a part without an id has a text
                plans.Add((plan, new(InOrder(plan, new() { Values = bound }), _storage.Clock)));
            }

            foreach (var (plan, _) in plans)
                Check(plan, options);
            return _batches.Run(kind, plans, options.Timestamp);
        }
    }

    /// <summary>A prepared statement, for faults that look at it.</summary>
    public Plan? PlanOf(byte[] id)
    {
        lock (_storage.Gate)
            return _prepared.GetValueOrDefault(id);
    }

    Plan Find(byte[] id) => _prepared.GetValueOrDefault(id) ?? throw ServerError.Unprepared(id);

    Result Run(Plan plan, string? keyspace, QueryOptions options)
    {
        var values = new Values(InOrder(plan, options), _storage.Clock);
        Check(plan, options);
        switch (plan.Statement)
        {
            case SelectStatement:
                return _selects.Run(plan, values, options);
            case ModificationStatement:
                return _changes.Run(plan, values, options.Timestamp);
            case BatchStatement batch:
                return _batches.Run(batch.Kind, [.. batch.Statements.Select(part => (_planner.Plan(part, keyspace), values))], options.Timestamp);
            case UseStatement use:
                return _storage.Keyspaces.ContainsKey(use.Keyspace) ? new KeyspaceResult(use.Keyspace) : throw ServerError.Invalid($"Keyspace '{use.Keyspace}' does not exist");
            case TruncateStatement:
                plan.Table!.Truncate(); // a plan of TRUNCATE has a table
                return new VoidResult();
            default:
                if (IsAstra && !options.IsOwn && plan.Statement is CreateKeyspaceStatement or DropStatement { Target: "KEYSPACE" })
                    throw new ServerError(ErrorCode.UNAUTHORIZED, $"Missing correct permission on {(plan.Statement as CreateKeyspaceStatement)?.Name ?? ((DropStatement)plan.Statement).Name.Name}.");
                return new SchemaStatements(_storage).Run(plan.Statement, keyspace) is { } change ? new SchemaResult(change) : new VoidResult();
        }
    }

    void Check(Plan plan, QueryOptions options)
    {
        if (plan.Table is null || plan.Statement is TruncateStatement)
            return;
        if (plan.Statement is ModificationStatement change)
        {
            if (options.Consistency is Consistency.SERIAL or Consistency.LOCAL_SERIAL && !change.IsConditional)
                throw ServerError.Invalid("You must use conditional updates for serializable writes");
            if (IsAstra && !options.IsOwn && options.Consistency is Consistency.ANY or Consistency.ONE or Consistency.LOCAL_ONE)
                throw ServerError.Invalid($"Provided value {options.Consistency} is not allowed for Write Consistency Level (disallowed values are: [ANY, ONE, LOCAL_ONE])");
        }
        else if (options.Consistency == Consistency.ANY)
        {
            throw ServerError.Invalid("ANY ConsistencyLevel is only supported for writes");
        }

        _replicas.Check(plan.Table.Keyspace, options.Consistency);
    }

    static Bound[] InOrder(Plan plan, QueryOptions options)
    {
        var values = options.Values ?? [];
        var markers = plan.Statement is BatchStatement ? values.Length : plan.Markers.Length;
        if (options.Names is { } names)
            values = [.. plan.Markers.Select(marker => Array.IndexOf(names, marker.Name)).Where(at => at >= 0).Select(at => options.Values![at])]; // names come with values
        return values.Length == markers ? values : throw ServerError.Invalid("Invalid amount of bind variables");
    }

    void Forget(SchemaChange change)
    {
        var gone = _prepared.Where(entry => entry.Value.Table is { } table && table.Keyspace == change.Keyspace
            && (change.Target == "KEYSPACE" && change.Change == "DROPPED" || change.Target == "TABLE" && table.Name == change.Name)).Select(entry => entry.Key).ToArray();
        foreach (var id in gone)
            _prepared.Remove(id);
    }
}
