using System.Text.Json;

namespace Spam.Tests.Keras.Saving.Hdf5;

/// <summary>The HDF5 library itself, as WebAssembly from npm.</summary>
static class Hdf5Library
{
    /// <summary>What the library finds in each file: by path the attributes, the shape, the type and the values.</summary>
    public static async Task<IReadOnlyList<JsonElement>> DumpAsync(params IEnumerable<string> paths)
    {
        SkipWithoutTools();
        var (exitCode, output, error) = await OutsideTool.RunAsync("node", ["dump-h5.mjs", .. paths]);
        Assert.True(exitCode == 0, output + error);
        using var json = JsonDocument.Parse(output);
        return [.. json.RootElement.Clone().EnumerateArray()];
    }

    /// <summary>Skips the running test where the library is absent.</summary>
    public static void SkipWithoutTools() => OutsideTool.SkipWithoutNode("h5wasm");
}
