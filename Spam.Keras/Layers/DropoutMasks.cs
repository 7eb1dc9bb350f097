namespace Spam.Keras.Layers;

/// <summary>Dropout masks handed to one use of a layer: factors, already divided by 1 - rate (0 drops).</summary>
/// <param name="Inputs">
/// For <c>Dropout</c> and <c>SpatialDropout1D</c>: any shape that broadcasts over the inputs, as (batch, 1, features).
/// For <c>GaussianNoise</c>: what is added, of the inputs' shape. For attention: (batch, heads, queries, keys), one head for layers without heads.
/// For recurrent layers: (steps or 1, gates or 1, batch, features), steps in the order of processing.
/// </param>
/// <param name="Recurrent">For recurrent layers: (steps or 1, gates or 1, batch, units).</param>
public sealed record DropoutMasks(Tensor? Inputs = null, Tensor? Recurrent = null);
