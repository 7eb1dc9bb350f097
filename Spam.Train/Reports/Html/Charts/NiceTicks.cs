namespace Spam.Train.Reports.Html.Charts;

/// <summary>Numbers to write beside an axis: multiples of 1, 2 or 5 and a power of ten.</summary>
static class NiceTicks
{
    /// <summary>The multiples from <paramref name="lowest"/> to <paramref name="highest"/>, about <paramref name="wanted"/> of them.</summary>
    /// <exception cref="ArgumentException">An end is not a number, or the ends are in the wrong order.</exception>
    public static double[] Of(double lowest, double highest, int wanted = 5, bool wholeOnly = false)
    {
        if (!double.IsFinite(lowest) || !double.IsFinite(highest) || !(lowest < highest))
            throw new ArgumentException($"An axis from {lowest} to {highest} has no ticks; give two numbers, the lower one first.", nameof(highest));

        var step = Step((highest - lowest) / wanted);
        if (wholeOnly)
            step = Math.Max(1, step);
        var first = Math.Ceiling((lowest / step) - 1e-9);
        var count = (int)(Math.Floor((highest / step) + 1e-9) - first) + 1;
        return [.. Enumerable.Range(0, Math.Max(0, count)).Select(i => (first + i) * step)];
    }

    /// <summary>The lowest nice number that is not below <paramref name="value"/>, as the end of an axis that begins at 0.</summary>
    public static double End(double value, int wanted = 5)
    {
        if (!(value > 0))
            return 1;
        var step = Step(value / wanted);
        return Math.Ceiling((value / step) - 1e-9) * step;
    }

    /// <summary>Ticks of which the first is not above <paramref name="lowest"/>, and the last not below <paramref name="highest"/>.</summary>
    public static double[] Around(double lowest, double highest, int wanted = 5)
    {
        if (!(highest > lowest))
            (lowest, highest) = (lowest - 0.5, lowest + 0.5); // one number has room at both sides
        var step = Step((highest - lowest) / wanted);
        return Of(Math.Floor((lowest / step) + 1e-9) * step, Math.Ceiling((highest / step) - 1e-9) * step, wanted);
    }

    static double Step(double rough)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var digit = rough / power;
        return power * (digit <= 1 + 1e-9 ? 1 : digit <= 2 + 1e-9 ? 2 : digit <= 5 + 1e-9 ? 5 : 10);
    }
}
