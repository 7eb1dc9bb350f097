using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Spam.Tests.Docs;

/// <summary>The cells of docs/workshop.ipynb, run one after the other as a program of their own: they print what stands below them.</summary>
/// <remarks>A cell with the tag <c>varies</c> prints times and scores, which are each machine's own. <c>SPAM_NOTEBOOK_OUTPUT</c> names a file that gets what was printed.</remarks>
public sealed partial class NotebookTests : IDisposable
{
    const string Mark = "--- cell";

    static readonly string _docs = Path.Combine(Web.Repository.Root, "docs");

    readonly TemporaryFolder _folder = new();

    [GeneratedRegex("^using [A-Za-z.]+;$")]
    private static partial Regex Using();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_cell_prints_what_stands_below_it()
    {
        using var notebook = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_docs, "workshop.ipynb")));
        var cells = notebook.RootElement.GetProperty("cells").EnumerateArray().Where(cell => cell.GetProperty("cell_type").GetString() == "code").ToList();
        var output = await RunAsync([.. cells.Select(cell => TextOf(cell, "source"))]);

        var printed = output.Split($"{Mark}\n")[1..];

        Assert.Equal(cells.Count, printed.Length);
        foreach (var (cell, actual) in cells.Zip(printed))
        {
            var written = string.Concat(cell.GetProperty("outputs").EnumerateArray().Select(part => TextOf(part, "text")));
            if (Varies(cell))
                Assert.Equal(written.Count(letter => letter == '\n'), actual.Count(letter => letter == '\n'));
            else
                Assert.Equal(written, actual);
        }
    }

    async Task<string> RunAsync(IReadOnlyList<string> cells)
    {
        var lines = cells.SelectMany(cell => cell.Split('\n').Prepend($"Console.WriteLine(\"{Mark}\");")).ToList();
        var references = lines.Where(line => line.StartsWith("#r ", StringComparison.Ordinal)).Select(line => line[3..].Trim('"')).ToList();
        Assert.All(references, path => Assert.True(File.Exists(Path.Combine(_docs, path.Replace("/Debug/", $"/{Web.Repository.Configuration}/", StringComparison.Ordinal))), $"{path} is not built."));

        var program = new StringBuilder();
        program.AppendJoin('\n', lines.Where(line => Using().IsMatch(line))).Append('\n');
        program.AppendJoin('\n', lines.Where(line => !Using().IsMatch(line) && !line.StartsWith("#r ", StringComparison.Ordinal)));
        _folder.Write("docs/Program.cs", program.ToString());
        _folder.Write("docs/workshop.csproj",
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <InvariantGlobalization>true</InvariantGlobalization>
                <Optimize>true</Optimize>
              </PropertyGroup>
              <ItemGroup>
                {string.Concat(references.Select(path => $"<Reference Include=\"{Path.Combine(AppContext.BaseDirectory, Path.GetFileName(path))}\" />"))}
              </ItemGroup>
            </Project>
            """);
        Directory.CreateDirectory(_folder["training"]);
        Directory.CreateSymbolicLink(_folder["training/dataset"], Path.Combine(Web.Repository.Root, "training", "dataset"));

        var (exitCode, output, error) = await OutsideTool.RunInAsync(_folder["docs"], "dotnet", "run", "-v", "q");
        Assert.True(exitCode == 0, output + error);
        if (Environment.GetEnvironmentVariable("SPAM_NOTEBOOK_OUTPUT") is { Length: > 0 } path)
            await File.WriteAllTextAsync(path, output);
        return output;
    }

    static bool Varies(JsonElement cell)
        => cell.GetProperty("metadata").TryGetProperty("tags", out var tags) && tags.EnumerateArray().Any(tag => tag.GetString() == "varies");

    static string TextOf(JsonElement cell, string name) => string.Concat(cell.GetProperty(name).EnumerateArray().Select(line => line.GetString()));
}
