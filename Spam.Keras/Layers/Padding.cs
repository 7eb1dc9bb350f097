namespace Spam.Keras.Layers;

/// <summary>What stands beyond the ends of a sequence while a window runs over it.</summary>
public enum Padding
{
    /// <summary>Nothing: the window stays inside, so the outputs are shorter.</summary>
    Valid,

    /// <summary>As many steps on both sides that, with strides of 1, the outputs are as long as the inputs.</summary>
    Same,

    /// <summary>All of it before the first step, so that no output sees a later input.</summary>
    Causal,
}
