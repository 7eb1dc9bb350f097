namespace Spam.Cassandra.Protocol;

/// <summary>The schema was changed.</summary>
sealed class SchemaChangeResult(SchemaChange change) : Response
{
    public SchemaChange Change => change;
}
