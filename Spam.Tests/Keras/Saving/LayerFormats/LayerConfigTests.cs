using System.Text.Json;
using Spam.Keras;
using Spam.Keras.Saving;
using Spam.Keras.Saving.Configs;
using Spam.Keras.Saving.LayerFormats;

namespace Spam.Tests.Keras.Saving.LayerFormats;

public class LayerConfigTests
{
    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var form in Enum.GetNames<ConfigForm>())
            {
                foreach (var layer in EveryLayer.Of(Dialect.Keras2))
                    cases.Add(layer.Name, form);
            }

            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Options_that_are_not_the_defaults_come_back(string name, string formName)
    {
        var form = Enum.Parse<ConfigForm>(formName);
        var dialect = form == ConfigForm.Keras3 ? Dialect.Keras3 : Dialect.Keras2;
        var layer = EveryLayer.Of(dialect).Single(layer => layer.Name == name);
        var format = KnownLayers.Of(layer);
        var written = PythonJson.Write(format.WriteConfig(layer, form));

        using var json = JsonDocument.Parse(written);
        var again = format.ReadConfig(json.RootElement, "test", dialect);

        Assert.Equal(written, PythonJson.Write(format.WriteConfig(again, form)));
    }

    [Fact]
    public void Every_class_that_is_known_is_among_the_cases()
        => Assert.Equal(KnownLayers.Names.Order(), EveryLayer.Of(Dialect.Keras2).Select(layer => layer.ClassName).Distinct().Order());
}
