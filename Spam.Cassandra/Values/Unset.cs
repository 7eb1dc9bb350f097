#nullable disable

namespace Cassandra;

/// <summary>A bound value that is left as it is in the table, where null would delete it.</summary>
public sealed class Unset
{
    /// <summary>The one instance.</summary>
    public static readonly Unset Value = new();

    Unset()
    {
    }
}
