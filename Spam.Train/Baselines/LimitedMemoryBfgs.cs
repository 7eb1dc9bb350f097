namespace Spam.Train.Baselines;

/// <summary>Finds the lowest point of a smooth convex function: L-BFGS with backtracking steps. The same start gives the same answer, bit by bit.</summary>
/// <remarks>Source: Nocedal and Wright, Numerical Optimization, algorithms 7.4 and 3.1.</remarks>
static class LimitedMemoryBfgs
{
    const int Memory = 10; // how many past steps shape the next one
    const double SufficientDecrease = 1e-4;

    /// <summary>A function of many numbers, which also writes its gradient.</summary>
    public delegate double Function(ReadOnlySpan<double> point, Span<double> gradient);

    /// <summary>Where it ended.</summary>
    /// <param name="Point">The lowest point found.</param>
    /// <param name="Value">The function there.</param>
    /// <param name="LargestGradient">The largest absolute number in the gradient there.</param>
    /// <param name="NumSteps">How many steps led there.</param>
    public sealed record Result(double[] Point, double Value, double LargestGradient, int NumSteps);

    /// <summary>Walks from zero until no number in the gradient is above <paramref name="tolerance"/>, or for <paramref name="maxSteps"/> steps.</summary>
    public static Result Minimize(Function function, int size, double tolerance, int maxSteps)
    {
        var point = new double[size];
        var gradient = new double[size];
        var next = new double[size];
        var nextGradient = new double[size];
        var direction = new double[size];
        var history = new Queue<(double[] Step, double[] Change, double Curvature)>();
        var value = function(point, gradient);

        var steps = 0;
        for (; steps < maxSteps && Largest(gradient) > tolerance; steps++)
        {
            Direct(history, gradient, direction);
            var slope = Dot(direction, gradient);
            var length = history.Count == 0 ? Math.Min(1, 1 / Largest(gradient)) : 1;
            double nextValue;
            while (true)
            {
                for (var i = 0; i < size; i++)
                    next[i] = point[i] + (length * direction[i]);
                nextValue = function(next, nextGradient);
                if (nextValue <= value + (SufficientDecrease * length * slope))
                    break;
                length /= 2;
                if (length < 1e-20) // the numbers have no finer steps
                    return new(point, value, Largest(gradient), steps);
            }

            Remember(history, point, gradient, next, nextGradient);
            (point, next) = (next, point);
            (gradient, nextGradient) = (nextGradient, gradient);
            value = nextValue;
        }

        return new(point, value, Largest(gradient), steps);
    }

    // Two sweeps over the remembered steps give minus the inverse curvature times the gradient.
    static void Direct(Queue<(double[] Step, double[] Change, double Curvature)> history, double[] gradient, double[] direction)
    {
        for (var i = 0; i < gradient.Length; i++)
            direction[i] = -gradient[i];
        if (history.Count == 0)
            return;

        var past = history.ToArray();
        var weights = new double[past.Length];
        for (var k = past.Length - 1; k >= 0; k--)
        {
            weights[k] = Dot(past[k].Step, direction) / past[k].Curvature;
            AddScaled(-weights[k], past[k].Change, direction);
        }

        var newest = past[^1];
        var scale = newest.Curvature / Dot(newest.Change, newest.Change);
        for (var i = 0; i < direction.Length; i++)
            direction[i] *= scale;
        for (var k = 0; k < past.Length; k++)
            AddScaled(weights[k] - (Dot(past[k].Change, direction) / past[k].Curvature), past[k].Step, direction);
    }

    static void Remember(
        Queue<(double[] Step, double[] Change, double Curvature)> history, double[] point, double[] gradient, double[] next, double[] nextGradient)
    {
        var step = new double[point.Length];
        var change = new double[point.Length];
        for (var i = 0; i < step.Length; i++)
        {
            step[i] = next[i] - point[i];
            change[i] = nextGradient[i] - gradient[i];
        }

        var curvature = Dot(step, change);
        if (curvature <= 1e-12 * Dot(change, change)) // too flat to learn a curvature from
            return;
        if (history.Count == Memory)
            history.Dequeue();
        history.Enqueue((step, change, curvature));
    }

    static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    static void AddScaled(double scale, double[] x, double[] y)
    {
        for (var i = 0; i < x.Length; i++)
            y[i] += scale * x[i];
    }

    static double Largest(double[] values)
    {
        var largest = 0.0;
        foreach (var value in values)
            largest = Math.Max(largest, Math.Abs(value));
        return largest;
    }
}
