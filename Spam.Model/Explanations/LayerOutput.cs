using Spam.Keras;

namespace Spam.Model.Explanations;

/// <summary>What a layer gives for one text.</summary>
/// <param name="Name">The layer's name.</param>
/// <param name="ClassName">Its kind, as Keras calls it.</param>
/// <param name="Shape">The shape, with the batch axis of 1.</param>
/// <param name="Smallest">The smallest number.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Largest">The largest.</param>
/// <param name="Deviation">Their standard deviation.</param>
public sealed record LayerOutput(string Name, string ClassName, IReadOnlyList<int> Shape, double Smallest, double Mean, double Largest, double Deviation)
{
    /// <summary>Of a layer's numbers.</summary>
    internal static LayerOutput Of(string name, string className, Tensor output)
    {
        var (sum, squares, smallest, largest) = (0.0, 0.0, double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in output.Span)
            (sum, smallest, largest) = (sum + value, Math.Min(smallest, value), Math.Max(largest, value));
        var mean = output.Length == 0 ? 0 : sum / output.Length;
        foreach (var value in output.Span)
            squares += (value - mean) * (value - mean);
        return output.Length == 0
            ? new(name, className, [.. output.Shape.Sizes], 0, 0, 0, 0)
            : new(name, className, [.. output.Shape.Sizes], smallest, mean, largest, Math.Sqrt(squares / output.Length));
    }
}
