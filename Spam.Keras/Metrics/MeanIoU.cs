using Spam.Keras.Losses;

namespace Spam.Keras.Metrics;

/// <summary>For each class its hits over all samples that have it as label or prediction; the mean over the classes that occur.</summary>
/// <param name="numClasses">How many classes there are; labels and predictions are their numbers.</param>
/// <param name="name">The name in logs.</param>
public sealed class MeanIoU(int numClasses, string name = "mean_io_u") : Metric
{
    readonly double[,] _counts = new double[numClasses, numClasses];

    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override float Result
    {
        get
        {
            var (sum, numOccurring) = (0.0, 0);
            for (var c = 0; c < numClasses; c++)
            {
                var either = -_counts[c, c];
                for (var other = 0; other < numClasses; other++)
                    either += _counts[c, other] + _counts[other, c];
                if (either == 0)
                    continue;

                sum += _counts[c, c] / either;
                numOccurring++;
            }

            return (float)Share(sum, numOccurring);
        }
    }

    /// <inheritdoc/>
    public override void Update(Tensor yTrue, Tensor yPred, Tensor? sampleWeight = null)
    {
        yTrue = Labels.Same(this, yTrue, yPred);
        var weights = sampleWeight is null ? null : SampleWeights.Broadcast(sampleWeight, yPred.Shape);
        for (var i = 0; i < yPred.Length; i++)
            _counts[Class(yTrue[i]), Class(yPred[i])] += weights is null ? 1 : weights[i];
    }

    /// <inheritdoc/>
    public override void Reset() => Array.Clear(_counts);

    int Class(float number) => (uint)(int)number < (uint)numClasses
        ? (int)number
        : throw new KerasException($"The metric {name} got class {number}, but has {numClasses} classes, 0 to {numClasses - 1}.");
}
