namespace Spam.Tests.Cassandra.Double.Storage;

/// <summary>What a statement answers.</summary>
abstract record Result
{
    public List<string> Warnings { get; } = [];
}
