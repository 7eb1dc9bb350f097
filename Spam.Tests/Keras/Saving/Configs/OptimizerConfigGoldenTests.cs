using System.Text.Json.Nodes;
using Spam.Keras;
using Spam.Keras.Optimizers;
using Spam.Keras.Saving;
using Spam.Keras.Saving.Configs;

namespace Spam.Tests.Keras.Saving.Configs;

/// <summary>The options of Adam as each Keras writes them.</summary>
public class OptimizerConfigGoldenTests
{
    [SkippableTheory]
    [InlineData(Dialect.Keras2)]
    [InlineData(Dialect.Keras3)]
    public void Adam_has_Keras_options_in_Keras_order(Dialect dialect)
    {
        var golden = JsonNode.Parse(File.ReadAllText(GoldenData.Require($"numerics/configs/optimizer_adam.{dialect.ToString().ToLowerInvariant()}.config.json")));

        var config = OptimizerConfig.Write(new Adam { Dialect = dialect }, dialect);

        Assert.Equal(PythonJson.Write(golden), PythonJson.Write(config));
    }
}
