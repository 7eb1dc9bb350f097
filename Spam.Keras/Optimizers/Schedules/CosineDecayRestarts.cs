namespace Spam.Keras.Optimizers.Schedules;

/// <summary>A rate that falls along half a cosine, again and again: each fall takes <c>t_mul</c> times as long and starts <c>m_mul</c> times as high.</summary>
/// <remarks>Paper: Loshchilov and Hutter, SGDR, 2017.</remarks>
/// <param name="initialLearningRate">The rate of the first step.</param>
/// <param name="firstDecaySteps">How many steps the first fall takes.</param>
/// <param name="tMul">How many times as long the next fall takes.</param>
/// <param name="mMul">How many times as high the next fall starts.</param>
/// <param name="alpha">What share of the initial rate always stays.</param>
public sealed class CosineDecayRestarts(
    double initialLearningRate, double firstDecaySteps, double tMul = 2, double mMul = 1, double alpha = 0) : LearningRateSchedule
{
    /// <summary>The rate of the first step.</summary>
    public double InitialLearningRate { get; } = Bounds.NotNegative(nameof(CosineDecayRestarts), initialLearningRate, "initial_learning_rate");

    /// <summary>How many steps the first fall takes.</summary>
    public double FirstDecaySteps { get; } = Bounds.Positive(nameof(CosineDecayRestarts), firstDecaySteps, "first_decay_steps");

    /// <summary>How many times as long the next fall takes.</summary>
    public double TMul { get; } = tMul >= 1
        ? Bounds.Positive(nameof(CosineDecayRestarts), tMul, "t_mul")
        : throw new KerasException($"{nameof(CosineDecayRestarts)} got t_mul {Bounds.Text(tMul)}; give 1 or more, as falls that get shorter would end.");

    /// <summary>How many times as high the next fall starts.</summary>
    public double MMul { get; } = Bounds.NotNegative(nameof(CosineDecayRestarts), mMul, "m_mul");

    /// <summary>What share of the initial rate always stays.</summary>
    public double Alpha { get; } = Bounds.NotNegative(nameof(CosineDecayRestarts), alpha, "alpha");

    /// <inheritdoc/>
    public override float At(long iterations)
    {
        var (longer, rest) = ((float)TMul, (float)Alpha);
        var falls = iterations / (float)FirstDecaySteps;
        var fall = MathF.Floor(longer == 1 ? falls : Logarithm(1 - falls * (1 - longer)) / Logarithm(longer));
        var share = longer == 1
            ? falls - fall
            : (falls - (1 - Raised(longer, fall)) / (1 - longer)) / Raised(longer, fall);

        return (float)InitialLearningRate * ((1 - rest) * (.5f * Raised((float)MMul, fall) * (1 + Cosine(share))) + rest);
    }

    static float Logarithm(float x) => (float)Math.Log(x);
}
