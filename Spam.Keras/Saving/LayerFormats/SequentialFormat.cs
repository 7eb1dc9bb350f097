using System.Text.Json;
using System.Text.Json.Nodes;
using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Keras.Saving.Configs;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>Sequential models that are layers of other models, in files.</summary>
sealed class SequentialFormat : NetworkFormat<Sequential>
{
    /// <inheritdoc/>
    public override string Identifier => "_tf_keras_sequential";

    /// <inheritdoc/>
    public override Layer ReadConfig(JsonElement config, string source, Dialect dialect) => SequentialConfig.Read(config, source, dialect).MakeInner();

    /// <inheritdoc/>
    public override JsonObject WriteConfig(Layer layer, ConfigForm form = ConfigForm.Brief) => SequentialConfig.Write((Sequential)layer, form);
}
