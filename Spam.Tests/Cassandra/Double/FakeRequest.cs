using Spam.Tests.Cassandra.Double.Wire;

namespace Spam.Tests.Cassandra.Double;

/// <summary>A request as a double saw it.</summary>
/// <param name="Connection">The connection's number, from 1.</param>
/// <param name="Stream">Its stream id.</param>
/// <param name="Opcode">What it is.</param>
/// <param name="Query">The text; of EXECUTE the text that was prepared; of BATCH its first.</param>
/// <param name="Options">What stands behind the text.</param>
sealed record FakeRequest(int Connection, short Stream, Opcode Opcode, string? Query, QueryOptions? Options)
{
    public bool IsStatement => Opcode is Opcode.Query or Opcode.Execute or Opcode.Batch;

    /// <summary>Whether it goes on where a page ended.</summary>
    public bool IsNextPage => Options?.PagingState is not null;
}
