namespace Spam.Keras.Optimizers.Schedules;

/// <summary><c>rate = initial / (1 + decay_rate * step / decay_steps)</c>.</summary>
/// <param name="initialLearningRate">The rate of the first step.</param>
/// <param name="decaySteps">In how many steps the divisor grows by the decay rate.</param>
/// <param name="decayRate">What the divisor grows by.</param>
/// <param name="staircase">Whether the rate stays for those steps and then falls at once.</param>
public sealed class InverseTimeDecay(double initialLearningRate, double decaySteps, double decayRate, bool staircase = false) : LearningRateSchedule
{
    /// <summary>The rate of the first step.</summary>
    public double InitialLearningRate { get; } = Bounds.NotNegative(nameof(InverseTimeDecay), initialLearningRate, "initial_learning_rate");

    /// <summary>In how many steps the divisor grows by the decay rate.</summary>
    public double DecaySteps { get; } = Bounds.Positive(nameof(InverseTimeDecay), decaySteps, "decay_steps");

    /// <summary>What the divisor grows by.</summary>
    public double DecayRate { get; } = Bounds.NotNegative(nameof(InverseTimeDecay), decayRate, "decay_rate");

    /// <summary>Whether the rate stays for those steps and then falls at once.</summary>
    public bool Staircase => staircase;

    /// <inheritdoc/>
    public override float At(long iterations)
    {
        var periods = iterations / (float)DecaySteps;
        return (float)InitialLearningRate / (1 + (float)DecayRate * (Staircase ? MathF.Floor(periods) : periods));
    }
}
