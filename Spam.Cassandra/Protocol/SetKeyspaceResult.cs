namespace Spam.Cassandra.Protocol;

/// <summary>The connection uses another keyspace.</summary>
sealed class SetKeyspaceResult(string keyspace) : Response
{
    public string Keyspace => keyspace;
}
