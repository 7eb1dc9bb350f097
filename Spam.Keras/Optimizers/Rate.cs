using Spam.Keras.Optimizers.Schedules;

namespace Spam.Keras.Optimizers;

/// <summary>How far an optimizer goes: a number that stays until it is set, or a schedule. Both convert by themselves: <c>new Adam(1e-3)</c>.</summary>
public readonly record struct Rate
{
    /// <summary>A fixed rate.</summary>
    /// <exception cref="KerasException">It is negative or not finite.</exception>
    public Rate(float value)
        => Value = value >= 0 && float.IsFinite(value)
            ? value
            : throw new KerasException($"A learning rate of {Bounds.Text(value)} came; give a finite number of 0 or more.");

    /// <summary>A rate that follows <paramref name="schedule"/>.</summary>
    public Rate(LearningRateSchedule schedule) => Schedule = schedule;

    /// <summary>The fixed rate; 0 under a schedule.</summary>
    public float Value { get; }

    /// <summary>What gives the rate of each step; null if it is fixed.</summary>
    public LearningRateSchedule? Schedule { get; }

    /// <summary>A fixed rate.</summary>
    public static implicit operator Rate(float value) => new(value);

    /// <summary>A fixed rate, rounded to float32.</summary>
    public static implicit operator Rate(double value) => new((float)value);

    /// <summary>A rate that follows <paramref name="schedule"/>.</summary>
    public static implicit operator Rate(LearningRateSchedule schedule) => new(schedule);
}
