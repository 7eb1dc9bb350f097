using System.Text.Json;
using Spam.Keras;
using Spam.Keras.Optimizers;
using Spam.Tests.Keras.Layers;

namespace Spam.Tests.Keras.Models;

/// <summary>The optimizer of a training case.</summary>
static class GoldenOptimizers
{
    public static Optimizer Create(JsonElement golden, Npz arrays)
    {
        var config = golden.GetProperty("optimizer_config");
        var rate = config.TryGetProperty("learning_rate", out var given) ? given.GetSingle()
            : arrays.Has("history/lr") ? (float)arrays["history/lr"].Values[0]
            : (float)arrays["lr_after_epoch"].Values[0];
        double? clipnorm = config.TryGetProperty("clipnorm", out var norm) ? norm.GetDouble() : null;
        return golden.GetProperty("optimizer").GetString() switch
        {
            "Adam" => new Adam(rate) { Dialect = GoldenLayers.DialectOf(golden), Clipnorm = clipnorm },
            "SGD" => new SGD(rate, config.GetProperty("momentum").GetDouble()) { Dialect = GoldenLayers.DialectOf(golden), Clipnorm = clipnorm },
            "RMSprop" => new RMSprop(rate) { Dialect = GoldenLayers.DialectOf(golden), Clipnorm = clipnorm },
            "Nadam" => new Nadam(rate)
            {
                Dialect = GoldenLayers.DialectOf(golden),
                Clipnorm = clipnorm,
                ProductForEachWeight = GoldenLayers.DialectOf(golden) == Dialect.Keras2, // these cases are of fit
            },
            var className => throw new NotSupportedException(className),
        };
    }
}
