using Spam.Keras.Layers;

namespace Spam.Keras.Optimizers;

/// <summary>Moves weights against their gradients. It keeps what it knows of each weight (its slots) by the weight's object.</summary>
public abstract class Optimizer
{
    /// <summary>Keras's class name: <c>Adam</c>.</summary>
    public string ClassName => GetType().Name;

    /// <summary>The rate that the next step uses.</summary>
    public abstract float LearningRate { get; set; }

    /// <summary>How many steps were taken.</summary>
    public long Iterations { get; protected set; }

    /// <summary>One step: moves every parameter by its gradient.</summary>
    /// <param name="parameters">The trainable weights, the same ones in the same order at every step.</param>
    public abstract void Apply(IReadOnlyList<Parameter> parameters);

    /// <summary>The one of that name.</summary>
    public static Optimizer Get(string name) => Names.Find("optimizer", name, new Dictionary<string, Func<Optimizer>>());
}
