using System.Globalization;
using Spam.Keras;
using Spam.Keras.Initializers;
using Spam.Keras.Layers;
using Spam.Keras.Optimizers;
using Spam.Keras.Optimizers.Schedules;

namespace Spam.Tests.Keras.Optimizers;

public class OptimizerTests
{
    static readonly string[] _classNames = ["Adadelta", "Adagrad", "Adam", "AdamW", "Adamax", "Ftrl", "Lion", "Nadam", "RMSprop", "SGD"];

    public static TheoryData<string> ClassNames => [.. _classNames];

    [Theory, MemberData(nameof(ClassNames))]
    public void A_name_is_found_in_any_case(string name)
    {
        Assert.Equal(name, Optimizer.Get(name).ClassName);
        Assert.Equal(name, Optimizer.Get(name.ToLowerInvariant()).Name);
        Assert.Equal(name.ToLowerInvariant(), Optimizer.Get(name, Dialect.Keras3).Name);
    }

    [Fact]
    public void An_unknown_name_is_answered_with_the_known_ones()
    {
        var error = Assert.Throws<KerasException>(() => Optimizer.Get("adaam"));

        Assert.Equal($"There is no optimizer 'adaam'. Valid names: {string.Join(", ", _classNames.Order(StringComparer.Ordinal))}.", error.Message);
    }

    [Theory, MemberData(nameof(ClassNames))]
    public void A_number_moves_the_same_wherever_it_stands_in_its_weight(string name)
    {
        var (whole, alone) = (Weight(37), Enumerable.Range(0, 37).Select(i => Weight(1, i)).ToArray());
        var (first, second) = (Optimizer.Get(name), Optimizer.Get(name));

        for (var step = 0; step < 3; step++)
        {
            FillGradients(step, [whole]);
            FillGradients(step, alone);
            first.Apply([whole]);
            second.Apply(alone);
        }

        Assert.Equal(whole.Value.Span.ToArray(), alone.Select(parameter => parameter.Value[0]));
    }

    [Theory, MemberData(nameof(ClassNames))]
    public void Training_goes_on_from_a_saved_state_as_if_it_had_not_stopped(string name)
    {
        Parameter[] weights = [Weight(20), Weight(5, 1)], restored = [Weight(20), Weight(5, 1)];
        var optimizer = Optimizer.Get(name);
        Train(optimizer, weights, 0, 3);

        var next = Optimizer.Get(name);
        next.Iterations = optimizer.Iterations;
        foreach (var (from, to) in optimizer.Variables(weights).Zip(next.Variables(restored)))
            from.Value.Span.CopyTo(to.Value.Span);
        foreach (var (from, to) in weights.Zip(restored))
            to.Assign(from.Value.Span);
        Train(optimizer, weights, 3, 2);
        Train(next, restored, 3, 2);

        Assert.Equal(5, next.Iterations);
        Assert.All(weights.Zip(restored), pair => Assert.Equal(pair.First.Value.Span.ToArray(), pair.Second.Value.Span.ToArray()));
    }

    [Fact]
    public void Variables_come_in_the_order_in_which_Keras_saves_them()
    {
        Parameter[] weights = [Weight(2), Weight(3)];

        Assert.Equal(["average 2", "average 3", "m 2", "v 2", "m 3", "v 3", "vhat 2", "vhat 3"], Order(new Adam(amsgrad: true) { UseEma = true }));
        Assert.Equal(
            ["velocity 2", "velocity 3", "momentum 2", "momentum 3", "average_gradient 2", "average_gradient 3"],
            Order(new RMSprop(momentum: .5, centered: true)));
        Assert.Equal(["m 2", "m 3"], Order(new SGD()));
        Assert.Empty(Order(new SGD { Dialect = Dialect.Keras3 }));

        IEnumerable<string> Order(Optimizer optimizer) => optimizer.Variables(weights).Select(variable => $"{variable.Name} {variable.Value.Length}");
    }

    [Fact]
    public void A_step_counts_tells_the_weights_and_needs_weights()
    {
        var (optimizer, weight) = (new Adam(), Weight(3));
        var version = weight.Version;

        optimizer.Apply([]);
        Assert.Equal(0, optimizer.Iterations);

        optimizer.Apply([weight]);
        Assert.Equal(1, optimizer.Iterations);
        Assert.NotEqual(version, weight.Version);
    }

