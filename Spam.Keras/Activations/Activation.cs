namespace Spam.Keras.Activations;

/// <summary>A function of each number, or of each row (softmax), with its way back.</summary>
/// <remarks>Spans are whole rows of <c>width</c> numbers each, one after the other; element-wise functions ignore the width.</remarks>
public abstract class Activation
{
    static readonly Dictionary<string, Func<Activation>> _keras2 = new()
    {
        ["elu"] = () => new Elu(),
        ["exponential"] = () => new Exponential(),
        ["gelu"] = () => new Gelu(),
        ["hard_sigmoid"] = () => new HardSigmoid(),
        ["leaky_relu"] = () => new LeakyRelu(),
        ["linear"] = () => new Linear(),
        ["log_softmax"] = () => new LogSoftmax(),
        ["mish"] = () => new Mish(),
        ["relu"] = () => new Relu(),
        ["relu6"] = () => new Relu(maxValue: 6),
        ["selu"] = () => new Selu(),
        ["sigmoid"] = () => new Sigmoid(),
        ["silu"] = () => new Silu(),
        ["softmax"] = () => new Softmax(),
        ["softplus"] = () => new Softplus(),
        ["softsign"] = () => new Softsign(),
        ["swish"] = () => new Silu(),
        ["tanh"] = () => new Tanh(),
    };

    static readonly Dictionary<string, Func<Activation>> _keras3 = new(_keras2)
    {
        ["celu"] = () => new Celu(),
        ["gelu"] = () => new Gelu(dialect: Dialect.Keras3),
        ["hard_shrink"] = () => new HardShrink(),
        ["hard_sigmoid"] = () => new HardSigmoid(Dialect.Keras3),
        ["hard_silu"] = () => new HardSilu(),
        ["hard_swish"] = () => new HardSilu(),
        ["hard_tanh"] = () => new HardTanh(),
        ["log_sigmoid"] = () => new LogSigmoid(),
        ["mish"] = () => new Mish(Dialect.Keras3),
        ["relu"] = () => new Relu(dialect: Dialect.Keras3),
        ["relu6"] = () => new Relu(maxValue: 6, dialect: Dialect.Keras3),
        ["soft_shrink"] = () => new SoftShrink(),
        ["sparse_plus"] = () => new SparsePlus(),
        ["squareplus"] = () => new Squareplus(),
        ["tanh_shrink"] = () => new TanhShrink(),
    };

    /// <summary>Keras's name: <c>tanh</c>, <c>hard_sigmoid</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The activation of that name with Keras's default options.</summary>
    /// <param name="name">Keras's name: <c>relu</c>, <c>hard_sigmoid</c>.</param>
    /// <param name="dialect">Whose names there are, and whose meaning they have.</param>
    /// <exception cref="KerasException">There is no activation of that name; the message lists those there are.</exception>
    public static Activation Get(string name, Dialect dialect = Dialect.Keras2)
        => Names.Find("activation", name, dialect == Dialect.Keras2 ? _keras2 : _keras3);

    /// <summary><c>y = f(x)</c>; <paramref name="y"/> may be <paramref name="x"/>.</summary>
    public abstract void Forward(ReadOnlySpan<float> x, Span<float> y, int width);

    /// <summary><c>dx = f'(x) dy</c>, with <c>y = f(x)</c> given too; <paramref name="dx"/> may be <paramref name="dy"/>.</summary>
    public abstract void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, int width);

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>The activation of that name, so that an option can be given as Keras gives it: <c>activation: "softmax"</c>.</summary>
    public static implicit operator Activation(string name) => Get(name);
}
