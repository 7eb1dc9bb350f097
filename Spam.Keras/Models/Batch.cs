namespace Spam.Keras.Models;

/// <summary>Samples: what a model reads and what it should say of them.</summary>
/// <param name="X">For each input of the model a tensor, a sample a row.</param>
/// <param name="Y">For each output the truth, a sample a row.</param>
/// <param name="SampleWeights">For each output a factor for each sample, or null for equal ones; an empty list where there are none at all.</param>
public sealed record Batch(IReadOnlyList<Tensor> X, IReadOnlyList<Tensor> Y, IReadOnlyList<Tensor?> SampleWeights)
{
    /// <summary>Samples of a model with one input and one output.</summary>
    public Batch(Tensor x, Tensor y, Tensor? sampleWeight = null) : this([x], [y], sampleWeight is null ? [] : [sampleWeight])
    {
    }

    /// <summary>How many samples there are.</summary>
    public int Count => X[0].Shape[0];

    /// <summary>The factors for an output, or null.</summary>
    internal Tensor? SampleWeight(int output) => output < SampleWeights.Count ? SampleWeights[output] : null;
}
