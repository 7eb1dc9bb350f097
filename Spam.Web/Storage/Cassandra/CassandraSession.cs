using Cassandra;
using ISession = Cassandra.ISession;

namespace Spam.Web.Storage.Cassandra;

/// <summary>A connected session and its statements.</summary>
/// <param name="Driver">The driver's session.</param>
/// <param name="Statements">What was prepared on it.</param>
/// <param name="Explain">Turns a failure of the driver into words of ours.</param>
sealed record CassandraSession(ISession Driver, CassandraStatements Statements, Func<Exception, StoreException> Explain)
{
    /// <summary>Executes a statement. Who cancels waits no longer; what was sent is sent.</summary>
    /// <exception cref="StoreException">It failed.</exception>
    public async Task<RowSet> ExecuteAsync(IStatement statement, CancellationToken cancellation)
    {
        try
        {
            return await Driver.ExecuteAsync(statement).WaitAsync(cancellation);
        }
        catch (Exception cause) when (cause is not OperationCanceledException)
        {
            throw Explain(cause);
        }
    }
}
