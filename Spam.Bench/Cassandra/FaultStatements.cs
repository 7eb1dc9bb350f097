using Cassandra;

namespace Spam.Bench.Cassandra;

/// <summary>The statements of <see cref="FaultCaller"/>.</summary>
/// <param name="Select">One row of the cache.</param>
/// <param name="Insert">A row of the cache: done twice, it is the same.</param>
/// <param name="Entries">A list.</param>
/// <param name="Append">An entry at its end: done twice, it is there twice.</param>
sealed record FaultStatements(PreparedStatement Select, PreparedStatement Insert, PreparedStatement Entries, PreparedStatement Append)
{
    /// <summary>Prepares them.</summary>
    public static async Task<FaultStatements> PrepareAsync(ISession session) => new(
        await session.PrepareAsync("SELECT input, prediction FROM spam.items WHERE model_version = ? AND input = ?"),
        await session.PrepareAsync("INSERT INTO spam.items (model_version, input, prediction) VALUES (?, ?, ?)"),
        await session.PrepareAsync("SELECT name, entries FROM spam.logs WHERE name = ?"),
        await session.PrepareAsync("UPDATE spam.logs SET entries = entries + ? WHERE name = ?"));
}
