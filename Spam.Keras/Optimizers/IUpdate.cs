using System.Runtime.Intrinsics;

namespace Spam.Keras.Optimizers;

/// <summary>One step of a rule on sixteen numbers of a weight; a struct, so that the loop is compiled for each rule by itself.</summary>
interface IUpdate
{
    /// <summary>How many slots it reads and writes, three at most; the others come as zeros.</summary>
    static abstract int NumSlots { get; }

    /// <summary>Moves the value and the slots.</summary>
    void Step(
        Vector512<float> gradient, ref Vector512<float> value, ref Vector512<float> first, ref Vector512<float> second, ref Vector512<float> third);
}
