namespace Spam.Cassandra.Protocol;

/// <summary>What the server supports.</summary>
sealed class SupportedResponse(IReadOnlyDictionary<string, string[]> options) : Response
{
    public IReadOnlyDictionary<string, string[]> Options => options;
}
