namespace Spam.Keras.Kernels;

/// <summary>Runs independent tasks on a few threads. What a task writes no other task reads, so the number of threads changes nothing but the time.</summary>
static class Workers
{
    /// <summary>Rows that a thread takes at once: a whole number of the product's tiles.</summary>
    const int RowsOfTile = 8;

    /// <summary>Runs <paramref name="body"/> for 0 to <paramref name="numTasks"/> - 1, on at most <paramref name="numThreads"/> threads.</summary>
    public static void Run(int numThreads, int numTasks, Action<int> body)
    {
        if (numThreads <= 1 || numTasks <= 1)
        {
            for (var task = 0; task < numTasks; task++)
                body(task);
            return;
        }

        Parallel.For(0, numTasks, new() { MaxDegreeOfParallelism = numThreads }, body);
    }

    /// <summary>The same where a task needs room to work in: each thread has its own, and uses it from task to task.</summary>
    public static void Run<TRoom>(int numThreads, int numTasks, Func<TRoom> makeRoom, Action<int, TRoom> body)
    {
        if (numThreads <= 1 || numTasks <= 1)
        {
            var room = makeRoom();
            for (var task = 0; task < numTasks; task++)
                body(task, room);
            return;
        }

        Parallel.For(0, numTasks, new() { MaxDegreeOfParallelism = numThreads }, makeRoom, (task, _, room) =>
        {
            body(task, room);
            return room;
        }, _ => { });
    }

    /// <summary>Parts rows among threads, in whole tiles; <paramref name="body"/> gets the first row and how many.</summary>
    /// <param name="numThreads">How many threads at most.</param>
    /// <param name="numRows">How many rows.</param>
    /// <param name="isUneven">Whether some rows may have more to do than others: then a part is one tile.</param>
    /// <param name="body">What is done with a range of rows.</param>
    public static void RunRows(int numThreads, int numRows, bool isUneven, Action<int, int> body)
    {
        var tiles = Math.Max(1, (numRows + RowsOfTile - 1) / RowsOfTile);
        var numParts = isUneven ? tiles : Math.Clamp(numThreads, 1, tiles);
        Run(numThreads, numParts, part =>
        {
            var first = tiles * part / numParts * RowsOfTile;
            var end = Math.Min(numRows, tiles * (part + 1) / numParts * RowsOfTile);
            body(first, end - first);
        });
    }
}
