namespace Spam.Web.Predictions;

/// <summary>What Python's <c>dict(value)</c> makes of JSON values: it also takes lists of pairs, and the workshop's service does so for bodies.</summary>
static class PythonDictionary
{
    /// <summary>The members, or null where Python refuses.</summary>
    public static Dictionary<string, object?>? From(object value) => value switch
    {
        Dictionary<string, object?> members => members,
        "" => [],
        List<object?> items => FromPairs(items),
        _ => null,
    };

    static Dictionary<string, object?>? FromPairs(List<object?> items)
    {
        var members = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            switch (item)
            {
                case List<object?> and [string key, var value]:
                    members[key] = value;
                    break;
                case string { Length: 2 } letters when !char.IsSurrogate(letters[0]):
                    members[letters[..1]] = letters[1..];
                    break;
                case Dictionary<string, object?> { Count: 2 } pair:
                    members[pair.Keys.First()] = pair.Keys.Last();
                    break;
                default:
                    return null;
            }
        }

        return members;
    }
}
