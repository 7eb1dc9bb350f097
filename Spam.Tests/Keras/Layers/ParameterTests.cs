using Spam.Keras;
using Spam.Keras.Initializers;
using Spam.Keras.Layers;

namespace Spam.Tests.Keras.Layers;

public class ParameterTests
{
    [Fact]
    public void Threads_that_are_first_to_ask_get_one_gradient()
    {
        for (var round = 0; round < 200; round++)
        {
            var parameter = new Parameter("bias", new Zeros());
            parameter.Build(new(64), new Random(1));
            var seen = new Tensor[4];
            using var start = new Barrier(seen.Length);
            var threads = Enumerable.Range(0, seen.Length).Select(i => new Thread(() =>
            {
                start.SignalAndWait();
                seen[i] = parameter.Gradient;
            })).ToList();

            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());

            Assert.Single(seen.Distinct());
        }
    }

    [Fact]
    public void A_weight_without_a_value_says_how_it_gets_one()
        => Assert.Equal(
            "The weight bias has no value yet. Build its layer first: add it to a model with a known input shape, or call Build.",
            Assert.Throws<KerasException>(() => new Parameter("bias", new Zeros()).Value).Message);

    [Fact]
    public void Another_number_of_values_is_refused()
    {
        var parameter = new Parameter("bias", new Zeros());
        parameter.Build(new(3), new Random(1));

        Assert.Equal("The weight bias holds 3 numbers in shape (3,); 2 came.", Assert.Throws<KerasException>(() => parameter.Assign([1, 2])).Message);
    }
}
