using Spam.Keras;

namespace Spam.Tests.Keras;

/// <summary>Random inputs for tests.</summary>
static class RandomTensors
{
    /// <summary>Numbers of a bell curve around 0, of deviation about 1.</summary>
    public static Tensor Normal(Random random, Shape shape)
    {
        var tensor = new Tensor(shape);
        for (var i = 0; i < tensor.Length; i++)
            tensor[i] = (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        return tensor;
    }

    /// <summary>Shuffled numbers on both sides of 0, each a quarter from the next: for functions with corners, which a small move is not to cross.</summary>
    public static Tensor Spread(Random random, Shape shape, float offset = 0)
    {
        var tensor = new Tensor(shape);
        for (var i = 0; i < tensor.Length; i++)
            tensor[i] = ((i - (tensor.Length / 2)) / 4f) + .125f + offset;
        random.Shuffle(tensor.Span);
        return tensor;
    }

    /// <summary>0 and 1, each as likely.</summary>
    public static Tensor Mask(Random random, Shape shape)
    {
        var tensor = new Tensor(shape);
        for (var i = 0; i < tensor.Length; i++)
            tensor[i] = random.Next(2);
        return tensor;
    }
}
