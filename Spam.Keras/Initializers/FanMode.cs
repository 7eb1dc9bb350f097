namespace Spam.Keras.Initializers;

/// <summary>By which count of connections <see cref="VarianceScaling"/> divides.</summary>
public enum FanMode
{
    /// <summary>Keras's <c>fan_in</c>: how many numbers come in at each output.</summary>
    In,

    /// <summary>Keras's <c>fan_out</c>: how many numbers each input goes out to.</summary>
    Out,

    /// <summary>Keras's <c>fan_avg</c>: the mean of both.</summary>
    Average,
}
