using Cassandra;
using Spam.Cassandra.Protocol;

namespace Spam.Cassandra.Transport;

/// <summary>Turns statements into requests.</summary>
static class RequestFactory
{
    static long _lastTimestamp;

    /// <summary>Microseconds since 1970 that never repeat and never go back in this process: the last write wins, so two writes need two times.</summary>
    public static long NextTimestamp(TimeProvider time)
    {
        while (true)
        {
            var last = Volatile.Read(ref _lastTimestamp);
            var next = Math.Max(Micros(time.GetUtcNow()), last + 1);
            if (Interlocked.CompareExchange(ref _lastTimestamp, next, last) == last)
                return next;
        }
    }

    /// <summary>The request for a statement.</summary>
    /// <param name="statement">What is executed.</param>
    /// <param name="options">What the statement does not say.</param>
    /// <param name="consistency">How many replicas must answer.</param>
    /// <param name="timestamp">The time of the write, the same for each try: a second try then changes nothing.</param>
    /// <param name="pagingState">Where the page begins.</param>
    public static Request Make(IStatement statement, QueryOptions options, ConsistencyLevel consistency, long timestamp, byte[]? pagingState)
    {
        var serial = statement is Statement { HasSerialConsistency: true } ? statement.SerialConsistencyLevel : options.GetSerialConsistencyLevel();
        if (statement is BatchStatement batch)
        {
            if (batch.IsEmpty)
                throw new RequestInvalidException("The batch holds no statement.");
            return new BatchRequest(batch.BatchType, [.. batch.Parts.Select(Part)], consistency)
            {
                SerialConsistency = serial,
                Timestamp = timestamp,
                Tracing = statement.IsTracing,
                CustomPayload = statement.OutgoingPayload,
            };
        }

        var values = statement is BoundStatement bound ? bound.Values : Values(statement);
        var parameters = new QueryParameters(consistency, values is { Count: > 0 } ? values : null)
        {
            PageSize = PageSize(statement, options),
            PagingState = pagingState is { Length: > 0 } ? pagingState : null,
            SerialConsistency = serial,
            Timestamp = timestamp,
        };
        return statement switch
        {
            BoundStatement { PreparedStatement.Query: { } query }
                => new ExecuteRequest(query.Id, parameters) { Tracing = statement.IsTracing, CustomPayload = statement.OutgoingPayload },
            RegularStatement { QueryString: { Length: > 0 } text }
                => new QueryRequest(text, parameters) { Tracing = statement.IsTracing, CustomPayload = statement.OutgoingPayload },
            _ => throw new RequestInvalidException($"A {statement.GetType().Name} without a text or a prepared statement cannot be executed."),
        };
    }

    /// <summary>Microseconds since 1970.</summary>
    public static long Micros(DateTimeOffset moment) => (moment.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    static BoundValues? Values(IStatement statement)
        => statement is SimpleStatement simple ? simple.Encode() : statement.QueryValues is { Length: > 0 } values ? BoundValues.Of(values, null) : null;

    static int? PageSize(IStatement statement, QueryOptions options)
        => (statement.PageSize == 0 ? options.GetPageSize() : statement.PageSize) is > 0 and < int.MaxValue and var size ? size : null;

    static BatchPart Part(Statement statement) => statement switch
    {
        BoundStatement { PreparedStatement.Query: { } query } bound => new(query.Id, null, bound.Values),
        RegularStatement { QueryString: { Length: > 0 } text } => new BatchPart(null, text, Values(statement) ?? BoundValues.None) is { Values.Named: false } part
            ? part
            : throw new RequestInvalidException("Values by name cannot be sent in a batch on version 4. Give them by position."),
        _ => throw new RequestInvalidException($"A {statement.GetType().Name} without a text or a prepared statement cannot be sent in a batch."),
    };
}
