using Spam.Keras.Optimizers;

namespace Spam.Keras.Saving.Configs;

/// <summary>The options that all optimizers have, as a config holds them.</summary>
/// <param name="config">The config.</param>
/// <param name="className">The optimizer's class.</param>
sealed class OptimizerOptions(ConfigReader config, string className)
{
    /// <summary>The optimizer's own name.</summary>
    public string Name { get; } = config.TextOrNull("name") ?? (config.Dialect == Dialect.Keras2 ? className : className.ToLowerInvariant());

    /// <summary>Whose behaviour it has.</summary>
    public Dialect Dialect { get; } = config.Dialect;

    /// <summary>The rate; null for the optimizer's own.</summary>
    public Rate? Rate { get; } = ScheduleConfig.ReadRate(config, "learning_rate");

    /// <summary>What share of itself, times the rate, each weight loses.</summary>
    public double? WeightDecay { get; } = config.Find("weight_decay") is { ValueKind: System.Text.Json.JsonValueKind.False } ? null
        : config.DoubleOrNull("weight_decay") ?? (className == nameof(AdamW) && config.IsNotNull("weight_decay") ? .004 : null);

    /// <summary>The largest length of a weight's gradient.</summary>
    public double? Clipnorm { get; } = config.DoubleOrNull("clipnorm");

    /// <summary>The largest length of all gradients together.</summary>
    public double? GlobalClipnorm { get; } = config.DoubleOrNull("global_clipnorm");

    /// <summary>The largest size of a number of a gradient.</summary>
    public double? Clipvalue { get; } = config.DoubleOrNull("clipvalue");

    /// <summary>Whether moving averages of the weights are kept.</summary>
    public bool UseEma { get; } = config.Flag("use_ema", fallback: false);

    /// <summary>What share of itself an average keeps.</summary>
    public double EmaMomentum { get; } = config.DoubleOrNull("ema_momentum") ?? .99;

    /// <summary>After how many steps weights are set to their averages.</summary>
    public int? EmaOverwriteFrequency { get; } = config.IsNotNull("ema_overwrite_frequency")
        ? config.SizeOrNull("ema_overwrite_frequency") ?? (className == nameof(RMSprop) && config.Dialect == Dialect.Keras2 ? 100 : null)
        : null;
}
