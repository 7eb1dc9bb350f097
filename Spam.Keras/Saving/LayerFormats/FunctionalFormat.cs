using System.Text.Json;
using System.Text.Json.Nodes;
using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Keras.Saving.Configs;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>Functional models that are layers of other models, in configs.</summary>
sealed class FunctionalFormat : ConfigOnlyFormat<Functional>
{
    /// <inheritdoc/>
    public override bool HasKeras3MaskArgument => true;

    /// <inheritdoc/>
    public override Layer ReadConfig(JsonElement config, string source, Dialect dialect) => FunctionalConfig.ReadInner(config, source, dialect);

    /// <inheritdoc/>
    public override JsonObject WriteConfig(Layer layer, ConfigForm form = ConfigForm.Brief) => FunctionalConfig.Write((Functional)layer, form);

    /// <inheritdoc/>
    protected override Layer Read(ConfigReader config) => throw new NotSupportedException("A model is read as a whole.");

    /// <inheritdoc/>
    protected override void Write(Functional layer, ConfigWriter config) => throw new NotSupportedException("A model is written as a whole.");
}
