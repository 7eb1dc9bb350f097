namespace Spam.Keras.Optimizers.Schedules;

/// <summary>Gives the learning rate of each step.</summary>
public abstract class LearningRateSchedule
{
    /// <summary>Keras's class name: <c>CosineDecay</c>.</summary>
    public string ClassName => GetType().Name;

    /// <summary>The rate of the step after <paramref name="iterations"/> steps.</summary>
    public abstract float At(long iterations);

    /// <inheritdoc/>
    public override string ToString() => ClassName;
}
