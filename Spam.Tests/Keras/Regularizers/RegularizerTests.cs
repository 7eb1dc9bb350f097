using Spam.Keras;
using Spam.Keras.Regularizers;

namespace Spam.Tests.Keras.Regularizers;

public class RegularizerTests
{
    [Fact]
    public void The_name_l1_l2_has_factors_in_Keras_2_and_none_in_Keras_3()
    {
        var values = Tensor.Vector(1, -2);

        Assert.Equal(.08f, Regularizer.Get("l1_l2").Penalty(values), 1e-7f);
        Assert.Equal(0, Regularizer.Get("l1_l2", Dialect.Keras3).Penalty(values));
    }

    [Fact]
    public void An_unknown_name_is_answered_with_the_known_ones()
    {
        var error = Assert.Throws<KerasException>(() => Regularizer.Get("l3"));

        Assert.Equal(
            "There is no regularizer 'l3'. Valid names: L1, L1L2, L2, OrthogonalRegularizer, l1, l1_l2, l2, orthogonal_regularizer.", error.Message);
    }

    [Fact]
    public void A_factor_below_zero_is_refused()
    {
        var error = Assert.Throws<KerasException>(() => new L2(-1));

        Assert.Equal("L2 got l2: -1; expected a finite number of 0 or above.", error.Message);
    }

    [Theory]
    [InlineData(OrthogonalMode.Rows)]
    [InlineData(OrthogonalMode.Columns)]
    public void The_orthogonal_regularizers_gradient_is_the_measured_slope(OrthogonalMode mode)
    {
        var regularizer = new OrthogonalRegularizer(1, mode);
        var weight = Tensor.FromRows([1, 2, -1], [.5f, -.3f, 2]);
        var gradient = new Tensor(weight.Shape);
        regularizer.AddGradient(weight, gradient);

        for (var i = 0; i < weight.Length; i++)
        {
            var (up, down) = (weight.Copy(), weight.Copy());
            up[i] += .01f;
            down[i] -= .01f;
            Assert.Equal((regularizer.Penalty(up) - regularizer.Penalty(down)) / .02f, gradient[i], 3e-3f);
        }
    }
}
