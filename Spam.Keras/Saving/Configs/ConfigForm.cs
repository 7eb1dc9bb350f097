namespace Spam.Keras.Saving.Configs;

/// <summary>How much of an object's options is written, and in whose words.</summary>
enum ConfigForm
{
    /// <summary>What differs from its default, because then Keras 2 and Keras 3 both take it.</summary>
    Brief,

    /// <summary>As <see cref="Brief"/> for Keras 2's SavedModel folders alone, with what their loader asks for besides.</summary>
    SavedModel,

    /// <summary>As <see cref="Brief"/>, with the module of each object, which <c>.keras</c> files need.</summary>
    Shared,

    /// <summary>All options, as Keras 2.15's <c>get_config()</c> gives them.</summary>
    Keras2,

    /// <summary>All options, as Keras 3's <c>get_config()</c> gives them.</summary>
    Keras3,
}
