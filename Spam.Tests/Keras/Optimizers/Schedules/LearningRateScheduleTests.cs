using Spam.Keras;
using Spam.Keras.Optimizers.Schedules;

namespace Spam.Tests.Keras.Optimizers.Schedules;

public class LearningRateScheduleTests
{
    [Fact]
    public void Boundaries_belong_to_the_stretch_before_them()
    {
        var schedule = new PiecewiseConstantDecay([1, 3], [.1, .05, .01]);

        Assert.Equal([.1f, .1f, .05f, .05f, .01f, .01f], Rates(schedule, 6));
    }

    [Fact]
    public void Staircases_stay_and_then_fall()
    {
        Assert.Equal([1f, 1, .5f, .5f, .25f], Rates(new ExponentialDecay(1, decaySteps: 2, decayRate: .5, staircase: true), 5));
        Assert.Equal([1f, 1, .5f, .5f, 1 / 3f], Rates(new InverseTimeDecay(1, decaySteps: 2, decayRate: 1, staircase: true), 5));
    }

    [Fact]
    public void A_polynomial_stays_at_its_end_or_jumps_up_again()
    {
        Near.Equal([1f, .5f, 0, 0, 0], Rates(new PolynomialDecay(1, decaySteps: 2, endLearningRate: 0), 5), tolerance: 0);
        Near.Equal([1f, .5f, 0, .25f, 0], Rates(new PolynomialDecay(1, decaySteps: 2, endLearningRate: 0, cycle: true), 5), tolerance: 0);
    }

    [Fact]
    public void A_cosine_rises_to_its_target_and_falls_to_its_share()
    {
        var schedule = new CosineDecay(0, decaySteps: 2, alpha: .5, warmupTarget: 1, warmupSteps: 2);

        Near.Equal([0f, .5f, 1, .75f, .5f, .5f], Rates(schedule, 6), tolerance: 1e-7);
    }

    [Fact]
    public void Restarts_take_longer_and_start_lower_each_time()
    {
        Near.Equal([1f, .5f, .5f, .42677668f, .25f, .07322331f, .25f], Rates(new CosineDecayRestarts(1, firstDecaySteps: 2, mMul: .5), 7), tolerance: 1e-6);
        Near.Equal([1f, .5f, 1, .5f, 1], Rates(new CosineDecayRestarts(1, firstDecaySteps: 2, tMul: 1), 5), tolerance: 1e-6);
    }

    [Fact]
    public void Options_out_of_bounds_are_refused_with_what_is_allowed()
    {
        Refused("CosineDecay got decay_steps 0; give a finite number above 0.", () => new CosineDecay(.1, decaySteps: 0));
        Refused("ExponentialDecay got initial_learning_rate -0.1; give a finite number of 0 or more.", () => new ExponentialDecay(-.1, 1, .5));
        Refused("CosineDecayRestarts got t_mul 0.5; give 1 or more, as falls that get shorter would end.", () => new CosineDecayRestarts(.1, 1, tMul: .5));
        Refused(
            "PiecewiseConstantDecay got 2 boundaries and 2 values; give at least one boundary and one value more than boundaries.",
            () => new PiecewiseConstantDecay([1, 2], [.1, .2]));
        Refused("PiecewiseConstantDecay got the boundary 1 after 2; give rising ones.", () => new PiecewiseConstantDecay([2, 1], [.1, .2, .3]));
    }

    static float[] Rates(LearningRateSchedule schedule, int numSteps) => [.. Enumerable.Range(0, numSteps).Select(step => schedule.At(step))];

    static void Refused(string message, Func<object> make) => Assert.Equal(message, Assert.Throws<KerasException>(make).Message);
}
