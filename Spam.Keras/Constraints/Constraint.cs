namespace Spam.Keras.Constraints;

/// <summary>What a weight is held to: after each step of the optimizer it is brought back.</summary>
/// <remarks>
/// <c>axis</c> says over which axes a length is taken: 0 for a dense kernel is each unit's incoming weights.<br/>
/// Source: Keras 2.15, keras/src/constraints.py.
/// </remarks>
public abstract class Constraint
{
    /// <summary>What Keras adds to a length before it divides by it.</summary>
    protected const float Epsilon = 1e-7f;

    static readonly Dictionary<string, Func<Constraint>> _known = new()
    {
        ["MaxNorm"] = () => new MaxNorm(),
        ["MinMaxNorm"] = () => new MinMaxNorm(),
        ["NonNeg"] = () => new NonNeg(),
        ["UnitNorm"] = () => new UnitNorm(),
        ["max_norm"] = () => new MaxNorm(),
        ["min_max_norm"] = () => new MinMaxNorm(),
        ["non_neg"] = () => new NonNeg(),
        ["unit_norm"] = () => new UnitNorm(),
    };

    /// <summary>The constraint of that name with Keras's default options.</summary>
    /// <param name="name">Keras's name, as a class or in snake case: <c>MaxNorm</c>, <c>max_norm</c>.</param>
    /// <exception cref="KerasException">There is no constraint of that name; the message lists those there are.</exception>
    public static Constraint Get(string name) => Names.Find("constraint", name, _known);

    /// <summary>The constraint of that name, so that it can be given as Keras gives it: <c>kernelConstraint: "max_norm"</c>.</summary>
    public static implicit operator Constraint(string name) => Get(name);

    /// <summary>Changes the numbers of <paramref name="weight"/> to ones that are allowed.</summary>
    public abstract void Apply(Tensor weight);

    /// <summary>Multiplies each vector along <paramref name="axes"/> by what <paramref name="factor"/> makes of its length.</summary>
    /// <exception cref="KerasException">The weight has no such axis.</exception>
    protected void ScaleVectors(Tensor weight, IReadOnlyList<int> axes, Func<float, float> factor)
    {
        var isSummed = new bool[weight.Rank];
        foreach (var axis in axes)
        {
            if (axis < -weight.Rank || axis >= weight.Rank)
                throw new KerasException($"{GetType().Name} got axis {axis} for a weight of shape {weight.Shape}; expected {-weight.Rank} to {weight.Rank - 1}.");
            isSummed[axis < 0 ? axis + weight.Rank : axis] = true;
        }

        // For each number the vector that it belongs to: its place with all summed axes left out.
        var vectors = new int[weight.Length];
        var numVectors = 1;
        for (var (axis, stride) = (weight.Rank - 1, 1); axis >= 0; stride *= weight.Shape[axis--])
        {
            if (isSummed[axis])
                continue;
            for (var i = 0; i < vectors.Length; i++)
                vectors[i] += i / stride % weight.Shape[axis] * numVectors;
            numVectors *= weight.Shape[axis];
        }

        var scales = new float[numVectors];
        for (var i = 0; i < vectors.Length; i++)
            scales[vectors[i]] += weight[i] * weight[i];
        for (var vector = 0; vector < numVectors; vector++)
            scales[vector] = factor(MathF.Sqrt(scales[vector]));
        for (var i = 0; i < vectors.Length; i++)
            weight[i] *= scales[vectors[i]];
    }
}
