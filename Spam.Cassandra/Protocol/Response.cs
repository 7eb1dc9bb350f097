namespace Spam.Cassandra.Protocol;

/// <summary>What a server sends.</summary>
/// <remarks>Source: native_protocol_v4.spec, section 4.2.</remarks>
abstract class Response
{
    /// <summary>What stood before the body; null where nothing did.</summary>
    public ResponseExtras? Extras { get; set; }
}
