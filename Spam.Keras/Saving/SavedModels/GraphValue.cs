using Spam.Keras.Saving.Protos;

namespace Spam.Keras.Saving.SavedModels;

/// <summary>What flows from layer to layer while their graph is written.</summary>
/// <param name="Output">How nodes call it.</param>
/// <param name="Type">Its element type.</param>
/// <param name="Shape">Its shape; the batch axis is unknown, others may be.</param>
/// <param name="Mask">How nodes call its mask, bool (batch, steps); null where all steps are real.</param>
/// <param name="MaskRank">How many axes the mask has: more than two where it is of parts of steps.</param>
sealed record GraphValue(string Output, DataType Type, Shape Shape, string? Mask = null, int MaskRank = 2);
