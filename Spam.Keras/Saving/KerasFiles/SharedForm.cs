using Spam.Keras.Layers;
using Spam.Keras.Layers.Recurrent;
using Spam.Keras.Models;
using Spam.Keras.Saving.Configs;

namespace Spam.Keras.Saving.KerasFiles;

/// <summary>Which form a file has, and what cannot be in a file for both Keras.</summary>
static class SharedForm
{
    /// <summary>The form of configs.</summary>
    public static ConfigForm Of(KerasVersion version) => version switch
    {
        KerasVersion.Both => ConfigForm.Shared,
        KerasVersion.Keras2 => ConfigForm.Keras2,
        KerasVersion.Keras3 => ConfigForm.Keras3,
        _ => throw new KerasException($"There is no Keras {version}; valid are {string.Join(", ", Enum.GetNames<KerasVersion>())}."),
    };

    /// <summary>Whose order and names the file has.</summary>
    public static Dialect DialectOf(KerasVersion version) => version == KerasVersion.Keras3 ? Dialect.Keras3 : Dialect.Keras2;

    /// <summary>The number that the file gives as Keras's, whose form it has.</summary>
    public static string NumberOf(KerasVersion version) => version == KerasVersion.Keras3 ? "3.15.1" : "2.15.0";

    /// <summary>Refuses a model whose configs or groups the two Keras write in ways that exclude each other.</summary>
    /// <param name="model">The model.</param>
    /// <param name="version">Which Keras the file is for.</param>
    /// <param name="hasConfig">Whether the file holds the layers' options.</param>
    /// <exception cref="KerasException">The file is for both, and cannot be.</exception>
    public static void Check(Network model, KerasVersion version, bool hasConfig)
    {
        if (version != KerasVersion.Both)
            return;

        foreach (var layer in model.Layers)
        {
            switch (layer is TimeDistributed distributed ? distributed.Layer : layer)
            {
                case MultiHeadAttention attention:
                    throw Choose(attention, "Keras 2 asks for the shapes of its inputs among the options, which Keras 3 refuses");
                case Sequential { Input: not null } inner when hasConfig && model is Functional:
                    throw Choose(inner, "in a Functional model Keras 2 and Keras 3 count the calls of a Sequential from different numbers");
                case RecurrentLayer { ZeroOutputForMask: true } recurrent when hasConfig:
                    throw Choose(recurrent, "Keras 2 does not take the option zero_output_for_mask");
                case Network inner:
                    Check(inner, version, hasConfig);
                    break;
            }
        }

        static KerasException Choose(Layer layer, string why)
            => new($"{layer} cannot be in a file for both Keras: {why}. Choose {nameof(KerasVersion)}.{nameof(KerasVersion.Keras2)} or {nameof(KerasVersion)}.{nameof(KerasVersion.Keras3)}.");
    }
}
