namespace Spam.Keras.Optimizers.Schedules;

/// <summary><c>rate = (initial - end) * (1 - step / decay_steps)^power + end</c>; the end rate from then on.</summary>
/// <param name="initialLearningRate">The rate of the first step.</param>
/// <param name="decaySteps">After how many steps the end is reached.</param>
/// <param name="endLearningRate">The rate at the end.</param>
/// <param name="power">1 for a straight line.</param>
/// <param name="cycle">Whether, each time the end is reached, decay_steps grows by itself and the rate jumps up and falls again.</param>
public sealed class PolynomialDecay(
    double initialLearningRate, double decaySteps, double endLearningRate = .0001, double power = 1, bool cycle = false) : LearningRateSchedule
{
    /// <summary>The rate of the first step.</summary>
    public double InitialLearningRate { get; } = Bounds.NotNegative(nameof(PolynomialDecay), initialLearningRate, "initial_learning_rate");

    /// <summary>After how many steps the end is reached.</summary>
    public double DecaySteps { get; } = Bounds.Positive(nameof(PolynomialDecay), decaySteps, "decay_steps");

    /// <summary>The rate at the end.</summary>
    public double EndLearningRate { get; } = Bounds.NotNegative(nameof(PolynomialDecay), endLearningRate, "end_learning_rate");

    /// <summary>1 for a straight line.</summary>
    public double Power { get; } = Bounds.NotNegative(nameof(PolynomialDecay), power, "power");

    /// <summary>Whether the rate jumps up and falls again each time the end is reached.</summary>
    public bool Cycle => cycle;

    /// <inheritdoc/>
    public override float At(long iterations)
    {
        var (step, steps, end) = ((float)iterations, (float)DecaySteps, (float)EndLearningRate);
        if (Cycle)
            steps *= iterations == 0 ? 1 : MathF.Ceiling(step / steps);
        else
            step = MathF.Min(step, steps);

        return ((float)InitialLearningRate - end) * Raised(1 - step / steps, (float)Power) + end;
    }
}
