using System.Collections.Concurrent;
using Spam.Web.Configuration;

namespace Spam.Web.Storage.Sqlite;

/// <summary>
/// The embedded database. All writing goes through one queue to one thread, which commits what waits together:
/// nobody meets a lock, and a commit is shared by many. Readers have connections of their own and wait for nobody.
/// </summary>
sealed class SqliteDatabase : IDisposable
{
    const int MostWaiting = 10_000;
    const int MostInOneCommit = 500;

    readonly BlockingCollection<PendingWrite> _waiting = new(MostWaiting);
    readonly ConcurrentBag<SqliteSession> _readers = [];
    readonly Lock _opening = new();
    readonly SqliteFile _file;
    readonly ILogger _logger;
    readonly Thread _thread;
    SqliteSession? _writer;

    /// <summary>A database in the folder of <paramref name="settings"/>. The file is made when it is first needed, or by <see cref="Open"/>.</summary>
    public SqliteDatabase(Settings settings, TimeProvider clock, ILogger<SqliteDatabase> logger)
    {
        _logger = logger;
        _file = new(settings.DataDirectory, clock, logger);
        _thread = new(WriteAll) { IsBackground = true, Name = "SQLite writer" };
        _thread.Start();
    }

    /// <summary>Where the file is.</summary>
    public string Path => _file.Path;

    /// <summary>Makes or checks the file. After a failure the next use tries again.</summary>
    public void Open()
    {
        lock (_opening)
        {
            if (_writer is not null)
                return;
            _file.Prepare();
            _writer = _file.Open();
        }

        Log.DatabaseOpened(_logger, Path, new FileInfo(Path).Length);
    }

    /// <summary>Queues <paramref name="work"/>. The task ends when it is committed.</summary>
    /// <exception cref="IOException">Too much waits already.</exception>
    public Task WriteAsync(Action<SqliteSession> work)
    {
        var write = new PendingWrite(work);
        return _waiting.TryAdd(write)
            ? write.Done
            : throw new IOException($"{MostWaiting} writes wait for {Path} already.");
    }

    /// <summary>Reads on another thread, so that a slow disk holds nobody up.</summary>
    public Task<T> ReadAsync<T>(Func<SqliteSession, T> read, CancellationToken cancellation) => Task.Run(() =>
    {
        Open();
        if (!_readers.TryTake(out var session))
            session = _file.Open();
        try
        {
            var result = read(session);
            _readers.Add(session);
            return result;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }, cancellation);

    /// <summary>Commits what waits, and closes the file.</summary>
    public void Dispose()
    {
        if (_waiting.IsAddingCompleted)
            return;
        _waiting.CompleteAdding();
        _thread.Join();
        while (_readers.TryTake(out var reader))
            reader.Dispose();
        _writer?.Dispose();
        _waiting.Dispose();
    }

    void WriteAll()
    {
        var batch = new List<PendingWrite>(MostInOneCommit);
        foreach (var first in _waiting.GetConsumingEnumerable())
        {
            batch.Add(first);
            while (batch.Count < MostInOneCommit && _waiting.TryTake(out var next))
                batch.Add(next);
            Commit(batch);
            batch.Clear();
        }
    }

    void Commit(List<PendingWrite> batch)
    {
        try
        {
            Open();
            var session = _writer!; // Open made it
            session.Run("BEGIN IMMEDIATE");
            try
            {
                foreach (var write in batch)
                    write.Work(session);
                session.Run("COMMIT");
            }
            catch
            {
                RollBack(session);
                throw;
            }

            foreach (var write in batch)
                write.Succeed();
        }
        catch (Exception cause)
        {
            foreach (var write in batch)
                write.Fail(cause);
        }
    }

    // SQLite has rolled back already where the disk is full; then this fails, and the first failure is the one to tell.
    static void RollBack(SqliteSession session)
    {
        try
        {
            session.Run("ROLLBACK");
        }
        catch (Microsoft.Data.Sqlite.SqliteException)
        {
            return;
        }
    }
}
