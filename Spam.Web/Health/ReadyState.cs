namespace Spam.Web.Health;

/// <summary>Whether the service can answer.</summary>
enum ReadyState
{
    /// <summary>Fully.</summary>
    Ready,

    /// <summary>Not all of it: without its store, whose disk may be full, or with one of its models only.</summary>
    Degraded,

    /// <summary>No model answers, or the store does not and has to.</summary>
    Unavailable,

    /// <summary>Not for long.</summary>
    Stopping,
}
