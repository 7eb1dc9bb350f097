using Spam.Tests.Cassandra.Double.Cql;
using Spam.Tests.Cassandra.Double.Storage;
using Spam.Tests.Cassandra.Double.Wire;

namespace Spam.Tests.Cassandra.Double;

/// <summary>Refuses users without grants what a server refuses them: all but its own tables, and USE.</summary>
static class Grants
{
    public static void Check(string user, Statement statement, string? keyspace)
    {
        switch (statement)
        {
            case SelectStatement select:
                Refuse(user, "SELECT", select.From, keyspace);
                break;
            case ModificationStatement change:
                Refuse(user, "MODIFY", change.Table, keyspace);
                break;
            case TruncateStatement truncate:
                Refuse(user, "MODIFY", truncate.Table, keyspace);
                break;
            case CreateKeyspaceStatement { Alters: false }:
                throw Refused(user, "CREATE", "<all keyspaces>");
            case CreateTableStatement create:
                throw Refused(user, "CREATE", $"<keyspace {create.Table.Keyspace ?? keyspace}>");
            case AlterTableStatement alter:
                Refuse(user, "ALTER", alter.Table, keyspace);
                break;
            case DropStatement { Target: "KEYSPACE" } drop:
                throw Refused(user, "DROP", $"<keyspace {drop.Name.Name}>");
            case DropStatement drop:
                Refuse(user, "DROP", drop.Name, keyspace);
                break;
        }
    }

    static void Refuse(string user, string permission, TableName table, string? keyspace)
    {
        var name = table.Keyspace ?? keyspace ?? "";
        if (!FakeStorage.IsOwn(name))
            throw Refused(user, permission, $"<table {name}.{table.Name}>");
    }

    static ServerError Refused(string user, string permission, string resource)
        => new(ErrorCode.UNAUTHORIZED, $"User {user} has no {permission} permission on {resource} or any of its parents");
}
