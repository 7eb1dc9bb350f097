namespace Spam.Web.Configuration;

/// <summary>Where answers and calls are kept.</summary>
enum StoreKind
{
    /// <summary>In a file, by SQLite.</summary>
    Sqlite,

    /// <summary>In a Cassandra cluster.</summary>
    Cassandra,

    /// <summary>In a database of DataStax Astra.</summary>
    Astra,

    /// <summary>Nowhere: answers live in memory only, and calls are not kept.</summary>
    None,
}
