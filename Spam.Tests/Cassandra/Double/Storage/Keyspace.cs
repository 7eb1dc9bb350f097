using Spam.Tests.Cassandra.Double.Wire;

namespace Spam.Tests.Cassandra.Double.Storage;

/// <summary>A keyspace.</summary>
sealed class Keyspace(string name, IReadOnlyDictionary<string, string> replication, bool durableWrites)
{
    public string Name { get; } = name;

    public IReadOnlyDictionary<string, string> Replication { get; set; } = replication;

    public bool DurableWrites { get; set; } = durableWrites;

    public SortedDictionary<string, Table> Tables { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, CqlType> Types { get; } = new(StringComparer.Ordinal);

    /// <summary>How many hosts hold each row.</summary>
    public int ReplicationFactor => Replication.Where(option => option.Key != "class").Sum(option => int.TryParse(option.Value, out var factor) ? factor : 0);

    /// <summary>A type from its words, as <c>map&lt;text, frozen&lt;list&lt;int&gt;&gt;&gt;</c>.</summary>
    public CqlType Type(string words)
    {
        var open = words.IndexOf('<', StringComparison.Ordinal);
        if (open < 0)
            return CqlType.Native(words.ToLowerInvariant()) ?? Types.GetValueOrDefault(words) ?? throw ServerError.Invalid($"Unknown type {Name}.{words}");
        var parts = Split(words[(open + 1)..^1]);
        return words[..open].ToLowerInvariant() switch
        {
            "frozen" => Type(parts[0]).Freeze(),
            "list" => new(TypeId.List, Type(parts[0])),
            "set" => new(TypeId.Set, Type(parts[0])),
            "map" => new(TypeId.Map, Type(parts[0]), Type(parts[1])),
            "tuple" => new(TypeId.Tuple, [.. parts.Select(Type)]) { Frozen = true },
            "vector" => new(TypeId.Custom, Type(parts[0])) { Dimensions = int.Parse(parts[1], null) },
            var other => throw ServerError.Invalid($"Unknown type {other}"),
        };
    }

    static List<string> Split(string words)
    {
        var parts = new List<string>();
        var (depth, start) = (0, 0);
        for (var i = 0; i <= words.Length; i++)
        {
            if (i == words.Length || words[i] == ',' && depth == 0)
            {
                parts.Add(words[start..i].Trim());
                start = i + 1;
                continue;
            }

            depth += words[i] switch { '<' => 1, '>' => -1, _ => 0 };
        }

        return parts;
    }
}
