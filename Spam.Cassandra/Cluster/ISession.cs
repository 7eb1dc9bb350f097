#nullable disable

namespace Cassandra;

/// <summary>Executes statements. One for the life of a program is enough: it may be used by any number of threads at once.</summary>
public interface ISession : IDisposable
{
    /// <summary>The version of the native protocol that is spoken: 4.</summary>
    int BinaryProtocolVersion { get; }

    /// <summary>The cluster.</summary>
    ICluster Cluster { get; }

    /// <summary>Whether it was shut down.</summary>
    bool IsDisposed { get; }

    /// <summary>The keyspace of table names that are not qualified; null for none.</summary>
    string Keyspace { get; }

    /// <summary>Its name.</summary>
    string SessionName { get; }

    /// <summary>Executes a statement and blocks for its first page.</summary>
    RowSet Execute(string cqlQuery);

    /// <summary>Executes a statement and blocks for its first page.</summary>
    RowSet Execute(IStatement statement);

    /// <summary>Executes a statement at a consistency and blocks for its first page.</summary>
    RowSet Execute(string cqlQuery, ConsistencyLevel consistency);

    /// <summary>Executes a statement with a page size and blocks for its first page.</summary>
    RowSet Execute(string cqlQuery, int pageSize);

    /// <summary>Executes a statement. The task ends with its first page.</summary>
    Task<RowSet> ExecuteAsync(IStatement statement);

    /// <summary>Prepares a statement and blocks for it.</summary>
    PreparedStatement Prepare(string cqlQuery);

    /// <summary>Prepares a statement. The same text again asks no server.</summary>
    Task<PreparedStatement> PrepareAsync(string cqlQuery);

    /// <summary>Uses another keyspace, and blocks for it. Upper and lower case count.</summary>
    void ChangeKeyspace(string keyspaceName);

    /// <summary>Makes a keyspace, and blocks for it. Astra refuses that.</summary>
    void CreateKeyspace(string keyspaceName, Dictionary<string, string> replication = null, bool durableWrites = true);

    /// <summary>Makes a keyspace that is not there, and blocks for it. Astra refuses that.</summary>
    void CreateKeyspaceIfNotExists(string keyspaceName, Dictionary<string, string> replication = null, bool durableWrites = true);

    /// <summary>Drops a keyspace, and blocks for it.</summary>
    void DeleteKeyspace(string keyspaceName);

    /// <summary>Drops a keyspace if it is there, and blocks for it.</summary>
    void DeleteKeyspaceIfExists(string keyspaceName);

    /// <summary>Lets requests on their way end, and closes all connections.</summary>
    Task ShutdownAsync();
}
