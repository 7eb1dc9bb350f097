using Spam.Keras.Activations;

namespace Spam.Keras.Saving.Configs;

/// <summary>Activations in configs: their names.</summary>
static class ActivationConfig
{
    // Where activations of one name and different options, or of different dialects, part.
    static readonly float[] _probes = [-8, -3, -1, -0.4f, 0, 0.3f, 1, 2, 2.8f, 7];

    /// <summary>Reads an option that names an activation.</summary>
    public static Activation Read(ConfigReader config, string option, string byDefault)
    {
        var name = config.TextOrNull(option) ?? byDefault;
        return config.Check(option, () => Activation.Get(name, config.Dialect));
    }

    /// <summary>Writes the name of an activation, unless it is the default and the form is brief.</summary>
    /// <exception cref="KerasException">The activation is not what the reader will make of its name.</exception>
    public static void Write(ConfigWriter config, string option, Activation activation, string byDefault)
        => config.AddUnless(byDefault, option, Name(config, option, activation));

    /// <summary>The name of an activation.</summary>
    /// <exception cref="KerasException">The activation is not what the reader will make of its name.</exception>
    public static string Name(ConfigWriter config, string option, Activation activation)
    {
        var expected = Activation.Get(activation.Name, config.Dialect);
        var (came, wanted) = (new float[_probes.Length], new float[_probes.Length]);
        activation.Forward(_probes, came, _probes.Length);
        expected.Forward(_probes, wanted, _probes.Length);
        if (!came.AsSpan().SequenceEqual(wanted))
        {
            throw new KerasException(
                $"{config.Owner}: its {option} is a {activation.Name} with options of its own, or that of the other Keras. " +
                $"A file holds the name alone, which {(config.Dialect == Dialect.Keras2 ? "Keras 2" : "Keras 3")} reads as another function.");
        }

        return activation.Name;
    }
}
