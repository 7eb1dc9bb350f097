#nullable disable

using System.Collections;
using System.Collections.Concurrent;
using Spam.Cassandra.Protocol;
using Spam.Cassandra.Transport;

namespace Cassandra;

/// <summary>
/// The rows that a statement gave, page by page. They can be gone through once: a row that was handed out is gone.
/// Going past a page by <c>foreach</c> blocks the thread; <see cref="FetchMoreResultsAsync"/> does not.
/// </summary>
public class RowSet : IEnumerable<Row>, IDisposable
{
    readonly Lock _gate = new();
    readonly Func<byte[], Task<RowSet>> _fetch;
    readonly int _abortMillis;
    RowsResult _page;
    int _next;
    ConcurrentQueue<Row> _queue;
    Task _fetching;

    /// <summary>No rows.</summary>
    public RowSet()
    {
    }

    /// <summary>A first page, or no rows, and what fetches a page by its state.</summary>
    internal RowSet(RowsResult page, ExecutionInfo info, bool autoPage, Func<byte[], Task<RowSet>> fetch, int abortMillis)
    {
        Info = info;
        _page = page;
        _fetch = fetch;
        _abortMillis = abortMillis;
        AutoPage = autoPage;
        PagingState = page?.PagingState;
        Metadata = page?.Columns ?? RowSetMetadata.Empty;
        Columns = Metadata.Columns;
    }

    /// <summary>How the last request went.</summary>
    public virtual ExecutionInfo Info { get; set; }

    /// <summary>The columns.</summary>
    public virtual CqlColumn[] Columns { get; set; } = [];

    /// <summary>Where the next page begins; null after the last.</summary>
    public virtual byte[] PagingState { get; protected internal set; }

    /// <summary>Whether no page is left that this would fetch by itself.</summary>
    public virtual bool IsFullyFetched => PagingState is null || !AutoPage;

    /// <summary>Whether the next pages are fetched by going on.</summary>
    protected internal bool AutoPage { get; set; }

    /// <summary>The rows that are here and were not handed out.</summary>
    protected virtual ConcurrentQueue<Row> RowQueue
    {
        get
        {
            lock (_gate)
            {
                if (_queue is null)
                {
                    _queue = new();
                    while (TakeFromPage() is { } row)
                        _queue.Enqueue(row);
                }

                return _queue;
            }
        }
        set
        {
            lock (_gate)
                _queue = value;
        }
    }

    internal RowSetMetadata Metadata { get; private set; } = RowSetMetadata.Empty;

    /// <summary>Whether no row is left. May block to fetch a page.</summary>
    public virtual bool IsExhausted()
    {
        while (GetAvailableWithoutFetching() == 0)
        {
            if (IsFullyFetched)
                return true;
            PageNext();
        }

        return false;
    }

    /// <summary>How many rows are here and were not handed out.</summary>
    public int GetAvailableWithoutFetching()
    {
        lock (_gate)
            return _queue?.Count ?? (_page is null ? 0 : _page.RowCount - _next);
    }

    /// <summary>Fetches the next page and blocks for it. Does nothing after the last, and where automatic paging is off.</summary>
    public void FetchMoreResults() => PageNext();

    /// <summary>Fetches the next page. Does nothing after the last, and where automatic paging is off. A page may be empty and not the last.</summary>
    public Task FetchMoreResultsAsync()
    {
        lock (_gate)
        {
            if (IsFullyFetched || _fetch is null)
                return Task.CompletedTask;
            return _fetching is { IsCompleted: false } ? _fetching : _fetching = FetchAsync(PagingState);
        }
    }

    /// <summary>The rows, each handed out once. Blocks at the end of a page.</summary>
    public IEnumerable<Row> GetRows()
    {
        while (true)
        {
            while (Take() is { } row)
                yield return row;
            if (IsFullyFetched)
                yield break;
            PageNext();
        }
    }

    /// <inheritdoc cref="GetRows"/>
    public virtual IEnumerator<Row> GetEnumerator() => GetRows().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Fetches the next page and blocks for it.</summary>
    protected virtual void PageNext() => Blocking.Wait(FetchMoreResultsAsync(), _abortMillis);

    /// <summary>Does nothing: there is nothing to let go of.</summary>
    [Obsolete("A RowSet holds nothing that must be let go of.")]
    public void Dispose() => GC.SuppressFinalize(this);

    async Task FetchAsync(byte[] state)
    {
        var fetched = await _fetch(state).ConfigureAwait(false);
        lock (_gate)
        {
            // What was not handed out of the last page comes first.
            if (_queue is null && GetAvailableHere() > 0)
            {
                _queue = new();
                while (TakeFromPage() is { } row)
                    _queue.Enqueue(row);
            }

            (_page, _next) = (fetched._page, 0);
            Metadata = fetched.Metadata;
            while (_queue is not null && TakeFromPage() is { } row)
                _queue.Enqueue(row);
            Info = fetched.Info;
            PagingState = fetched.PagingState;
        }
    }

    Row Take()
    {
        lock (_gate)
            return _queue is null ? TakeFromPage() : _queue.TryDequeue(out var row) ? row : null;
    }

    Row TakeFromPage() => GetAvailableHere() > 0 ? new(_page, Metadata, _next++) : null;

    int GetAvailableHere() => _page is null ? 0 : _page.RowCount - _next;
}
