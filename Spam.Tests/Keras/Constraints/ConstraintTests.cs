using Spam.Keras;
using Spam.Keras.Constraints;

namespace Spam.Tests.Keras.Constraints;

public class ConstraintTests
{
    [Fact]
    public void Long_columns_are_shortened_and_short_ones_left()
    {
        var weight = Tensor.FromRows([3, .1f], [4, .2f]);

        new MaxNorm(2).Apply(weight);

        Near.Equal([1.2f, .1f, 1.6f, .2f], weight.Span, 1e-6);
    }

    [Fact]
    public void Rows_are_taken_where_the_axis_says_so()
    {
        var weight = Tensor.FromRows([3, 4], [.6f, .8f]);

        new UnitNorm(1).Apply(weight);

        Near.Equal([.6f, .8f, .6f, .8f], weight.Span, 1e-6);
    }

    [Fact]
    public void Several_axes_are_one_length()
    {
        var weight = new Tensor([1, 0, 1, 0, 1, 0, 1, 2], new Shape(2, 2, 2));

        new UnitNorm(0, 1).Apply(weight);

        Near.Equal([.5f, 0, .5f, 0, .5f, 0, .5f, 1], weight.Span, 1e-6);
    }

    [Fact]
    public void A_rate_goes_a_part_of_the_way()
    {
        var weight = Tensor.FromRows([4f], [0f]);

        new MinMaxNorm(minValue: 0, maxValue: 2, rate: .5f).Apply(weight);

        Near.Equal([3, 0], weight.Span, 1e-6);
    }

    [Fact]
    public void Numbers_below_zero_become_zero()
    {
        var weight = Tensor.Vector(-1, 0, 2);

        new NonNeg().Apply(weight);

        Near.Equal([0, 0, 2], weight.Span, 0);
    }

    [Fact]
    public void An_axis_that_is_not_there_is_refused()
    {
        var error = Assert.Throws<KerasException>(() => new MaxNorm(2, 3).Apply(new Tensor(2, 2)));

        Assert.Equal("MaxNorm got axis 3 for a weight of shape (2, 2); expected -2 to 1.", error.Message);
    }
}
