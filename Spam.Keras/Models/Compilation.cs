using Spam.Keras.Losses;
using Spam.Keras.Metrics;
using Spam.Keras.Optimizers;

namespace Spam.Keras.Models;

/// <summary>How a model learns.</summary>
/// <param name="Optimizer">What moves the weights.</param>
/// <param name="Outputs">For each output of the model what is made small and measured.</param>
public sealed record Compilation(Optimizer Optimizer, IReadOnlyList<OutputGoal> Outputs);

/// <summary>What is made small and measured at one output.</summary>
/// <param name="Loss">What training makes small.</param>
public sealed record OutputGoal(Loss Loss)
{
    /// <summary>What the loss counts in the sum over all outputs.</summary>
    public float LossWeight { get; init; } = 1;

    /// <summary>Figures by Keras's names; <c>accuracy</c> becomes the kind that fits the loss and the output.</summary>
    public IReadOnlyList<string> MetricNames { get; init; } = [];

    /// <summary>Figures that take every sample alike.</summary>
    public IReadOnlyList<Metric> Metrics { get; init; } = [];

    /// <summary>Figures that take samples by their weights.</summary>
    public IReadOnlyList<Metric> WeightedMetrics { get; init; } = [];
}
