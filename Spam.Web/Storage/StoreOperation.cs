namespace Spam.Web.Storage;

/// <summary>What the store is asked, and how a call of it ends, as metrics name them.</summary>
static class StoreOperation
{
    /// <summary>Looks for answers.</summary>
    public const string Find = "find";

    /// <summary>Keeps answers.</summary>
    public const string Keep = "keep";

    /// <summary>Logs calls.</summary>
    public const string Log = "log";

    /// <summary>Removes what has outlived its time.</summary>
    public const string Sweep = "sweep";

    /// <summary>Sees whether it answers.</summary>
    public const string Probe = "probe";

    /// <summary>It answered.</summary>
    public const string Ok = "ok";

    /// <summary>It failed.</summary>
    public const string Error = "error";

    /// <summary>It took too long.</summary>
    public const string Timeout = "timeout";

    /// <summary>It was not asked, because it kept failing.</summary>
    public const string Spared = "spared";

    /// <summary>Nobody waited for it any more.</summary>
    public const string Cancelled = "cancelled";
}
