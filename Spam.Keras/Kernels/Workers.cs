using Spam.Keras.Kernels.Products;

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
    public static void Run(int numThreads, int numTasks, RoomPool rooms, Action<int, ProductRoom> body)
    {
        if (numThreads > 1 && numTasks > 1)
        {
            Parallel.For(0, numTasks, new() { MaxDegreeOfParallelism = numThreads }, rooms.Take, (task, _, room) =>
            {
                body(task, room);
                return room;
            }, rooms.GiveBack);
            return;
        }

        var room = rooms.Take();
        for (var task = 0; task < numTasks; task++)
            body(task, room);
        rooms.GiveBack(room);
    }

    /// <summary>Parts rows among threads, in whole tiles; <paramref name="body"/> gets the first row and how many.</summary>
    /// <param name="numThreads">How many threads at most.</param>
    /// <param name="numRows">How many rows.</param>
    /// <param name="isUneven">Whether some rows may have more to do than others: then a part is one tile.</param>
    /// <param name="body">What is done with a range of rows.</param>
    public static void RunRows(int numThreads, int numRows, bool isUneven, Action<int, int> body)
        => Run(numThreads, NumParts(numThreads, numRows, isUneven), part =>
        {
            var (first, count) = Part(part, NumParts(numThreads, numRows, isUneven), numRows);
            body(first, count);
        });

    /// <summary>The same with room for each thread.</summary>
    public static void RunRows(int numThreads, int numRows, bool isUneven, RoomPool rooms, Action<int, int, ProductRoom> body)
        => Run(numThreads, NumParts(numThreads, numRows, isUneven), rooms, (part, room) =>
        {
            var (first, count) = Part(part, NumParts(numThreads, numRows, isUneven), numRows);
            body(first, count, room);
        });

    static int NumTiles(int numRows) => Math.Max(1, (numRows + RowsOfTile - 1) / RowsOfTile);

    static int NumParts(int numThreads, int numRows, bool isUneven) => isUneven ? NumTiles(numRows) : Math.Clamp(numThreads, 1, NumTiles(numRows));

    static (int First, int Count) Part(int part, int numParts, int numRows)
    {
        var first = NumTiles(numRows) * part / numParts * RowsOfTile;
        return (first, Math.Min(numRows, NumTiles(numRows) * (part + 1) / numParts * RowsOfTile) - first);
    }
}
