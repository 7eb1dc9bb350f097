using FsCheck;
using FsCheck.Fluent;
using Spam.Keras;

namespace Spam.Tests.Keras.Properties;

/// <summary>What is drawn for a layer: sizes, options, and where its numbers begin.</summary>
sealed record LayerDraw(int Batch, int Steps, int Features, int Units, int Options, int Seed)
{
    int _numTensors;

    public static Gen<LayerDraw> All { get; } =
        from batch in Gen.Choose(1, 3)
        from steps in Gen.Choose(1, 5)
        from features in Gen.Choose(1, 4)
        from units in Gen.Choose(1, 5)
        from options in Gen.Choose(0, (1 << 20) - 1)
        from seed in Gen.Choose(0, 1 << 20)
        select new LayerDraw(batch, steps, features, units, options, seed);

    /// <summary>The same with one size or option less.</summary>
    public IEnumerable<LayerDraw> Smaller()
    {
        if (Batch > 1)
            yield return this with { Batch = Batch - 1 };
        if (Steps > 1)
            yield return this with { Steps = Steps - 1 };
        if (Features > 1)
            yield return this with { Features = Features - 1 };
        if (Units > 1)
            yield return this with { Units = Units - 1 };
        for (var option = 1; option <= Options; option <<= 1)
        {
            if ((Options & option) != 0)
                yield return this with { Options = Options & ~option };
        }
    }

    /// <summary>One of two, by a place among the options.</summary>
    public bool Coin(int option) => (Options >> option & 1) == 1;

    /// <summary>One of several, by two places among the options or more.</summary>
    public T Pick<T>(int option, params ReadOnlySpan<T> values) => values[(Options >> option) % values.Length];

    public Tensor Normal(params ReadOnlySpan<int> shape) => RandomTensors.Normal(NextRandom(), new(shape));

    public Tensor Spread(params ReadOnlySpan<int> shape) => RandomTensors.Spread(NextRandom(), new(shape), offset: (_numTensors - 1) / 8f);

    /// <summary>A mask that hides nothing of the first step, or any.</summary>
    public Tensor Mask(int steps, bool keepsFirst = false)
    {
        var mask = RandomTensors.Mask(NextRandom(), new(Batch, steps));
        for (var sample = 0; keepsFirst && sample < Batch; sample++)
            mask.Row(sample)[0] = 1;
        return mask;
    }

    /// <summary>A dropout mask for a rate of a half.</summary>
    public Tensor Doubled(params ReadOnlySpan<int> shape)
    {
        var mask = RandomTensors.Mask(NextRandom(), new(shape));
        foreach (ref var factor in mask.Span)
            factor *= 2;
        return mask;
    }

    public Tensor Words(int count)
    {
        var (words, random) = (new Tensor(Batch, Steps), NextRandom());
        foreach (ref var word in words.Span)
            word = random.Next(count);
        return words;
    }

    Random NextRandom() => new(Seed + (7919 * _numTensors++));
}
