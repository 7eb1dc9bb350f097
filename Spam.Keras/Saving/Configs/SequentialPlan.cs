using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Keras.Saving.LayerFormats;

namespace Spam.Keras.Saving.Configs;

/// <summary>A Sequential model as its config describes it: layers without weights, so that files can be checked before memory is taken.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="Input">Where data comes in; null where the config does not say the shape.</param>
/// <param name="Layers">The other layers, with their formats.</param>
/// <param name="Trainable">Whether optimizers move the weights.</param>
sealed record SequentialPlan(string? Name, InputLayer? Input, IReadOnlyList<(Layer Layer, LayerFormat Format)> Layers, bool Trainable = true)
{
    /// <summary>The model, with weights where the config says the shape of the inputs.</summary>
    public Sequential Make(int? seed)
    {
        var layers = Layers.Select(entry => entry.Layer);
        return Switch(new(Input is null ? layers : [Input, .. layers], Name, seed));
    }

    /// <summary>The model as a layer of another one, with which it gets its weights.</summary>
    public Sequential MakeInner() => Switch(Sequential.Unbuilt(Input, Layers.Select(entry => entry.Layer), Name));

    Sequential Switch(Sequential model)
    {
        if (!Trainable)
            model.Trainable = false;
        return model;
    }
}
