using Spam.Tests.Cassandra.Double.Cql;
using Spam.Tests.Cassandra.Double.Wire;

namespace Spam.Tests.Cassandra.Double.Storage;

/// <summary>Carries out statements about keyspaces, tables and types. Null: nothing changed.</summary>
sealed class SchemaStatements(FakeStorage storage)
{
    public SchemaChange? Run(Statement statement, string? current) => statement switch
    {
        CreateKeyspaceStatement create => Create(create),
        CreateTableStatement create => Create(create, KeyspaceOf(create.Table, current)),
        CreateTypeStatement create => Create(create, KeyspaceOf(create.Type, current)),
        AlterTableStatement alter => Alter(alter, KeyspaceOf(alter.Table, current)),
        DropStatement { Target: "KEYSPACE" } drop => DropKeyspace(drop),
        DropStatement drop => Drop(drop, current),
        _ => throw ServerError.Invalid($"The double does not know {statement}"),
    };

    Keyspace KeyspaceOf(TableName name, string? current) => storage.Keyspace(name.Keyspace ?? current ?? throw FakeStorage.NoKeyspace());

    SchemaChange? Create(CreateKeyspaceStatement create)
    {
        if (create.Replication?.GetValueOrDefault("class") is { } strategy && !strategy.EndsWith("SimpleStrategy", StringComparison.Ordinal) && !strategy.EndsWith("NetworkTopologyStrategy", StringComparison.Ordinal))
            throw new ServerError(ErrorCode.CONFIG_ERROR, $"Unable to find replication strategy class 'org.apache.cassandra.locator.{strategy}'");
        var existing = storage.Keyspaces.GetValueOrDefault(create.Name);
        if (create.Alters)
        {
            if (existing is null)
                throw ServerError.Invalid($"Keyspace '{create.Name}' doesn't exist");
            existing.Replication = Full(create.Replication) ?? existing.Replication;
            existing.DurableWrites = create.DurableWrites ?? existing.DurableWrites;
            return storage.Tell(new("UPDATED", "KEYSPACE", create.Name, ""));
        }

        if (existing is not null)
            return create.IfNotExists ? null : throw ServerError.AlreadyExists($"Cannot add existing keyspace \"{create.Name}\"", create.Name, "");
        if (create.Name.Length > 48 || create.Name.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter != '_'))
            throw ServerError.Invalid($"Keyspace name must not be empty, more than 48 characters long, or contain non-alphanumeric-underscore characters (got \"{create.Name}\")");
        var replication = Full(create.Replication) ?? throw new ServerError(ErrorCode.CONFIG_ERROR, "Missing mandatory option 'replication'");
        storage.Keyspaces[create.Name] = new(create.Name, replication, create.DurableWrites ?? true);
        return storage.Tell(new("CREATED", "KEYSPACE", create.Name, ""));
    }

    static Dictionary<string, string>? Full(IReadOnlyDictionary<string, string>? replication) => replication?.ToDictionary(
        option => option.Key, option => option.Key == "class" && !option.Value.Contains('.', StringComparison.Ordinal) ? $"org.apache.cassandra.locator.{option.Value}" : option.Value);

    SchemaChange? Create(CreateTableStatement create, Keyspace keyspace)
    {
        var name = create.Table.Name;
        if (FakeStorage.IsOwn(keyspace.Name))
            throw new ServerError(ErrorCode.UNAUTHORIZED, $"{keyspace.Name} keyspace is not user-modifiable.");
        if (keyspace.Tables.ContainsKey(name))
            return create.IfNotExists ? null : throw ServerError.AlreadyExists($"Cannot add already existing table \"{name}\" to keyspace \"{keyspace.Name}\"", keyspace.Name, name);
        var (partition, clustering) = (create.PartitionKey.ToList(), create.Clustering.ToList());
        var unknown = partition.Concat(clustering).Concat(create.Descending).FirstOrDefault(key => create.Columns.All(column => column.Name != key));
        if (unknown is not null)
            throw ServerError.Invalid($"Unknown column '{unknown}' referenced in PRIMARY KEY for table '{name}'");
        var columns = create.Columns.Select(column => new Column(
            column.Name,
            keyspace.Type(column.Type),
            partition.Contains(column.Name) ? ColumnKind.PartitionKey : clustering.Contains(column.Name) ? ColumnKind.Clustering : column.IsStatic ? ColumnKind.Static : ColumnKind.Regular,
            Math.Max(partition.IndexOf(column.Name), clustering.IndexOf(column.Name)),
            create.Descending.Contains(column.Name)));
        keyspace.Tables[name] = new(keyspace.Name, name, columns, create.DefaultTtl);
        return storage.Tell(new("CREATED", "TABLE", keyspace.Name, name));
    }

    SchemaChange? Create(CreateTypeStatement create, Keyspace keyspace)
    {
        var name = create.Type.Name;
        if (keyspace.Types.ContainsKey(name))
            return create.IfNotExists ? null : throw ServerError.Invalid($"A user type with name '{name}' already exists");
        keyspace.Types[name] = new(TypeId.Udt, [.. create.Fields.Select(field => keyspace.Type(field.Type))])
        {
            Keyspace = keyspace.Name,
            Name = name,
            Fields = [.. create.Fields.Select(field => field.Name)],
        };
        return storage.Tell(new("CREATED", "TYPE", keyspace.Name, name));
    }

    SchemaChange Alter(AlterTableStatement alter, Keyspace keyspace)
    {
        var name = alter.Table.Name;
        var table = keyspace.Tables.GetValueOrDefault(name) ?? throw ServerError.Invalid($"Table '{keyspace.Name}.{name}' doesn't exist");
        if (alter.Added.FirstOrDefault(added => table.Columns.Any(column => column.Name == added.Name)).Name is { } twice)
            throw ServerError.Invalid($"Column with name '{twice}' already exists");
        if (alter.Dropped.FirstOrDefault(dropped => table.Column(dropped).IsKey) is { } key)
            throw ServerError.Invalid($"Cannot drop PRIMARY KEY column {key}");
        var columns = table.Columns.Where(column => !alter.Dropped.Contains(column.Name))
            .Concat(alter.Added.Select(added => new Column(added.Name, keyspace.Type(added.Type), ColumnKind.Regular)));
        keyspace.Tables[name] = table.With(columns);
        return storage.Tell(new("UPDATED", "TABLE", keyspace.Name, name));
    }

    SchemaChange? DropKeyspace(DropStatement drop)
    {
        var name = drop.Name.Name;
        if (!storage.Keyspaces.Remove(name))
            return drop.IfExists ? null : throw ServerError.Invalid($"Keyspace '{name}' doesn't exist");
        return storage.Tell(new("DROPPED", "KEYSPACE", name, ""));
    }

    SchemaChange? Drop(DropStatement drop, string? current)
    {
        var (name, keyspace) = (drop.Name.Name, drop.Name.Keyspace ?? current ?? throw FakeStorage.NoKeyspace());
        var dropped = storage.Keyspaces.TryGetValue(keyspace, out var found) && (drop.Target == "TABLE" ? found.Tables.Remove(name) : found.Types.Remove(name));
        if (!dropped)
            return drop.IfExists ? null : throw ServerError.Invalid(drop.Target == "TABLE" ? $"Table '{keyspace}.{name}' doesn't exist" : $"Type '{keyspace}.{name}' doesn't exist");
        return storage.Tell(new("DROPPED", drop.Target, keyspace, name));
    }
}
