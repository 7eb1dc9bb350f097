using Spam.Keras;
using Spam.Keras.Initializers;

namespace Spam.Tests.Keras.Initializers;

public class InitializerTests
{
    [Theory]
    [InlineData("glorot_uniform", typeof(GlorotUniform))]
    [InlineData("GlorotUniform", typeof(GlorotUniform))]
    [InlineData("he_normal", typeof(HeNormal))]
    [InlineData("lecun_uniform", typeof(LecunUniform))]
    [InlineData("uniform", typeof(RandomUniform))]
    [InlineData("zeros", typeof(Zeros))]
    [InlineData("orthogonal", typeof(Orthogonal))]
    public void Names_and_classes_are_found(string name, Type found) => Assert.IsType(found, Initializer.Get(name));

    [Fact]
    public void An_unknown_name_is_answered_with_the_known_ones()
    {
        var error = Assert.Throws<KerasException>(() => Initializer.Get("glorot"));

        Assert.StartsWith("There is no initializer 'glorot'. Valid names: Constant, GlorotNormal,", error.Message);
    }

    [Fact]
    public void The_same_seed_gives_the_same_numbers()
    {
        var (first, second) = (new Tensor(20, 30), new Tensor(20, 30));

        new Orthogonal().Fill(first, new Random(3));
        new Orthogonal().Fill(second, new Random(3));

        Near.Equal(first.Span, second.Span, 0);
    }

    [Fact]
    public void The_forget_gates_quarter_is_one_and_the_rest_is_filled()
    {
        var bias = new Tensor(8);

        new ForgetBias(new Constant(.5f)).Fill(bias, new Random(1));

        Near.Equal([.5f, .5f, 1, 1, .5f, .5f, .5f, .5f], bias.Span, 0);
    }

    [Fact]
    public void Orthogonal_needs_two_axes()
    {
        var error = Assert.Throws<KerasException>(() => new Orthogonal().Fill(new Tensor(4), new Random(1)));

        Assert.Equal("Orthogonal got a weight of shape (4,); it needs two axes or more. Choose another initializer for it.", error.Message);
    }

    [Fact]
    public void A_scale_of_zero_is_refused()
    {
        var error = Assert.Throws<KerasException>(() => new VarianceScaling(0));

        Assert.Equal("VarianceScaling got a scale of 0; expected one above zero.", error.Message);
    }
}
