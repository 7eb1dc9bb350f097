namespace Spam.Keras.Initializers;

/// <summary>Gives a weight its first values.</summary>
public abstract class Initializer
{
    static readonly Dictionary<string, Func<Initializer>> _known = Both(new()
    {
        ["Constant"] = () => new Constant(),
        ["GlorotNormal"] = () => new GlorotNormal(),
        ["GlorotUniform"] = () => new GlorotUniform(),
        ["HeNormal"] = () => new HeNormal(),
        ["HeUniform"] = () => new HeUniform(),
        ["Identity"] = () => new Identity(),
        ["LecunNormal"] = () => new LecunNormal(),
        ["LecunUniform"] = () => new LecunUniform(),
        ["Ones"] = () => new Ones(),
        ["Orthogonal"] = () => new Orthogonal(),
        ["RandomNormal"] = () => new RandomNormal(),
        ["RandomUniform"] = () => new RandomUniform(),
        ["TruncatedNormal"] = () => new TruncatedNormal(),
        ["VarianceScaling"] = () => new VarianceScaling(),
        ["Zeros"] = () => new Zeros(),
    });

    /// <summary>The initializer of that name with Keras's default options.</summary>
    /// <param name="name">Keras's name, as a class or in snake case: <c>GlorotUniform</c>, <c>glorot_uniform</c>.</param>
    /// <exception cref="KerasException">There is no initializer of that name; the message lists those there are.</exception>
    public static Initializer Get(string name) => Names.Find("initializer", name, _known);

    /// <summary>Fills <paramref name="tensor"/>; equal seeds of <paramref name="random"/> give equal values.</summary>
    public abstract void Fill(Tensor tensor, Random random);

    static Dictionary<string, Func<Initializer>> Both(Dictionary<string, Func<Initializer>> byClass)
    {
        var both = new Dictionary<string, Func<Initializer>>(byClass) { ["normal"] = byClass["RandomNormal"], ["uniform"] = byClass["RandomUniform"] };
        foreach (var (name, make) in byClass)
            both[Names.ToSnakeCase(name)] = make;
        both["one"] = byClass["Ones"];
        both["zero"] = byClass["Zeros"];
        return both;
    }
}
