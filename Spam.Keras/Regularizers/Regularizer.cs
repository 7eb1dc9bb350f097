namespace Spam.Keras.Regularizers;

/// <summary>What the size of a weight (or of a layer's outputs) adds to the loss.</summary>
public abstract class Regularizer
{
    static readonly Dictionary<string, Func<Regularizer>> _keras2 = new()
    {
        ["L1"] = () => new L1(),
        ["L1L2"] = () => new L1L2(),
        ["L2"] = () => new L2(),
        ["OrthogonalRegularizer"] = () => new OrthogonalRegularizer(),
        ["l1"] = () => new L1(),
        ["l1_l2"] = () => new L1L2(.01f, .01f),
        ["l2"] = () => new L2(),
        ["orthogonal_regularizer"] = () => new OrthogonalRegularizer(),
    };

    // Keras 2 has a function l1_l2 with factors of its own; in Keras 3 the name is the class, whose factors are 0.
    static readonly Dictionary<string, Func<Regularizer>> _keras3 = new(_keras2) { ["l1_l2"] = () => new L1L2() };

    /// <summary>The regularizer of that name with Keras's default factors.</summary>
    /// <param name="name">Keras's name: <c>l1</c>, <c>l2</c>, <c>l1_l2</c>, or the class.</param>
    /// <param name="dialect">Whose default factors it has: those of <c>l1_l2</c> are .01 in Keras 2 and 0 in Keras 3.</param>
    /// <exception cref="KerasException">There is no regularizer of that name; the message lists those there are.</exception>
    public static Regularizer Get(string name, Dialect dialect = Dialect.Keras2)
        => Names.Find("regularizer", name, dialect == Dialect.Keras2 ? _keras2 : _keras3);

    /// <summary>What <paramref name="tensor"/> adds to the loss.</summary>
    public abstract float Penalty(Tensor tensor);

    /// <summary>Adds <paramref name="scale"/> times the penalty's gradient at <paramref name="tensor"/> to <paramref name="gradient"/>, of the same shape.</summary>
    public abstract void AddGradient(Tensor tensor, Tensor gradient, float scale = 1);
}
