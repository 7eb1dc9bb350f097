using Spam.Keras.Layers;

namespace Spam.Keras.Optimizers;

/// <summary>What an optimizer keeps of one weight from step to step.</summary>
/// <param name="Name">Keras 2.15's name for it: <c>m</c>, <c>v</c>, <c>average</c>.</param>
/// <param name="Parameter">The weight it belongs to.</param>
/// <param name="Value">The numbers, in the weight's shape: the optimizer's own, not a copy.</param>
public sealed record OptimizerVariable(string Name, Parameter Parameter, Tensor Value);
