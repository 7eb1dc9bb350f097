using System.Threading.Channels;
using Cassandra;

namespace Spam.Web.Storage.Cassandra;

/// <summary>Sends statements together, but so many at once at most: a connection takes 2,048, and others want to be served, too.</summary>
sealed class InFlight(int most)
{
    readonly Channel<bool> _room = Channel.CreateBounded<bool>(most); // an item for each statement on its way

    /// <summary>Executes a statement when there is room. Who cancels waits no longer; a statement that has no room yet is then not sent.</summary>
    public async Task<RowSet> ExecuteAsync(CassandraSession session, IStatement statement, CancellationToken cancellation)
        => await SendAsync(session, statement, cancellation).WaitAsync(cancellation);

    // Room is given back when the answer is there, not when nobody waits for it any more.
    async Task<RowSet> SendAsync(CassandraSession session, IStatement statement, CancellationToken cancellation)
    {
        await _room.Writer.WriteAsync(true, cancellation);
        try
        {
            return await session.ExecuteAsync(statement, CancellationToken.None);
        }
        finally
        {
            _room.Reader.TryRead(out _);
        }
    }
}
