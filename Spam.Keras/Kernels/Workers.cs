namespace Spam.Keras.Kernels;

/// <summary>Runs independent tasks on a few threads. What a task writes no other task reads, so the number of threads changes nothing but the time.</summary>
static class Workers
{
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
}
