using System.Diagnostics;
using System.Text.Json;
using Spam.Tests.Web;

namespace Spam.Tests.Keras.Saving.Hdf5;

/// <summary>The HDF5 library itself, as WebAssembly from npm. An absent tool skips a test, but not where <c>CI=true</c> says that it should be there.</summary>
static class Hdf5Library
{
    static readonly string _tools = Path.Combine(Repository.Root, "Spam.Tests", "Tools");

    /// <summary>What the library finds in each file: by path the attributes, the shape, the type and the values.</summary>
    public static IReadOnlyList<JsonElement> Dump(params string[] paths)
    {
        SkipWithoutTools();
        var start = new ProcessStartInfo("node", ["dump-h5.mjs", .. paths]) { WorkingDirectory = _tools, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!; // a program is named: there is a process
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output + error.Result);
        using var json = JsonDocument.Parse(output);
        return [.. json.RootElement.Clone().EnumerateArray()];
    }

    /// <summary>Skips the running test where the library is absent.</summary>
    public static void SkipWithoutTools()
    {
        var missing = !Directory.Exists(Path.Combine(_tools, "node_modules", "h5wasm")) ? "Spam.Tests/Tools/node_modules/h5wasm is absent: npm ci --prefix Spam.Tests/Tools"
            : !IsInstalled("node") ? "node is not installed"
            : null;
        Assert.False(missing is not null && Environment.GetEnvironmentVariable("CI") == "true", missing);
        Skip.If(missing is not null, missing);
    }

    static bool IsInstalled(string program)
        => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)) || File.Exists(Path.Combine(folder, $"{program}.cmd")));
}
