using System.Diagnostics;
using Spam.Web.Configuration;
using Spam.Web.Metrics;

namespace Spam.Web.Inference;

/// <summary>
/// Stands in front of the model: threads of its own run it, as many as there are cores, so that whatever else the service does never waits for a free thread.
/// Calls wait here in their order, up to a bound in texts. What waits for the same model when a thread is free runs together, which is faster than one text
/// after another; nothing waits for others to come. A long call is done in parts, with other calls between, so that it holds nobody up for long.
/// </summary>
sealed class InferenceQueue : IDisposable
{
    /// <summary>So many texts run together at most.</summary>
    public const int MostTogether = 64;

    const int FewestTogether = 8; // where so many wait: fewer hardly take less time

    readonly object _gate = new(); // guards all below
    readonly Queue<InferenceCall> _calls = new();
    readonly Thread[] _threads;
    readonly ServiceMeter _meter;
    readonly int _most;
    int _waiting;
    double _secondsEach; // a text's share of a run, as runs went lately
    bool _isStopping;

    /// <summary>Begins with the threads and the bound of <paramref name="settings"/>.</summary>
    public InferenceQueue(Settings settings, ServiceMeter meter)
    {
        (_meter, _most) = (meter, settings.Inference.Queue);
        _threads = new Thread[settings.Inference.Threads];
        for (var i = 0; i < _threads.Length; i++)
        {
            _threads[i] = new(Work) { Name = $"inference {i}", IsBackground = true };
            _threads[i].Start();
        }
    }

    /// <summary>How many texts wait.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
                return _waiting;
        }
    }

    /// <summary>Puts a call into the queue. One that is longer than the queue goes in where nothing waits.</summary>
    /// <exception cref="OverloadedException">There is no room for it.</exception>
    public void Add(InferenceCall call)
    {
        lock (_gate)
        {
            if (_waiting > 0 && _waiting + call.Texts.Count > _most)
                throw new OverloadedException(_waiting, TimeSpan.FromSeconds(_waiting * _secondsEach / _threads.Length));
            foreach (var text in call.Texts)
                (text.IsQueued, text.Call) = (true, call);
            _waiting += call.Texts.Count;
            _calls.Enqueue(call);
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Waits no longer for a text. With the last who waited it gives up its place.</summary>
    public void Leave(WaitingText text)
    {
        if (!text.Leave())
            return;
        lock (_gate)
            Unqueue(text);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _isStopping = true;
            Monitor.PulseAll(_gate);
        }
    }

    void Work()
    {
        var part = new List<WaitingText>(MostTogether);
        while (Take(part) is { } call)
        {
            var start = Stopwatch.GetTimestamp();
            call.Run(part);
            var took = Stopwatch.GetElapsedTime(start);
            _meter.Inferred(took, part.Count);
            lock (_gate)
                _secondsEach += ((took.TotalSeconds / part.Count) - _secondsEach) / 16;
        }
    }

    // What waits longest, with what else waits for the same model; the first of the calls, or null at the end.
    InferenceCall? Take(List<WaitingText> part)
    {
        part.Clear();
        lock (_gate)
        {
            while (true)
            {
                while (_calls.Count == 0 && !_isStopping)
                    Monitor.Wait(_gate);
                if (_isStopping)
                    return null;

                var first = _calls.Peek();
                var share = (_waiting + _threads.Length - 1) / _threads.Length; // the other threads take the others
                var most = Math.Clamp(share, FewestTogether, MostTogether);
                while (part.Count < most && _calls.TryPeek(out var call) && call.Classifier == first.Classifier)
                    TakeFrom(_calls.Dequeue(), part, most);
                if (_calls.Count > 0)
                    Monitor.Pulse(_gate);
                if (part.Count > 0)
                    return first;
            }
        }
    }

    // What is left of the call waits anew, behind the others.
    void TakeFrom(InferenceCall call, List<WaitingText> part, int most)
    {
        if (call.IsNew)
            _meter.Waited(Stopwatch.GetElapsedTime(call.Queued));
        while (call.HasMore && part.Count < most)
        {
            var text = call.Take();
            if (text.IsQueued)
                part.Add(text);
            Unqueue(text);
        }

        if (call.HasMore)
            _calls.Enqueue(call);
    }

    void Unqueue(WaitingText text)
    {
        if (text.IsQueued)
            _waiting--;
        text.IsQueued = false;
    }
}
