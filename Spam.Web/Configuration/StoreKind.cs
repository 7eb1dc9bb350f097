namespace Spam.Web.Configuration;

/// <summary>Where answers and calls are kept.</summary>
enum StoreKind
{
    /// <summary>In a file, by SQLite.</summary>
    Sqlite,

    /// <summary>Nowhere: answers live in memory only, and calls are not kept.</summary>
    None,
}
