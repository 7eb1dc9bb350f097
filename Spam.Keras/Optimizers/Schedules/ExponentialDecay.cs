namespace Spam.Keras.Optimizers.Schedules;

/// <summary><c>rate = initial * decay_rate^(step / decay_steps)</c>.</summary>
/// <param name="initialLearningRate">The rate of the first step.</param>
/// <param name="decaySteps">In how many steps the rate is multiplied by the decay rate once.</param>
/// <param name="decayRate">What the rate is multiplied by.</param>
/// <param name="staircase">Whether the rate stays for those steps and then falls at once.</param>
public sealed class ExponentialDecay(double initialLearningRate, double decaySteps, double decayRate, bool staircase = false) : LearningRateSchedule
{
    /// <summary>The rate of the first step.</summary>
    public double InitialLearningRate { get; } = Bounds.NotNegative(nameof(ExponentialDecay), initialLearningRate, "initial_learning_rate");

    /// <summary>In how many steps the rate is multiplied by the decay rate once.</summary>
    public double DecaySteps { get; } = Bounds.Positive(nameof(ExponentialDecay), decaySteps, "decay_steps");

    /// <summary>What the rate is multiplied by.</summary>
    public double DecayRate { get; } = Bounds.NotNegative(nameof(ExponentialDecay), decayRate, "decay_rate");

    /// <summary>Whether the rate stays for those steps and then falls at once.</summary>
    public bool Staircase => staircase;

    /// <inheritdoc/>
    public override float At(long iterations)
    {
        var periods = iterations / (float)DecaySteps;
        return (float)InitialLearningRate * Raised((float)DecayRate, Staircase ? MathF.Floor(periods) : periods);
    }
}
