using Cassandra;
using Spam.Cassandra.Protocol;

namespace Spam.Cassandra.Transport;

/// <summary>What a session's pools share: how to open connections, the keyspace, the statements that were prepared.</summary>
sealed class SessionContext(Configuration configuration, IEndPoints endPoints, string? keyspace)
{
    /// <summary>How many different statements are kept, so that preparing one again costs nothing. A program has tens.</summary>
    const int KeptStatements = 1000;

    readonly Dictionary<(string? Keyspace, string Query), PreparedQuery> _prepared = [];

    public Configuration Configuration => configuration;

    public IEndPoints EndPoints => endPoints;

    public Connector Connector { get; } = new(configuration);

    /// <summary>The keyspace that connections should use; null for none.</summary>
    public string? Keyspace { get; set; } = keyspace;

    /// <summary>How long requests on their way may take when the session is shut down.</summary>
    public TimeSpan ClosePatience => TimeSpan.FromMilliseconds(ReadTimeoutMillis > 0 ? ReadTimeoutMillis : SocketOptions.DefaultReadTimeoutMillis);

    /// <summary>How long a node may take to answer.</summary>
    public int ReadTimeoutMillis => configuration.SocketOptions.ReadTimeoutMillis;

    /// <summary>Has a connection use the session's keyspace.</summary>
    public async ValueTask UseAsync(Connection connection)
    {
        var wanted = Keyspace;
        if (wanted is null || wanted == connection.Keyspace)
            return;

        var request = new QueryRequest($"USE {Quote(wanted)}", new(ConsistencyLevel.One));
        var answer = await connection.SendAsync(request, ReadTimeoutMillis).ConfigureAwait(false);
        if (answer is ErrorResponse error)
            throw error.ToException(connection.Address);
        connection.Keyspace = wanted;
    }

    /// <summary>The statement as it was prepared before; null where it was not.</summary>
    public PreparedQuery? Find(string query)
    {
        lock (_prepared)
            return _prepared.GetValueOrDefault((Keyspace, query));
    }

    /// <summary>Keeps a prepared statement.</summary>
    public void Keep(PreparedQuery prepared)
    {
        lock (_prepared)
        {
            if (_prepared.Count >= KeptStatements)
                _prepared.Clear();
            _prepared[(prepared.Keyspace, prepared.Query)] = prepared;
        }
    }

    /// <summary>Forgets all statements: the schema changed, and with it perhaps the types of their variables.</summary>
    public void Forget()
    {
        lock (_prepared)
            _prepared.Clear();
    }

    /// <summary>Prepares on a node that came back what was prepared before, if so set. What fails here is prepared when it is needed.</summary>
    public async Task CameBackAsync(Connection connection)
    {
        if (!configuration.QueryOptions.IsReprepareOnUp())
            return;

        PreparedQuery[] prepared;
        lock (_prepared)
            prepared = [.. _prepared.Values.Where(query => query.Keyspace == connection.Keyspace)];
        foreach (var query in prepared)
        {
            try
            {
                await connection.SendAsync(new PrepareRequest(query.Query), ReadTimeoutMillis).ConfigureAwait(false);
            }
            catch (DriverException)
            {
                return; // lost again: its pool sees to it
            }
        }
    }

    /// <summary>A name in CQL, whatever characters it has.</summary>
    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
