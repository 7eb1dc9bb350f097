namespace Spam.Train.Bulk;

/// <summary>Stands between the thread that reads, those that score and the one that writes, and bounds what is on its way between them.</summary>
/// <remarks>
/// Whoever scores takes what is there, be it one line: so nothing waits when the input pauses. While all are busy, the batch that waits grows,
/// so under load batches are full. Batches leave in the order in which they came.
/// </remarks>
sealed class BatchQueue(int maxBatches, long maxBytes)
{
    readonly object _gate = new();
    readonly Queue<LineBatch> _waiting = [];
    readonly Dictionary<long, LineBatch> _answered = [];
    readonly Stack<LineBatch> _free = [];
    LineBatch? _open; // the last of those that wait, while it takes lines
    long _nextLine = 1, _numMade, _numTaken, _numGone, _bytesInside;
    bool _isEnded, _isStopped;

    /// <summary>What went wrong, if anything did.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Takes in whole lines; waits while too much is on its way.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="isCut">Whether it is the beginning of one line that is above the limit.</param>
    /// <returns>Whether more may come.</returns>
    public bool Add(ReadOnlySpan<byte> lines, bool isCut = false)
    {
        lock (_gate)
        {
            if (isCut)
                _open = null;
            while (!_isStopped && !HasRoom(lines.Length))
                Monitor.Wait(_gate);
            if (_isStopped)
                return false;

            if (_open is null)
                _waiting.Enqueue(_open = Make(isCut));
            _open.Add(lines);
            _bytesInside += lines.Length;
            _nextLine += isCut ? 1 : lines.Count((byte)'\n');
            if (_open.IsFull)
                _open = null;
            Monitor.PulseAll(_gate);
            return true;
        }
    }

    /// <summary>Says that no more lines come, or that reading them failed.</summary>
    public void End(Exception? failure = null)
    {
        lock (_gate)
        {
            Failure ??= failure;
            _isEnded = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Ends all work: lines that nobody took are dropped; those that were taken are still answered.</summary>
    public void Stop(Exception? failure = null)
    {
        lock (_gate)
        {
            Failure ??= failure;
            _isStopped = true;
            _waiting.Clear();
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>The next batch to score, as soon as there is a line; null at the end.</summary>
    public LineBatch? Take()
    {
        lock (_gate)
        {
            while (_waiting.Count == 0 && !_isEnded && !_isStopped)
                Monitor.Wait(_gate);
            if (!_waiting.TryDequeue(out var batch))
                return null;

            if (ReferenceEquals(batch, _open))
                _open = null;
            _numTaken++;
            return batch;
        }
    }

    /// <summary>Hands in a batch with its answers.</summary>
    public void Answered(LineBatch batch)
    {
        lock (_gate)
        {
            _answered.Add(batch.Number, batch);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>The next batch to write, in the order of the input; null when there is none to come, or none before a failure.</summary>
    public LineBatch? NextAnswered()
    {
        lock (_gate)
        {
            LineBatch? batch;
            while (!_answered.Remove(_numGone, out batch))
            {
                var isLast = _numGone == _numTaken && _waiting.Count == 0 && (_isEnded || _isStopped);
                if (isLast || (_isStopped && Failure is not null))
                    return null;
                Monitor.Wait(_gate);
            }

            return batch;
        }
    }

    /// <summary>Takes back a batch that is written.</summary>
    public void Written(LineBatch batch)
    {
        lock (_gate)
        {
            _numGone++;
            _bytesInside -= batch.Input.Length;
            _free.Push(batch);
            Monitor.PulseAll(_gate);
        }
    }

    bool HasRoom(int numBytes)
        => _numMade == _numGone || (_bytesInside + numBytes <= maxBytes && (_open is not null || _numMade - _numGone < maxBatches));

    LineBatch Make(bool isCut)
    {
        var batch = _free.TryPop(out var used) ? used : new();
        batch.Begin(_numMade++, _nextLine, isCut);
        return batch;
    }
}
