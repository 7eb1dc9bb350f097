namespace Spam.Keras.Optimizers;

/// <summary>A kind of number that an optimizer keeps for each number of a weight.</summary>
/// <param name="Name">Keras 2.15's name: <c>m</c>.</param>
/// <param name="Block">Keras saves block after block, and within a block weight after weight with all slots of the block.</param>
/// <param name="Start">What it is before the first step.</param>
sealed record Slot(string Name, int Block = 0, float Start = 0);
