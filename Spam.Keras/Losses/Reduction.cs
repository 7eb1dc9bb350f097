namespace Spam.Keras.Losses;

/// <summary>How per-sample losses become one number.</summary>
public enum Reduction
{
    /// <summary>Keras's <c>sum_over_batch_size</c>: their weighted sum over their number.</summary>
    SumOverBatchSize,

    /// <summary>Keras's <c>sum</c>: their weighted sum.</summary>
    Sum,

    /// <summary>Keras 3's <c>mean_with_sample_weight</c>: their weighted sum over the sum of the weights.</summary>
    MeanWithSampleWeight,
}
