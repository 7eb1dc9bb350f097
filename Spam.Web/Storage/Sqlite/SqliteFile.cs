using Microsoft.Data.Sqlite;

namespace Spam.Web.Storage.Sqlite;

/// <summary>The database's file: makes it, checks it, and sets a broken one aside.</summary>
sealed class SqliteFile(string folder, TimeProvider clock, ILogger logger)
{
    /// <summary>The file's name.</summary>
    public const string Name = "spam.db";

    const int SchemaVersion = 1;
    const int Corrupt = 11, NotADatabase = 26; // SQLite's result codes

    const string Schema = """
        CREATE TABLE IF NOT EXISTS predictions (
          model TEXT NOT NULL, text TEXT NOT NULL, scores BLOB NOT NULL, expires INTEGER NOT NULL,
          PRIMARY KEY (model, text)) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS predictions_by_expiry ON predictions (expires);
        CREATE TABLE IF NOT EXISTS calls (
          id INTEGER PRIMARY KEY, caller TEXT NOT NULL, hour INTEGER NOT NULL, called_at INTEGER NOT NULL, text NOT NULL);
        CREATE INDEX IF NOT EXISTS calls_by_caller ON calls (caller, hour, id);
        CREATE INDEX IF NOT EXISTS calls_by_hour ON calls (hour);
        PRAGMA user_version = 1;
        """;

    /// <summary>Where it is.</summary>
    public string Path { get; } = System.IO.Path.Combine(folder, Name);

    /// <summary>Makes sure that there is a sound database.</summary>
    /// <exception cref="IOException">The folder or the file cannot be made.</exception>
    /// <exception cref="SqliteException">The file cannot be opened.</exception>
    public void Prepare()
    {
        Directory.CreateDirectory(folder);
        try
        {
            Check();
        }
        catch (SqliteException cause) when (cause.SqliteErrorCode is Corrupt or NotADatabase)
        {
            SetAside(cause.Message);
            Check();
        }
    }

    /// <summary>A new connection to it.</summary>
    public SqliteSession Open()
    {
        var options = new SqliteConnectionStringBuilder { DataSource = Path, Pooling = false, DefaultTimeout = 5 };
        var connection = new SqliteConnection(options.ConnectionString);
        connection.Open();
        var session = new SqliteSession(connection);

        // Another process may hold the file for a moment: wait for it. In WAL mode NORMAL loses nothing when the process dies.
        session.Script("PRAGMA busy_timeout = 5000; PRAGMA synchronous = NORMAL;");
        return session;
    }

    void Check()
    {
        using var session = Open();
        if (session.Value("PRAGMA user_version") is long version and > SchemaVersion)
        {
            throw new IOException(
                $"{Path} has version {version}, written by a newer program; this one reads version {SchemaVersion}. Set DATA_DIRECTORY to another folder.");
        }

        if (session.Value("PRAGMA quick_check(1)") is not "ok" and var finding)
            throw new SqliteException($"the check says: {finding}", Corrupt);
        session.Value("PRAGMA journal_mode = WAL");
        session.Script(Schema);
    }

    void SetAside(string reason)
    {
        var aside = $"{Path}.corrupt-{clock.GetUtcNow():yyyyMMdd'T'HHmmss'Z'}";
        foreach (var suffix in (string[])["", "-wal", "-shm"])
        {
            if (File.Exists(Path + suffix))
                File.Move(Path + suffix, aside + suffix, overwrite: true);
        }

        Log.DatabaseSetAside(logger, Path, aside, reason);
    }
}
