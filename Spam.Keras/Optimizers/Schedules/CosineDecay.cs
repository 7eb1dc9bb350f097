namespace Spam.Keras.Optimizers.Schedules;

/// <summary>A rate that rises in a straight line to a target, if there is one, and then falls along half a cosine.</summary>
/// <remarks>
/// From the start of the fall, s steps after it, from the rate r (the target, or the initial rate without one):
/// <c>r ((1 - alpha) (1 + cos(π s / decay_steps)) / 2 + alpha)</c>, and <c>r alpha</c> from decay_steps on.<br/>
/// Paper: Loshchilov and Hutter, SGDR, 2017.
/// </remarks>
/// <param name="initialLearningRate">The rate of the first step.</param>
/// <param name="decaySteps">In how many steps the rate falls.</param>
/// <param name="alpha">What share of the highest rate stays in the end.</param>
/// <param name="warmupTarget">What the rate rises to first; null for no rise.</param>
/// <param name="warmupSteps">In how many steps it rises.</param>
public sealed class CosineDecay(
    double initialLearningRate, double decaySteps, double alpha = 0, double? warmupTarget = null, double warmupSteps = 0) : LearningRateSchedule
{
    /// <summary>The rate of the first step.</summary>
    public double InitialLearningRate { get; } = Bounds.NotNegative(nameof(CosineDecay), initialLearningRate, "initial_learning_rate");

    /// <summary>In how many steps the rate falls.</summary>
    public double DecaySteps { get; } = Bounds.Positive(nameof(CosineDecay), decaySteps, "decay_steps");

    /// <summary>What share of the highest rate stays in the end.</summary>
    public double Alpha { get; } = Bounds.NotNegative(nameof(CosineDecay), alpha, "alpha");

    /// <summary>What the rate rises to first; null for no rise.</summary>
    public double? WarmupTarget { get; } = warmupTarget is { } target ? Bounds.NotNegative(nameof(CosineDecay), target, "warmup_target") : null;

    /// <summary>In how many steps it rises.</summary>
    public double WarmupSteps { get; } = Bounds.NotNegative(nameof(CosineDecay), warmupSteps, "warmup_steps");

    /// <inheritdoc/>
    public override float At(long iterations)
    {
        var (step, steps, initial) = ((float)iterations, (float)DecaySteps, (float)InitialLearningRate);
        if (WarmupTarget is null)
            return Fall(MathF.Min(step, steps) / steps, initial);

        var (target, rise) = ((float)WarmupTarget, (float)WarmupSteps);
        step = MathF.Min(step, steps + rise);
        return step < rise ? (target - initial) * (step / rise) + initial : Fall((step - rise) / steps, target);
    }

    float Fall(float share, float highest) => highest * ((float)(1 - Alpha) * (.5f * (1 + Cosine(share))) + (float)Alpha);
}
