namespace Spam.Cassandra.Protocol;

/// <summary>One statement of a batch.</summary>
/// <param name="Id">The id of a prepared statement; null for one given as text.</param>
/// <param name="Query">The text; null for a prepared statement.</param>
/// <param name="Values">The bound values.</param>
readonly record struct BatchPart(byte[]? Id, string? Query, BoundValues Values);
