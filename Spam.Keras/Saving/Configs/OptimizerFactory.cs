using Spam.Keras.Optimizers;

namespace Spam.Keras.Saving.Configs;

/// <summary>Makes optimizers of their options.</summary>
static class OptimizerFactory
{
    /// <summary>Makes the optimizer of a class.</summary>
    public static Optimizer Make(string className, ConfigReader config)
    {
        var shared = new OptimizerOptions(config, className);
        var optimizer = Make(className, config, shared);
        optimizer.Name = shared.Name;
        optimizer.Dialect = shared.Dialect;
        optimizer.WeightDecay = shared.WeightDecay;
        optimizer.Clipnorm = shared.Clipnorm;
        optimizer.GlobalClipnorm = shared.GlobalClipnorm;
        optimizer.Clipvalue = shared.Clipvalue;
        optimizer.UseEma = shared.UseEma;
        optimizer.EmaMomentum = shared.EmaMomentum;
        optimizer.EmaOverwriteFrequency = shared.EmaOverwriteFrequency;
        return optimizer;
    }

    static Optimizer Make(string className, ConfigReader o, OptimizerOptions s) => className switch
    {
        nameof(Adadelta) => new Adadelta(s.Rate, o.DoubleOrNull("rho") ?? .95, o.DoubleOrNull("epsilon") ?? 1e-7),
        nameof(Adagrad) => new Adagrad(s.Rate, o.DoubleOrNull("initial_accumulator_value") ?? .1, o.DoubleOrNull("epsilon") ?? 1e-7),
        nameof(Adam) => new Adam(s.Rate, o.DoubleOrNull("beta_1") ?? .9, o.DoubleOrNull("beta_2") ?? .999, o.DoubleOrNull("epsilon") ?? 1e-7, o.Flag("amsgrad", fallback: false)),
        nameof(AdamW) => new AdamW(s.Rate, s.WeightDecay ?? 0, o.DoubleOrNull("beta_1") ?? .9, o.DoubleOrNull("beta_2") ?? .999, o.DoubleOrNull("epsilon") ?? 1e-7, o.Flag("amsgrad", fallback: false)),
        nameof(Adamax) => new Adamax(s.Rate, o.DoubleOrNull("beta_1") ?? .9, o.DoubleOrNull("beta_2") ?? .999, o.DoubleOrNull("epsilon") ?? 1e-7),
        nameof(Ftrl) => new Ftrl(
            s.Rate, o.DoubleOrNull("learning_rate_power") ?? -.5, o.DoubleOrNull("initial_accumulator_value") ?? .1, o.DoubleOrNull("l1_regularization_strength") ?? 0,
            o.DoubleOrNull("l2_regularization_strength") ?? 0, o.DoubleOrNull("l2_shrinkage_regularization_strength") ?? 0, o.DoubleOrNull("beta") ?? 0),
        nameof(Lion) => new Lion(s.Rate, o.DoubleOrNull("beta_1") ?? .9, o.DoubleOrNull("beta_2") ?? .99),
        nameof(Nadam) => new Nadam(s.Rate, o.DoubleOrNull("beta_1") ?? .9, o.DoubleOrNull("beta_2") ?? .999, o.DoubleOrNull("epsilon") ?? 1e-7),
        nameof(RMSprop) => new RMSprop(s.Rate, o.DoubleOrNull("rho") ?? .9, o.DoubleOrNull("momentum") ?? 0, o.DoubleOrNull("epsilon") ?? 1e-7, o.Flag("centered", fallback: false)),
        nameof(SGD) => new SGD(s.Rate, o.DoubleOrNull("momentum") ?? 0, o.Flag("nesterov", fallback: false)),
        _ => throw new KerasException($"The optimizer {className} is not one that configs hold."),
    };
}
