using System.Numerics;

namespace Spam.Keras.Saving.SavedModels.Running;

/// <summary>What an operation does, whatever the type of its numbers.</summary>
interface INumberWork
{
    /// <summary>The operation's output.</summary>
    /// <param name="call">Its inputs and attributes.</param>
    /// <param name="input">The input that the type was taken from.</param>
    static abstract RunValue Of<T>(NodeCall call, GraphTensor<T> input) where T : unmanaged, INumber<T>, IMinMaxValue<T>;
}
