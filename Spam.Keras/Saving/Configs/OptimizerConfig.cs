using System.Text.Json;
using System.Text.Json.Nodes;
using Spam.Keras.Optimizers;

namespace Spam.Keras.Saving.Configs;

/// <summary>Optimizers in configs.</summary>
static class OptimizerConfig
{
    /// <summary>What Keras 2 puts before the class names of its present optimizers in <c>.h5</c> files.</summary>
    public const string CustomPrefix = "Custom>";

    /// <summary>Makes the optimizer that a name or an object describes.</summary>
    /// <param name="value">The name, or class and options.</param>
    /// <param name="source">Where it is from, for messages.</param>
    /// <param name="dialect">Whose behaviour it has.</param>
    /// <exception cref="KerasException">It is none of Keras's, or an option is unknown or not supported.</exception>
    public static Optimizer Read(JsonElement value, string source, Dialect dialect)
    {
        var where = $"{source}: the optimizer";
        if (value.ValueKind == JsonValueKind.String)
            return Make(value.GetString()!, default, where, dialect); // a JSON text is never null

        var (className, json) = ConfigObject.Read(value, where);
        if (className.StartsWith(CustomPrefix, StringComparison.Ordinal))
            className = className[CustomPrefix.Length..];
        return Make(className, json, $"{where} {FileText.Show(className)}", dialect);
    }

    /// <summary>The optimizer's <c>get_config()</c>: all options.</summary>
    public static JsonObject Write(Optimizer optimizer, Dialect dialect)
    {
        var config = new ConfigWriter($"{optimizer}", dialect == Dialect.Keras2 ? ConfigForm.Keras2 : ConfigForm.Keras3);
        config.Add("name", optimizer.Name);
        config.AddFixed(ConfigForm.Keras3, "learning_rate", RateOf(optimizer));
        config.Add("weight_decay", optimizer.WeightDecay);
        config.Add("clipnorm", optimizer.Clipnorm);
        config.Add("global_clipnorm", optimizer.GlobalClipnorm);
        config.Add("clipvalue", optimizer.Clipvalue);
        config.AddUnless(false, "use_ema", optimizer.UseEma);
        config.Add("ema_momentum", (JsonNode)optimizer.EmaMomentum);
        config.Add("ema_overwrite_frequency", optimizer.EmaOverwriteFrequency);
        config.AddFixed(ConfigForm.Keras2, "jit_compile", false);
        config.AddFixed(ConfigForm.Keras2, "is_legacy_optimizer", false);
        config.AddFixed(ConfigForm.Keras2, "learning_rate", RateOf(optimizer));
        config.AddFixed(ConfigForm.Keras3, "loss_scale_factor", null);
        config.AddFixed(ConfigForm.Keras3, "gradient_accumulation_steps", null);
        foreach (var (option, value) in OwnOptions(optimizer))
            config.Add(option, value);
        return config.Config;
    }

    /// <summary>The options that both Keras take: name, rate, and what differs from its default.</summary>
    public static JsonObject WriteShared(Optimizer optimizer)
    {
        var (all, usual) = (Write(optimizer, Dialect.Keras2), Write(Optimizer.Get(optimizer.ClassName), Dialect.Keras2));
        var config = new JsonObject { ["name"] = optimizer.Name, ["learning_rate"] = optimizer.Schedule is null ? PythonJson.Widen(optimizer.LearningRate) : RateOf(optimizer) };
        foreach (var (option, value) in all)
        {
            if (!config.ContainsKey(option) && !JsonNode.DeepEquals(value, usual[option]))
                config.Add(option, value?.DeepClone());
        }

        return config;
    }

    static JsonNode RateOf(Optimizer optimizer) => optimizer.Schedule is { } schedule ? ScheduleConfig.Write(schedule) : (double)optimizer.LearningRate;

    static Optimizer Make(string name, JsonElement json, string where, Dialect dialect)
    {
        using var empty = JsonDocument.Parse("{}");
        var config = new ConfigReader(json.ValueKind == JsonValueKind.Undefined ? empty.RootElement : json, where, dialect);
        var className = config.Check(option: null, () => Optimizer.Get(name, dialect).ClassName);
        config.Ignore("jit_compile"); // a way to compute the same
        config.Refuse("is_legacy_optimizer", "loss_scale_factor", "gradient_accumulation_steps");
        if (config.DoubleOrNull("decay") is not (null or 0))
            throw config.Fail("decay", "is not 0; that is an option of older optimizers, which a schedule replaces");

        var optimizer = config.Check(option: null, () => OptimizerFactory.Make(className, config));
        config.Finish();
        return optimizer;
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
