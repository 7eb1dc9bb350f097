using Cassandra;

namespace Spam.Cassandra;

/// <summary>What a request may carry that the driver's members named here do not set.</summary>
public static class StatementExtensions
{
    /// <summary>Sends bytes by name with the statement, for the server's query handler.</summary>
    public static T WithOutgoingPayload<T>(this T statement, IDictionary<string, byte[]> payload)
        where T : Statement
    {
        ArgumentNullException.ThrowIfNull(statement);
        statement.OutgoingPayload = payload;
        return statement;
    }
}
