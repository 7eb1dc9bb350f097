using Spam.Keras.Optimizers;

namespace Spam.Keras.Saving.Configs;

/// <summary>Makes optimizers of their options.</summary>
static class OptimizerFactory
{
    /// <summary>Makes the optimizer of a class.</summary>
    public static Optimizer Make(string className, ConfigReader config) => Make(className, config, new(config, className));

    // What is set when an optimizer is made can be set in no other place, so each class repeats it.
    static Optimizer Make(string className, ConfigReader o, OptimizerOptions s) => className switch
    {
        nameof(Adadelta) => new Adadelta(s.Rate, o.DoubleOrNull("rho") ?? .95, o.DoubleOrNull("epsilon") ?? 1e-7)
        {
            Name = s.Name,
            Dialect = s.Dialect,
            WeightDecay = s.WeightDecay,
            Clipnorm = s.Clipnorm,
            GlobalClipnorm = s.GlobalClipnorm,
            Clipvalue = s.Clipvalue,
            UseEma = s.UseEma,
            EmaMomentum = s.EmaMomentum,
            EmaOverwriteFrequency = s.EmaOverwriteFrequency,
        },
        nameof(Adagrad) => new Adagrad(s.Rate, o.DoubleOrNull("initial_accumulator_value") ?? .1, o.DoubleOrNull("epsilon") ?? 1e-7)
        {
            Name = s.Name,
            Dialect = s.Dialect,
            WeightDecay = s.WeightDecay,
            Clipnorm = s.Clipnorm,
            GlobalClipnorm = s.GlobalClipnorm,
            Clipvalue = s.Clipvalue,
            UseEma = s.UseEma,
            EmaMomentum = s.EmaMomentum,
            EmaOverwriteFrequency = s.EmaOverwriteFrequency,
        },
        nameof(Adam) => new Adam(s.Rate, o.DoubleOrNull("beta_1") ?? .9, o.DoubleOrNull("beta_2") ?? .999, o.DoubleOrNull("epsilon") ?? 1e-7, o.Flag("amsgrad", fallback: false))
        {
            Name = s.Name,
            Dialect = s.Dialect,
            WeightDecay = s.WeightDecay,
            Clipnorm = s.Clipnorm,
            GlobalClipnorm = s.GlobalClipnorm,
            Clipvalue = s.Clipvalue,
            UseEma = s.UseEma,
            EmaMomentum = s.EmaMomentum,
            EmaOverwriteFrequency = s.EmaOverwriteFrequency,
        },
        nameof(AdamW) => new AdamW(s.Rate, s.WeightDecay ?? 0, o.DoubleOrNull("beta_1") ?? .9, o.DoubleOrNull("beta_2") ?? .999, o.DoubleOrNull("epsilon") ?? 1e-7, o.Flag("amsgrad", fallback: false))
        {
            Name = s.Name,
            Dialect = s.Dialect,
            WeightDecay = s.WeightDecay,
            Clipnorm = s.Clipnorm,
            GlobalClipnorm = s.GlobalClipnorm,
            Clipvalue = s.Clipvalue,
            UseEma = s.UseEma,
            EmaMomentum = s.EmaMomentum,
            EmaOverwriteFrequency = s.EmaOverwriteFrequency,
        },
        nameof(Adamax) => new Adamax(s.Rate, o.DoubleOrNull("beta_1") ?? .9, o.DoubleOrNull("beta_2") ?? .999, o.DoubleOrNull("epsilon") ?? 1e-7)
        {
            Name = s.Name,
            Dialect = s.Dialect,
            WeightDecay = s.WeightDecay,
            Clipnorm = s.Clipnorm,
            GlobalClipnorm = s.GlobalClipnorm,
            Clipvalue = s.Clipvalue,
            UseEma = s.UseEma,
            EmaMomentum = s.EmaMomentum,
            EmaOverwriteFrequency = s.EmaOverwriteFrequency,
        },
        nameof(Ftrl) => new Ftrl(
            s.Rate, o.DoubleOrNull("learning_rate_power") ?? -.5, o.DoubleOrNull("initial_accumulator_value") ?? .1, o.DoubleOrNull("l1_regularization_strength") ?? 0,
            o.DoubleOrNull("l2_regularization_strength") ?? 0, o.DoubleOrNull("l2_shrinkage_regularization_strength") ?? 0, o.DoubleOrNull("beta") ?? 0)
        {
            Name = s.Name,
            Dialect = s.Dialect,
            WeightDecay = s.WeightDecay,
            Clipnorm = s.Clipnorm,
            GlobalClipnorm = s.GlobalClipnorm,
            Clipvalue = s.Clipvalue,
            UseEma = s.UseEma,
            EmaMomentum = s.EmaMomentum,
            EmaOverwriteFrequency = s.EmaOverwriteFrequency,
        },
        nameof(Lion) => new Lion(s.Rate, o.DoubleOrNull("beta_1") ?? .9, o.DoubleOrNull("beta_2") ?? .99)
        {
            Name = s.Name,
            Dialect = s.Dialect,
            WeightDecay = s.WeightDecay,
            Clipnorm = s.Clipnorm,
            GlobalClipnorm = s.GlobalClipnorm,
            Clipvalue = s.Clipvalue,
            UseEma = s.UseEma,
            EmaMomentum = s.EmaMomentum,
            EmaOverwriteFrequency = s.EmaOverwriteFrequency,
        },
        nameof(Nadam) => new Nadam(s.Rate, o.DoubleOrNull("beta_1") ?? .9, o.DoubleOrNull("beta_2") ?? .999, o.DoubleOrNull("epsilon") ?? 1e-7)
        {
            Name = s.Name,
            Dialect = s.Dialect,
            WeightDecay = s.WeightDecay,
            Clipnorm = s.Clipnorm,
            GlobalClipnorm = s.GlobalClipnorm,
            Clipvalue = s.Clipvalue,
            UseEma = s.UseEma,
            EmaMomentum = s.EmaMomentum,
            EmaOverwriteFrequency = s.EmaOverwriteFrequency,
        },
        nameof(RMSprop) => new RMSprop(s.Rate, o.DoubleOrNull("rho") ?? .9, o.DoubleOrNull("momentum") ?? 0, o.DoubleOrNull("epsilon") ?? 1e-7, o.Flag("centered", fallback: false))
        {
            Name = s.Name,
            Dialect = s.Dialect,
            WeightDecay = s.WeightDecay,
            Clipnorm = s.Clipnorm,
            GlobalClipnorm = s.GlobalClipnorm,
            Clipvalue = s.Clipvalue,
            UseEma = s.UseEma,
            EmaMomentum = s.EmaMomentum,
            EmaOverwriteFrequency = s.EmaOverwriteFrequency,
        },
        nameof(SGD) => new SGD(s.Rate, o.DoubleOrNull("momentum") ?? 0, o.Flag("nesterov", fallback: false))
        {
            Name = s.Name,
            Dialect = s.Dialect,
            WeightDecay = s.WeightDecay,
            Clipnorm = s.Clipnorm,
            GlobalClipnorm = s.GlobalClipnorm,
            Clipvalue = s.Clipvalue,
            UseEma = s.UseEma,
            EmaMomentum = s.EmaMomentum,
            EmaOverwriteFrequency = s.EmaOverwriteFrequency,
        },
        _ => throw new KerasException($"The optimizer {className} is not one that configs hold."),
    };
}
