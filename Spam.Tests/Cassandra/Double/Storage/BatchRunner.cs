using Spam.Tests.Cassandra.Double.Cql;
using Spam.Tests.Cassandra.Double.Wire;

namespace Spam.Tests.Cassandra.Double.Storage;

/// <summary>Carries out batches: all of it, or nothing where a condition does not hold.</summary>
sealed class BatchRunner(ModificationRunner changes)
{
    const byte Logged = 0, Unlogged = 1, Counter = 2;

    /// <summary>An unlogged batch over more partitions than this carries a warning.</summary>
    const int WidePartitions = 10;

    public Result Run(byte kind, IReadOnlyList<(Plan Plan, Values Values)> parts, long? timestamp)
    {
        foreach (var (plan, _) in parts)
            Check(kind, plan);
        if (parts.Count == 0)
            return new VoidResult();
        var conditional = parts.Where(part => ((ModificationStatement)part.Plan.Statement).IsConditional).ToArray();
        foreach (var (plan, values) in conditional)
        {
            if (changes.Refused(plan, values) is { } refused)
                return refused;
        }

        var at = conditional.Length > 0 || timestamp is null ? changes.NextTimestamp() : timestamp.Value;
        var partitions = parts.SelectMany(part => changes.Partitions(part.Plan, part.Values)).Distinct(KeyEquality.Instance).Count(); // refuses before anything is written
        foreach (var (plan, values) in parts)
            changes.Apply(plan, values, at);
        var table = parts[0].Plan.Table!; // a change has a table
        if (conditional.Length > 0)
            return ModificationRunner.Applied(table);
        var result = new VoidResult();
        if (kind == Unlogged && partitions > WidePartitions)
        {
            result.Warnings.Add(
                $"Unlogged batch covering {partitions} partitions detected against table [{table.Keyspace}.{table.Name}]. "
                + "You should use a logged batch for atomicity, or asynchronous writes for performance.");
        }

        return result;
    }

    static void Check(byte kind, Plan plan)
    {
        if (plan.Statement is not ModificationStatement)
            throw ServerError.Invalid("Invalid statement in batch: only UPDATE, INSERT and DELETE statements are allowed.");
        if (kind == Logged && plan.Table!.IsCounter) // a change has a table
            throw ServerError.Invalid("Cannot include a counter statement in a logged batch");
        if (kind == Counter && !plan.Table!.IsCounter)
            throw ServerError.Invalid("Cannot include non-counter statement in a counter batch");
    }
}
