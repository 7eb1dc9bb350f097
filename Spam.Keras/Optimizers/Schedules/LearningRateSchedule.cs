namespace Spam.Keras.Optimizers.Schedules;

/// <summary>Gives the learning rate of each step.</summary>
/// <remarks>
/// All schedules compute in float32, with powers, logarithms and cosines rounded once.<br/>
/// Source: Keras 2.15, keras/src/optimizers/schedules/learning_rate_schedule.py.
/// </remarks>
public abstract class LearningRateSchedule
{
    /// <summary>Keras's class name: <c>CosineDecay</c>.</summary>
    public string ClassName => GetType().Name;

    /// <summary>The rate of the step that follows <paramref name="iterations"/> steps.</summary>
    public abstract float At(long iterations);

    /// <inheritdoc/>
    public override string ToString() => ClassName;

    private protected static float Raised(float x, float y) => (float)Math.Pow(x, y);

    private protected static float Cosine(float share) => (float)Math.Cos(MathF.PI * share);
}
