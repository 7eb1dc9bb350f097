using Spam.Keras;
using Spam.Keras.Saving;

namespace Spam.Tests.Keras.Saving.SavedModels;

/// <summary>Broken SavedModel folders are refused with the file and the reason.</summary>
public class HostileSavedModelGoldenTests
{
    const string Index = "formats/hostile/index.json";

    public static TheoryData<string> Folders
    {
        get
        {
            var path = GoldenData.PathOf(Index);
            if (!File.Exists(path))
                return ["absent"];

            using var json = System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(path));
            return [.. json.RootElement.EnumerateArray()
                .Where(entry => entry.GetProperty("kind").GetString() == "savedmodel")
                .Select(entry => entry.GetProperty("file").GetString()!)];
        }
    }

    [SkippableTheory, MemberData(nameof(Folders))]
    public void A_broken_folder_is_refused_by_name(string folder)
    {
        var path = GoldenData.Require($"formats/hostile/{folder}").TrimEnd('/');

        var error = Assert.Throws<KerasException>(() => SavedModel.Load(path));

        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(
            folder switch
            {
                "sm_index_crc/" => "variables.index: the block at 0 is damaged: its checksum",
                "sm_index_footer/" or "sm_index_truncated/" => "variables.index",
                "sm_data_crc/" => "its checksum is",
                "sm_data_truncated/" => "variables.data-00000-of-00001 has 100 bytes",
                "sm_pb_truncated/" => "saved_model.pb is cut or damaged",
                "sm_pb_missing/" => "saved_model.pb is missing",
                "sm_no_variables/" => "variables.index is missing",
                "sm_no_metadata/" => "keras_metadata.pb is missing",
                _ => path,
            }, error.Message, StringComparison.Ordinal);
    }

    [SkippableTheory, MemberData(nameof(Folders))]
    public void Its_graph_is_refused_too_where_the_graph_is_what_is_broken(string folder)
    {
        var path = GoldenData.Require($"formats/hostile/{folder}").TrimEnd('/');
        if (folder == "sm_no_metadata/") // a graph needs none
        {
            Assert.True(SavedModelGraph.IsGraphAlone(path));
            Assert.Contains("holds a graph only", Assert.Throws<KerasException>(() => KerasModel.Load(path)).Message, StringComparison.Ordinal);
            Assert.Equal(["dense"], SavedModelGraph.Load(path).Signatures["serving_default"].Outputs.Keys);
            return;
        }

        var error = Assert.ThrowsAny<KerasException>(() => SavedModelGraph.Load(path));

        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(
            folder switch
            {
                "sm_index_crc/" => "variables.index: the block at 0 is damaged: its checksum",
                "sm_data_crc/" => "its checksum is",
                "sm_data_truncated/" => "variables.data-00000-of-00001 has 100 bytes",
                "sm_pb_truncated/" => "saved_model.pb is cut or damaged",
                "sm_pb_missing/" => "saved_model.pb is missing",
                "sm_no_variables/" => "variables.index is missing",
                _ => "variables.index",
            }, error.Message, StringComparison.Ordinal);
    }
}
