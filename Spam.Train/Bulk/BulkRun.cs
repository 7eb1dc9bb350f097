using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Spam.Keras;
using Spam.Model;

namespace Spam.Train.Bulk;

/// <summary>Scores a stream of JSON lines, however long, in order: one thread reads, several score, the caller's writes.</summary>
static class BulkRun
{
    const long MaxBytesInside = 64 << 20; // of input that is read and not yet answered
    const int BrokenPipe = 32, WindowsBrokenPipe = unchecked((int)0x8007006D), WindowsPipeClosing = unchecked((int)0x800700E8);

    /// <summary>Runs until the input ends, or nobody reads the output any more, or <paramref name="cancellation"/> is asked for: then after a whole line.</summary>
    /// <param name="model">The model, for one thread a call.</param>
    /// <param name="input">The lines.</param>
    /// <param name="output">Where the answers go.</param>
    /// <param name="options">How lines are scored.</param>
    /// <param name="cancellation">Stops reading; what is being scored is still written.</param>
    /// <exception cref="KerasException">The model gave a score that is not a number.</exception>
    /// <exception cref="IOException">Input or output failed. What was read before is answered.</exception>
    public static BulkSummary Run(AIModel model, Stream input, Stream output, BulkOptions options, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        var queue = new BatchQueue((2 * options.NumThreads) + 2, MaxBytesInside);
        using var registration = cancellation.Register(() => queue.Stop());
        Start("read", new LineFeed(input, queue, options.LongestLine).Run); // not waited for, as reading cannot be cancelled
        var scorers = Enumerable.Range(0, options.NumThreads).Select(i => Start($"score {i}", () => Score(queue, new(model, options)))).ToArray();
        var (numLines, numBad) = (0L, 0L);
        BadLine? firstBad = null;
        try
        {
            while (queue.NextAnswered() is { } batch)
            {
                output.Write(batch.Output.WrittenSpan);
                output.Flush();
                (numLines, numBad, firstBad) = (numLines + batch.NumAnswered, numBad + batch.NumBad, firstBad ?? batch.FirstBad);
                queue.Written(batch);
            }
        }
        catch (IOException cause) when (cause.HResult is BrokenPipe or WindowsBrokenPipe or WindowsPipeClosing)
        {
            // The reader has seen enough, as head does: no fault of anybody.
        }
        finally
        {
            queue.Stop();
            foreach (var scorer in scorers)
                scorer.Join();
        }

        if (queue.Failure is { } failure)
            ExceptionDispatchInfo.Throw(failure);
        return new(numLines, numBad, firstBad, Stopwatch.GetElapsedTime(start));
    }

    static void Score(BatchQueue queue, LineScorer scorer)
    {
        try
        {
            while (queue.Take() is { } batch)
            {
                scorer.Answer(batch);
                queue.Answered(batch);
            }
        }
        catch (Exception cause) // thrown again on the caller's thread
        {
            queue.Stop(cause);
        }
    }

    static Thread Start(string name, ThreadStart work)
    {
        var thread = new Thread(work) { IsBackground = true, Name = name };
        thread.Start();
        return thread;
    }
}
