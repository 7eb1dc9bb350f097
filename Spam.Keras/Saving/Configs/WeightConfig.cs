using Spam.Keras.Initializers;
using Spam.Keras.Layers;

namespace Spam.Keras.Saving.Configs;

/// <summary>A layer's weight in its config: <c>kernel_initializer</c>, <c>kernel_regularizer</c>, <c>kernel_constraint</c>.</summary>
/// <param name="Name">What its options begin with: <c>kernel</c>.</param>
/// <param name="Parameter">The weight; null where the layer goes without it.</param>
/// <param name="ByDefault">What fills it where nothing is said.</param>
readonly record struct WeightConfig(string Name, Parameter? Parameter, Initializer ByDefault)
{
    /// <summary>Writes what fills each weight.</summary>
    public static void WriteInitializers(ConfigWriter config, params ReadOnlySpan<WeightConfig> weights)
    {
        foreach (var weight in weights)
        {
            // A forget gate's ones are an option of their own.
            var initializer = weight.Parameter?.Initializer is ForgetBias forget ? forget.Others : weight.Parameter?.Initializer;
            InitializerConfig.Write(config, $"{weight.Name}_initializer", initializer ?? weight.ByDefault, weight.ByDefault);
        }
    }

    /// <summary>Writes what the size of each weight adds to the loss.</summary>
    public static void WriteRegularizers(ConfigWriter config, params ReadOnlySpan<WeightConfig> weights)
    {
        foreach (var weight in weights)
            RegularizerConfig.Write(config, $"{weight.Name}_regularizer", weight.Parameter?.Regularizer);
    }

    /// <summary>Writes what each weight is held to.</summary>
    public static void WriteConstraints(ConfigWriter config, params ReadOnlySpan<WeightConfig> weights)
    {
        foreach (var weight in weights)
            ConstraintConfig.Write(config, $"{weight.Name}_constraint", weight.Parameter?.Constraint);
    }
}
