namespace Spam.Cassandra.Protocol;

/// <summary>The connection may be used, or the events are registered.</summary>
sealed class ReadyResponse : Response;
