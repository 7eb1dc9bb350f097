using System.Text.Json;
using Spam.Keras.Saving.SavedModels.Running;

namespace Spam.Tests.Keras.Saving.SavedModels.Running;

public class OperationTableGoldenTests
{
    // They save files or draw random numbers: OperationTable says why they are refused.
    static readonly string[] _refused = ["MergeV2Checkpoints", "RandomUniform", "SaveV2", "ShardedFilename"];

    public static TheoryData<string> Operations => GoldenData.Names("formats/opdefs.json");

    [SkippableTheory, MemberData(nameof(Operations))]
    public void An_operation_of_TensorFlow_is_known_with_its_outputs(string name)
    {
        var definition = GoldenData.Case("formats/opdefs.json", name);

        var operation = OperationTable.Find(name);

        Assert.Equal(!_refused.Contains(name), operation is not null);
        if (operation is null)
        {
            Assert.DoesNotContain("not one that is known", OperationTable.Reason(name), StringComparison.Ordinal);
            return;
        }

        var outputs = definition.GetProperty("outputs").EnumerateArray().ToList();
        Assert.Equal(outputs.Select(output => output.GetProperty("name").GetString()), operation.Outputs);
        Assert.Equal(outputs.Any(IsList), operation.Count is not null);
    }

    static bool IsList(JsonElement output) => output.TryGetProperty("number_attr", out _) || output.TryGetProperty("type_list_attr", out _);
}
