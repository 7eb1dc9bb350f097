using System.Text.Json;
using Spam.Keras;
using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Keras.Saving;
using Spam.Keras.Saving.Configs;
using Spam.Keras.Saving.LayerFormats;

namespace Spam.Tests.Keras.Properties;

/// <summary>What holds for every kind of layer, whatever its sizes and options.</summary>
public class LayerPropertyTests
{
    const int Count = 30;

    public static TheoryData<string> Kinds => [.. AnyLayer.Kinds];

    [Theory, MemberData(nameof(Kinds))]
    public void Gradients_are_the_measured_slopes(string kind) => Always.Holds(
        LayerDraw.All,
        draw =>
        {
            var drawn = AnyLayer.Make(kind, draw);
            GradientCheck.Passes(drawn.Layer, drawn.Inputs, drawn.Mask, drawn.DropoutMasks, drawn.IsTraining, drawn.SecondMask);
        },
        Count, draw => draw.Smaller());

    [Theory, MemberData(nameof(Kinds))]
    public void A_batch_gives_what_its_samples_give_one_by_one(string kind) => Always.Holds(
        LayerDraw.All,
        draw =>
        {
            var drawn = AnyLayer.Make(kind, draw);
            drawn.Layer.Build(new Random(1), [.. drawn.Inputs.Select(input => input.Shape)]);
            var whole = Run(drawn, tensor => tensor);

            for (var sample = 0; sample < drawn.Inputs[0].Shape[0]; sample++)
            {
                var alone = Run(drawn, tensor => tensor.Samples(sample, 1));
                for (var output = 0; output < whole.Count; output++)
                    Near.Equal(whole[output].Sample(sample), alone[output].Span, 1e-6, $"sample {sample}, output {output}");
            }
        },
        Count, draw => draw.Smaller());

    [Theory, MemberData(nameof(Kinds))]
    public void Configs_come_back(string kind) => Always.Holds(
        LayerDraw.All,
        draw =>
        {
            foreach (var form in Enum.GetValues<ConfigForm>())
            {
                var layer = AnyLayer.Make(kind, draw).Layer;
                var format = KnownLayers.Of(layer);
                if (layer is Network)
                    layer = Read(format, PythonJson.Write(format.WriteConfig(layer, form)), form); // with weights it has the shapes they were made for as well
                var written = PythonJson.Write(format.WriteConfig(layer, form));

                var again = Read(format, written, form);

                Assert.Equal(written, PythonJson.Write(format.WriteConfig(again, form)));
            }
        },
        Count, draw => draw.Smaller());

    static Layer Read(LayerFormat format, string written, ConfigForm form)
    {
        using var json = JsonDocument.Parse(written);
        return format.ReadConfig(json.RootElement, "test", form == ConfigForm.Keras3 ? Dialect.Keras3 : Dialect.Keras2);
    }

    static IReadOnlyList<Tensor> Run(LayerCase drawn, Func<Tensor, Tensor> part) => drawn.Layer.Run(new(Pass.Inference, [.. drawn.Inputs.Select(part)])
    {
        Masks = [.. drawn.Inputs.Select((_, input) => (input == 0 ? drawn.Mask : input == 1 ? drawn.SecondMask : null) is { } mask ? part(mask) : null)],
    });
}
