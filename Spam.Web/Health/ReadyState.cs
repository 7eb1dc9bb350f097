namespace Spam.Web.Health;

/// <summary>Whether the service can answer.</summary>
enum ReadyState
{
    /// <summary>Fully.</summary>
    Ready,

    /// <summary>Without its store: predictions go on, and are not kept.</summary>
    Degraded,

    /// <summary>Not for long.</summary>
    Stopping,
}
