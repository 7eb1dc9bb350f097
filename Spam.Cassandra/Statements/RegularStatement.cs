#nullable disable

namespace Cassandra;

/// <summary>A statement given as text.</summary>
public abstract class RegularStatement : Statement
{
    /// <summary>The text.</summary>
    public abstract string QueryString { get; }
}
