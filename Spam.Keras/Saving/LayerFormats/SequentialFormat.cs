using System.Text.Json;
using System.Text.Json.Nodes;
using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Keras.Saving.Configs;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>Sequential models that are layers of other models, in configs.</summary>
sealed class SequentialFormat : ConfigOnlyFormat<Sequential>
{
    /// <inheritdoc/>
    public override bool HasKeras3MaskArgument => true;

    /// <inheritdoc/>
    public override Layer ReadConfig(JsonElement config, string source, Dialect dialect) => SequentialConfig.Read(config, source, dialect).MakeInner();

    /// <inheritdoc/>
    public override JsonObject WriteConfig(Layer layer, ConfigForm form = ConfigForm.Brief) => SequentialConfig.Write((Sequential)layer, form);

    /// <inheritdoc/>
    protected override Layer Read(ConfigReader config) => throw new NotSupportedException("A model is read as a whole.");

    /// <inheritdoc/>
    protected override void Write(Sequential layer, ConfigWriter config) => throw new NotSupportedException("A model is written as a whole.");
}
