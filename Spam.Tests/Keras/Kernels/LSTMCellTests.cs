using Spam.Keras.Kernels;

namespace Spam.Tests.Keras.Kernels;

public class LSTMCellTests
{
    [Theory, InlineData(1), InlineData(15), InlineData(16), InlineData(17), InlineData(196)]
    public void A_step_is_that_of_the_plain_loop(int count)
    {
        var random = new Random(count);
        var gates = Enumerable.Range(0, 4).Select(_ => Numbers(random, count)).ToArray();
        var plain = gates.Select(gate => (float[])gate.Clone()).ToArray();
        var before = Numbers(random, count);
        var (cell, tanh, output) = (new float[count], new float[count], new float[count]);
        var (plainCell, plainOutput) = (new float[count], new float[count]);

        LSTMCell.Forward(gates[0], gates[1], gates[2], gates[3], before, cell, tanh, output);
        Reference.LSTMForward(plain[0], plain[1], plain[2], plain[3], before, plainCell, plainOutput);

        for (var gate = 0; gate < 4; gate++)
            Near.Equal(plain[gate].AsSpan(), gates[gate], 1e-6, $"gate {gate}");
        Near.Equal(plainCell.AsSpan(), cell, 1e-6, "cell");
        Near.Equal(plainOutput.AsSpan(), output, 1e-6, "output");
    }

    static float[] Numbers(Random random, int count)
    {
        var numbers = new float[count];
        foreach (ref var number in numbers.AsSpan())
            number = (random.NextSingle() - 0.5f) * 8;
        return numbers;
    }
}
