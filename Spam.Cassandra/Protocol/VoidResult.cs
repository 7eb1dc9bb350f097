namespace Spam.Cassandra.Protocol;

/// <summary>Done, and there is nothing to say.</summary>
sealed class VoidResult : Response
{
    /// <summary>The one that came with nothing.</summary>
    public static VoidResult Plain { get; } = new();
}