    [Fact]
    public void Momentum_that_fades_ends_at_zero()
    {
        var (optimizer, weight) = (new Adam(), Weight(1));
        var momentum = optimizer.Variables(weight)[0].Value;
        momentum[0] = 1.2e-38f;

        for (var step = 0; step < 3; step++)
            optimizer.Apply([weight]);

        Assert.Equal(0, momentum[0]);
    }

    [Theory]
    [InlineData(-.1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void What_is_no_rate_is_refused(double rate)
    {
        var optimizer = new Adam();

        Refused($"A learning rate of {((float)rate).ToString(CultureInfo.InvariantCulture)} came; give a finite number of 0 or more.", () => new SGD(rate));
        Assert.Throws<KerasException>(() => optimizer.LearningRate = (float)rate);
        Assert.Equal(.001f, optimizer.LearningRate);
    }

    [Fact]
    public void The_rate_of_a_schedule_follows_the_steps_and_cannot_be_set()
    {
        var (optimizer, weight) = (new SGD(new ExponentialDecay(.5, decaySteps: 1, decayRate: .5)), Weight(1));

        optimizer.Apply([weight]);
        var error = Assert.Throws<KerasException>(() => optimizer.LearningRate = .1f);

        Assert.Equal(.25f, optimizer.LearningRate);
        Assert.Equal("The rate of SGD follows ExponentialDecay and cannot be set to 0.1. Make the optimizer with a number as its rate.", error.Message);
    }

    [Fact]
    public void Options_out_of_bounds_are_refused_with_what_is_allowed()
    {
        Refused("Adam got clipnorm -1; give a finite number of 0 or more.", () => new Adam { Clipnorm = -1 });
        Refused("Adam got beta_1 1; give a number from 0 to below 1.", () => new Adam(beta1: 1));
        Refused("Adam got epsilon NaN; give a finite number of 0 or more.", () => new Adam(epsilon: double.NaN));
        Refused("AdamW got weight_decay -0.1; give a finite number of 0 or more.", () => new AdamW(weightDecay: -.1));
        Refused("SGD got momentum 1.5; give a number from 0 to 1.", () => new SGD(momentum: 1.5));
        Refused("SGD got ema_momentum 2; give a number from 0 to 1.", () => new SGD { EmaMomentum = 2 });
        Refused("SGD got ema_overwrite_frequency 0; give 1 or more, or null for the end of training only.", () => new SGD { EmaOverwriteFrequency = 0 });
        Refused("Ftrl got learning_rate_power 0.5; give a finite number of 0 or less.", () => new Ftrl(learningRatePower: .5));
        Refused("SGD cannot have taken -1 steps; give 0 or more.", () => new SGD { Iterations = -1 });
    }

    [Fact]
    public void Ways_of_clipping_that_Keras_refuses_together_are_refused()
    {
        const string Fix = "; gradients are clipped in one way. Leave one of them out.";

        Refused($"SGD got both clipnorm and global_clipnorm{Fix}", () => new SGD { Clipnorm = 1, GlobalClipnorm = 1 });
        Refused($"SGD got both clipvalue and clipnorm{Fix}", () => new SGD { Clipvalue = 1, Clipnorm = 1, Dialect = Dialect.Keras3 });
        Refused($"SGD got both clipvalue and global_clipnorm{Fix}", () => new SGD { Dialect = Dialect.Keras3, GlobalClipnorm = 1, Clipvalue = 1 });
        Assert.Equal(1, new SGD { Clipnorm = 1, Clipvalue = .5 }.Clipnorm); // Keras 2 takes both and clips by the norm
    }

    [Fact]
    public void Long_gradients_are_clipped_by_length_or_by_number()
    {
        // 40 numbers of 3 and -3: length √360 = 18.97.
        Near.Equal(Signs(-3 / MathF.Sqrt(360)), Moved(new SGD(1) { Clipnorm = 1 }), tolerance: 1e-6);
        Near.Equal(Signs(-3 / MathF.Sqrt(360)), Moved(new SGD(1) { GlobalClipnorm = 1 }), tolerance: 1e-6);
        Near.Equal(Signs(-.5f), Moved(new SGD(1) { Clipvalue = .5 }), tolerance: 0);
        Near.Equal(Signs(-3), Moved(new SGD(1) { Clipnorm = 20, Clipvalue = .5 }), tolerance: 1e-6);
        Near.Equal(Signs(-3), Moved(new SGD(1) { Clipnorm = 0 }), tolerance: 0);

        float[] Moved(SGD optimizer)
        {
            var weight = Weight(40);
            weight.Assign(new float[40]);
            Signs(3).CopyTo(weight.Gradient.Span);
            optimizer.Apply([weight]);
            return weight.Value.Span.ToArray();
        }

        float[] Signs(float size) => [.. Enumerable.Range(0, 40).Select(i => i % 2 == 0 ? size : -size)];
    }

    [Fact]
    public void A_weight_that_was_built_anew_in_another_shape_is_refused()
    {
        var (optimizer, weight) = (new Adam(), Weight(3));
        optimizer.Apply([weight]);
        weight.Build(new(4), new(0));

        Refused("Adam knows the weight w in shape (3,); now its shape is (4,). Compile the model anew.", () => optimizer.Apply([weight]));
    }

    [Fact]
    public void Averages_take_the_weights_place_at_the_end_and_after_every_so_many_steps()
    {
        var (late, often) = (Weight(1), Weight(1));
        late.Assign([0]);
        often.Assign([0]);
        var atEnd = new SGD(1) { UseEma = true, EmaMomentum = .5 };
        var everyTwo = new SGD(1) { UseEma = true, EmaMomentum = .5, EmaOverwriteFrequency = 2 };

        for (var step = 0; step < 2; step++)
        {
            late.Gradient[0] = often.Gradient[0] = -1;
            atEnd.Apply([late]);
            everyTwo.Apply([often]);
        }

        // Weights 0, 1, 2; averages 0, .5, 1.25.
        Assert.Equal(2, late.Value[0]);
        Assert.Equal(1.25f, often.Value[0]);
        atEnd.FinalizeValues([late]);
        Assert.Equal(1.25f, late.Value[0]);
    }

    [Fact]
    public void RMSprop_overwrites_with_averages_every_100_steps_in_Keras_2_if_nothing_else_is_said()
    {
        Assert.Equal(100, new RMSprop().EmaOverwriteFrequency);
        Assert.Null(new RMSprop { EmaOverwriteFrequency = null }.EmaOverwriteFrequency);
        Assert.Null(new RMSprop { Dialect = Dialect.Keras3 }.EmaOverwriteFrequency);
        Assert.Null(new Adam().EmaOverwriteFrequency);
    }

    [Fact]
    public void Ftrl_follows_its_formula_with_every_option()
    {
        var weight = Weight(1);
        weight.Assign([.8f]);
        weight.Gradient[0] = .5f;
        var (rate, power, l1, l2, shrinkage, beta) = (.1, 1.0 / 3, .05, .02, .01, .3);
        var optimizer = new Ftrl(rate, -power, .1, l1, l2, shrinkage, beta);

        optimizer.Apply([weight]);

        var raised = Math.Pow(.35, power);
        var linear = .5 + 2 * shrinkage * .8 - (raised - Math.Pow(.1, power)) / rate * .8;
        var expected = (Math.Clamp(linear, -l1, l1) - linear) / (raised / rate + 2 * (l2 + beta / (2 * rate)));
        Near.Equal([expected], weight.Value.Span, tolerance: 1e-6);
    }

    static void Refused(string message, Func<object> make) => Assert.Equal(message, Assert.Throws<KerasException>(make).Message);

    static void Refused(string message, Action act) => Assert.Equal(message, Assert.Throws<KerasException>(act).Message);

    static Parameter Weight(int length, int start = 0)
    {
        var parameter = new Parameter("w", new Zeros());
        parameter.Build(new(length), new(0));
        parameter.Assign([.. Enumerable.Range(start, length).Select(i => MathF.Sin(i))]);
        return parameter;
    }

    static void Train(Optimizer optimizer, Parameter[] weights, int start, int numSteps)
    {
        for (var step = start; step < start + numSteps; step++)
        {
            FillGradients(step, weights);
            optimizer.Apply(weights);
        }
    }

    // Single weights get the numbers that stand one after the other in a whole one.
    static void FillGradients(int step, Parameter[] weights)
    {
        var place = 0;
        foreach (var weight in weights)
        {
            for (var i = 0; i < weight.Value.Length; i++)
                weight.Gradient[i] = MathF.Cos(1.3f * place++ + step);
        }
    }
}
