using Spam.Keras.Layers;
using Spam.Keras.Saving.LayerFormats;

namespace Spam.Keras.Saving.Configs;

/// <summary>A Sequential model as its config describes it: layers without weights, so that files can be checked before memory is taken.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="Input">Where data comes in; null where the config does not say the shape.</param>
/// <param name="Layers">The other layers, with their formats.</param>
sealed record SequentialPlan(string Name, InputLayer? Input, IReadOnlyList<(Layer Layer, LayerFormat Format)> Layers);
