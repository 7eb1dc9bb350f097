using System.Diagnostics;
using Spam.Keras;
using Spam.Keras.Saving;

namespace Spam.Tests.Keras.Saving.KerasFiles;

/// <summary>Broken and hostile files are refused with the file, the place and the reason, and take no memory for what is not there.</summary>
public class HostileFilesGoldenTests
{
    const string Index = "formats/hostile/index.json";
    const string Sound = "deflated.keras";

    static readonly Dictionary<string, string> _reasons = new()
    {
        ["truncated_half.keras"] = "cut or damaged: it cannot be read as a zip",
        ["truncated_directory.keras"] = "cut or damaged: it cannot be read as a zip",
        ["not_a_zip.keras"] = "cut or damaged: it cannot be read as a zip",
        ["empty.keras"] = "is empty",
        ["zip_crc.keras"] = "model.weights.h5 is damaged: its checksum",
        ["no_config.keras"] = "has no entry config.json",
        ["no_weights.keras"] = "has no entry model.weights.h5",
        ["config_not_json.keras"] = "config.json cannot be read as JSON",
        ["config_list.keras"] = "config.json: expected an object with class_name and config, got Array",
        ["config_deep.keras"] = "config.json cannot be read as JSON of at most 64 levels",
        ["lambda.keras"] = "a Lambda layer holds Python code, which is never run",
        ["unknown_layer.keras"] = "there is no layer 'NoSuchLayer'",
        ["foreign_module.keras"] = "is of the module 'os'",
        ["units_negative.keras"] = "the option units is '-6'; expected a whole number from 1",
        ["units_huge.keras"] = "the option units is '2000000000'; expected a whole number from 1",
        ["units_text.keras"] = "the option units is",
        ["shape_mismatch.keras"] = "in the file, but the layer's options make it",
        ["unknown_activation.keras"] = "the option activation: There is no activation 'explode'",
        ["zip_slip.keras"] = "has an entry '../../outside.txt', which would lie outside of it",
        ["entry_twice.keras"] = "has two entries config.json",
        ["bomb.keras"] = "model.weights.h5 claims 8",
        ["truncated.h5"] = "the superblock at 0: it says that the file ends at",
        ["bad_signature.h5"] = "is no HDF5 file: its signature is missing",
        ["superblock_only.h5"] = "the superblock at 0: it says that the file ends at",
        ["superblock_version_9.h5"] = "the superblock at 0: it has version 9",
        ["offset_size_3.h5"] = "the superblock at 0: addresses have 3 bytes",
        ["root_beyond_file.h5"] = "the object header at",
        ["dimension_huge.h5"] = "make more than a file can hold",
        ["dimension_more_than_data.h5"] = "need 992 bytes, but 960 are stored",
        ["data_beyond_file.h5"] = "but the file ends at",
        ["cycle.h5"] = "leads in a circle",
        ["btree_level_lies.h5"] = "the B-tree of a group at",
        ["btree_entries_60000.h5"] = "it claims 60000 entries, but a node of this file holds 32",
        ["heap_object_huge.h5"] = "the global heap at",
        ["no_model_config.h5"] = "the attribute model_config is missing",
        ["config_not_json.h5"] = "model_config cannot be read as JSON",
        ["lambda.h5"] = "a Lambda layer holds Python code, which is never run",
    };

    public static TheoryData<string> Files
    {
        get
        {
            var path = GoldenData.PathOf(Index);
            if (!File.Exists(path))
                return ["absent"];

            using var json = System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(path));
            return [.. json.RootElement.EnumerateArray()
                .Where(entry => entry.GetProperty("kind").GetString() is "h5" or "keras")
                .Select(entry => entry.GetProperty("file").GetString()!)];
        }
    }

    [SkippableTheory, MemberData(nameof(Files))]
    public void A_hostile_file_is_refused_with_its_reason(string file)
    {
        Skip.If(file == "absent", $"{Index} is absent from the golden data.");
        var path = GoldenData.Require($"formats/hostile/{file}");
        var before = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();

        var error = Record.Exception(() => KerasModel.Load(path));

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < (64 * new FileInfo(path).Length) + (4 << 20));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10));
        if (file == Sound)
        {
            Assert.Null(error);
            return;
        }

        Assert.StartsWith(path, Assert.IsType<KerasException>(error).Message, StringComparison.Ordinal);
        Assert.True(error.Message.Contains(_reasons[file], StringComparison.Ordinal), error.Message);
    }
}
