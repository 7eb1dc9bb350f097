using System.Collections.Immutable;
using Spam.Keras.Saving.Protos;

namespace Spam.Keras.Saving.SavedModels.Running;

/// <summary>A list of tensors, as loops collect their steps in. A changed list is a new one that shares what did not change.</summary>
/// <param name="items">The tensors; null where none has been set.</param>
/// <param name="elementType">The type of their elements.</param>
/// <param name="memory">What the run holds for the items.</param>
sealed class TensorList(ImmutableList<RunValue?> items, DataType elementType, GraphMemory memory) : RunValue(DataType.DtVariant, new(), memory)
{
    /// <summary>The tensors; null where none has been set.</summary>
    public ImmutableList<RunValue?> Items => items;

    /// <summary>The type of their elements.</summary>
    public DataType ElementType => elementType;
}
