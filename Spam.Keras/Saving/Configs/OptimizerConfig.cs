using System.Text.Json.Nodes;
using Spam.Keras.Optimizers;

namespace Spam.Keras.Saving.Configs;

/// <summary>Optimizers in configs, with all their options.</summary>
static class OptimizerConfig
{
    /// <summary>The optimizer's <c>get_config()</c>.</summary>
    /// <exception cref="KerasException">The rate follows a schedule.</exception>
    public static JsonObject Write(Optimizer optimizer, Dialect dialect)
    {
        if (optimizer.Schedule is { } schedule)
            throw new KerasException($"The rate of {optimizer} follows {schedule.ClassName}; configs are written with a number as the rate.");

        var config = new ConfigWriter($"{optimizer}", dialect == Dialect.Keras2 ? ConfigForm.Keras2 : ConfigForm.Keras3);
        config.Add("name", optimizer.Name);
        config.AddFixed(ConfigForm.Keras3, "learning_rate", (double)optimizer.LearningRate);
        config.Add("weight_decay", optimizer.WeightDecay);
        config.Add("clipnorm", optimizer.Clipnorm);
        config.Add("global_clipnorm", optimizer.GlobalClipnorm);
        config.Add("clipvalue", optimizer.Clipvalue);
        config.AddUnless(false, "use_ema", optimizer.UseEma);
        config.Add("ema_momentum", (JsonNode)optimizer.EmaMomentum);
        config.Add("ema_overwrite_frequency", optimizer.EmaOverwriteFrequency);
        config.AddFixed(ConfigForm.Keras2, "jit_compile", false);
        config.AddFixed(ConfigForm.Keras2, "is_legacy_optimizer", false);
        config.AddFixed(ConfigForm.Keras2, "learning_rate", (double)optimizer.LearningRate);
        config.AddFixed(ConfigForm.Keras3, "loss_scale_factor", null);
        config.AddFixed(ConfigForm.Keras3, "gradient_accumulation_steps", null);
        foreach (var (option, value) in OwnOptions(optimizer))
            config.Add(option, value);
        return config.Config;
    }

    static (string Option, JsonNode Value)[] OwnOptions(Optimizer optimizer) => optimizer switch
    {
        Adam adam => [("beta_1", adam.Beta1), ("beta_2", adam.Beta2), ("epsilon", adam.Epsilon), ("amsgrad", adam.Amsgrad)],
        Adamax adamax => [("beta_1", adamax.Beta1), ("beta_2", adamax.Beta2), ("epsilon", adamax.Epsilon)],
        Nadam nadam => [("beta_1", nadam.Beta1), ("beta_2", nadam.Beta2), ("epsilon", nadam.Epsilon)],
        Lion lion => [("beta_1", lion.Beta1), ("beta_2", lion.Beta2)],
        SGD sgd => [("momentum", sgd.Momentum), ("nesterov", sgd.Nesterov)],
        RMSprop rms => [("rho", rms.Rho), ("momentum", rms.Momentum), ("epsilon", rms.Epsilon), ("centered", rms.Centered)],
        Adagrad adagrad => [("initial_accumulator_value", adagrad.InitialAccumulatorValue), ("epsilon", adagrad.Epsilon)],
        Adadelta adadelta => [("rho", adadelta.Rho), ("epsilon", adadelta.Epsilon)],
        Ftrl ftrl =>
        [
            ("learning_rate_power", ftrl.LearningRatePower), ("initial_accumulator_value", ftrl.InitialAccumulatorValue),
            ("l1_regularization_strength", ftrl.L1RegularizationStrength), ("l2_regularization_strength", ftrl.L2RegularizationStrength),
            ("l2_shrinkage_regularization_strength", ftrl.L2ShrinkageRegularizationStrength), ("beta", ftrl.Beta),
        ],
        _ => throw new KerasException($"The optimizer {optimizer} is not one that Keras knows, so no config can hold it. Use one of Keras's."),
    };
}
