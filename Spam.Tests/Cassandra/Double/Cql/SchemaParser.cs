using Spam.Tests.Cassandra.Double.Wire;

namespace Spam.Tests.Cassandra.Double.Cql;

/// <summary>Reads statements about keyspaces, tables and types.</summary>
static class SchemaParser
{
    /// <summary>The statement, or null where the words are of none.</summary>
    public static Statement? Parse(TokenReader words)
    {
        if (words.TryTake("create"))
            return Create(words);
        if (words.TryTake("alter", "keyspace"))
            return Keyspace(words, ifNotExists: false, alters: true);
        if (words.TryTake("alter", "table"))
            return Alter(words);
        if (!words.TryTake("drop"))
            return null;
        var target = new[] { "keyspace", "table", "type" }.FirstOrDefault(words.Next.Is) ?? throw Unknown("DROP", words);
        words.Take();
        var ifExists = words.TryTake("if", "exists");
        return new DropStatement(target.ToUpperInvariant(), words.Table(), ifExists);
    }

    static Statement Create(TokenReader words)
    {
        if (words.TryTake("keyspace"))
            return Keyspace(words, words.TryTake("if", "not", "exists"), alters: false);
        if (words.TryTake("table"))
            return Table(words);
        if (!words.TryTake("type"))
            throw Unknown("CREATE", words);
        var ifNotExists = words.TryTake("if", "not", "exists");
        var name = words.Table();
        return new CreateTypeStatement(name, ifNotExists, words.InParentheses(() => (words.Name(), Type(words))));
    }

    static ServerError Unknown(string verb, TokenReader words)
        => words.Next.Kind == TokenKind.Name ? ServerError.Invalid($"The double does not know {verb} {words.Next.Raw.ToUpperInvariant()}") : words.Wrong();

    static CreateKeyspaceStatement Keyspace(TokenReader words, bool ifNotExists, bool alters)
    {
        var name = words.Name();
        var replication = (Dictionary<string, string>?)null;
        var durable = (bool?)null;
        words.Expect("with");
        do
        {
            if (words.TryTake("durable_writes"))
            {
                words.Expect("=");
                durable = words.Take().Value == "true";
                continue;
            }

            words.Expect("replication", "=");
            var items = ((CollectionTerm)words.Term()).Items.Cast<ConstantTerm>().Select(item => item.Text).ToArray();
            replication = items.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);
        }
        while (words.TryTake("and"));
        return new(name, ifNotExists, alters, replication, durable);
    }

    static CreateTableStatement Table(TokenReader words)
    {
        var ifNotExists = words.TryTake("if", "not", "exists");
        var name = words.Table();
        var columns = new List<(string, string, bool)>();
        var (partition, clustering, descending) = (new List<string>(), new List<string>(), new HashSet<string>());
        var ttl = 0;
        words.Expect("(");
        do
        {
            if (words.TryTake("primary", "key"))
            {
                words.Expect("(");
                partition = words.Next.Is("(") ? words.InParentheses(words.Name) : [words.Name()];
                while (words.TryTake(","))
                    clustering.Add(words.Name());
                words.Expect(")");
                continue;
            }

            var column = words.Name();
            columns.Add((column, Type(words), words.TryTake("static")));
            if (words.TryTake("primary", "key"))
                partition = [column];
        }
        while (words.TryTake(","));
        words.Expect(")");
        if (words.TryTake("with"))
        {
            do
            {
                ttl = Option(words, descending) ?? ttl;
            }
            while (words.TryTake("and"));
        }

        if (partition.Count == 0)
            throw ServerError.Invalid("No PRIMARY KEY specifed for table '" + name.Name + "' (exactly one required)");
        return new(name, ifNotExists, columns, partition, clustering, descending, ttl);
    }

    /// <summary>An option of a table; the answer is its default lifetime where that is the one.</summary>
    static int? Option(TokenReader words, HashSet<string> descending)
    {
        if (words.TryTake("clustering", "order", "by"))
        {
            words.InParentheses(() =>
            {
                var column = words.Name();
                if (words.TryTake("desc"))
                    descending.Add(column);
                else
                    words.TryTake("asc");
                return column;
            });
            return null;
        }

        if (words.TryTake("compact", "storage"))
            throw ServerError.Invalid("COMPACT STORAGE tables are not allowed starting with version 4.0");
        var option = words.Name();
        words.Expect("=");
        var value = words.Term();
        return option == "default_time_to_live" && value is ConstantTerm { Kind: TokenKind.Integer } seconds ? int.Parse(seconds.Text, null) : null;
    }

    static AlterTableStatement Alter(TokenReader words)
    {
        var table = words.Table();
        if (words.TryTake("add"))
            return new(table, words.Next.Is("(") ? words.InParentheses(() => (words.Name(), Type(words))) : words.List(() => (words.Name(), Type(words))), []);
        if (words.TryTake("drop"))
            return new(table, [], words.Next.Is("(") ? words.InParentheses(words.Name) : words.List(words.Name));
        throw Unknown("ALTER TABLE", words);
    }

    /// <summary>A type, as its words.</summary>
    static string Type(TokenReader words)
    {
        var name = words.Next.Kind == TokenKind.Integer ? words.Take().Value : words.Name();
        if (words.TryTake("."))
            name = words.Name();
        if (!words.TryTake("<"))
            return name;
        var parts = words.List(() => Type(words));
        words.Expect(">");
        return $"{name}<{string.Join(", ", parts)}>";
    }
}
