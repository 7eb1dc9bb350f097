using System.Text.Json;
using System.Text.Json.Nodes;
using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Keras.Saving.Configs;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>Functional models that are layers of other models, in files.</summary>
sealed class FunctionalFormat : NetworkFormat<Functional>
{
    /// <inheritdoc/>
    public override string Identifier => "_tf_keras_network";

    /// <inheritdoc/>
    public override Layer ReadConfig(JsonElement config, string source, Dialect dialect) => FunctionalConfig.ReadInner(config, source, dialect);

    /// <inheritdoc/>
    public override JsonObject WriteConfig(Layer layer, ConfigForm form = ConfigForm.Brief) => FunctionalConfig.Write((Functional)layer, form);
}
