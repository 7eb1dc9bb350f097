using System.Text;

namespace Spam.Tests.Packages;

/// <summary>The packages, in a project outside the repository that knows nothing but them, without a network.</summary>
public sealed class PackagesTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_project_of_somebody_else_trains_saves_and_predicts()
    {
        await PackAsync("Spam.Keras");
        await PackAsync("Spam.Model");
        await PackAsync("Spam.Cassandra");
        WriteProject("Spam.Keras", "Spam.Model", "Spam.Cassandra");
        _folder.Write("app/Program.cs",
            """
            using Spam.Keras;
            using Spam.Keras.Layers;
            using Spam.Keras.Models;
            using Spam.Keras.Preprocessing;

            string[] texts = ["win a free prize now", "call to claim your prize", "see you at home", "lunch at noon then"];
            var tokenizer = new Tokenizer(numWords: 50);
            tokenizer.FitOnTexts(texts);
            var x = Sequences.PadSequences(tokenizer.TextsToSequences(texts), maxLen: 8);
            var y = Tensor.FromRows([[0, 1], [0, 1], [1, 0], [1, 0]]);
            var model = new Sequential([new Embedding(50, 8, inputLength: 8), new GlobalAveragePooling1D(), new Dense(2, "softmax")], seed: 1);
            model.Compile("adam", "categorical_crossentropy", "accuracy");
            model.Fit(x, y, epochs: 200, verbose: Verbose.Silent);
            Console.WriteLine($"prize: {model.Predict(x).Row(0)[1] > 0.5f}, lunch: {model.Predict(x).Row(3)[1] > 0.5f}");
            Console.WriteLine(typeof(Spam.Model.AIModel).Name + " " + typeof(Cassandra.Cluster).Name);
            """);

        var output = await RunAsync("dotnet", _folder["app"], "run", "-v", "q");

        Assert.Equal("prize: True, lunch: False\nAIModel Cluster\n", output);
    }

    [Fact]
    public async Task The_tool_trains_where_there_is_no_repository()
    {
        await PackAsync("Spam.Train");
        Directory.CreateDirectory(_folder["empty"]);

        await RunAsync("dotnet", _folder["empty"], "tool", "install", "Spam.Train", "--tool-path", _folder["tools"], "--source", _folder["feed"], "--version", Version);
        var output = await RunAsync(_folder["tools/spam-train"], _folder["empty"], "--dry-run");

        Assert.Contains("Dry run: nothing was trained", output, StringComparison.Ordinal);
        Assert.Contains("2697 rows", output, StringComparison.Ordinal);
    }

    [Theory, InlineData("Spam.Keras"), InlineData("Spam.Model"), InlineData("Spam.Cassandra"), InlineData("Spam.Train")]
    public async Task A_package_has_what_a_feed_shows(string name)
    {
        await PackAsync(name);

        using var package = System.IO.Compression.ZipFile.OpenRead(_folder[$"feed/{name}.{Version}.nupkg"]);
        using var description = new StreamReader(package.GetEntry($"{name}.nuspec")!.Open());
        var nuspec = description.ReadToEnd();

        Assert.NotNull(package.GetEntry("README.md"));
        Assert.Contains("<license type=\"expression\">MIT</license>", nuspec, StringComparison.Ordinal);
        Assert.Contains("<readme>README.md</readme>", nuspec, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder[$"feed/{name}.{Version}.snupkg"]));
        Assert.Contains(package.Entries, entry => entry.Name == $"{name}.xml"); // the doc comments
    }

    static string Version => typeof(Spam.Keras.Tensor).Assembly.GetName().Version!.ToString(3); // the build gives it

    // What the tests were built from is packed as it is.
    async Task PackAsync(string project)
    {
        await RunAsync("dotnet", Web.Repository.Root, "pack", project, "--no-build", "-c", Web.Repository.Configuration, "-o", _folder["feed"], "-v", "q");
    }

    // Packages of our own come from the folder; those of others from the machine's, which the build has filled.
    void WriteProject(params string[] packages)
    {
        var references = new StringBuilder();
        foreach (var package in packages)
            references.Append(System.Globalization.CultureInfo.InvariantCulture, $"<PackageReference Include=\"{package}\" Version=\"{Version}\" />");
        _folder.Write("app/app.csproj",
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <RestoreSources>{_folder["feed"]}</RestoreSources>
                <RestorePackagesPath>{_folder["packages"]}</RestorePackagesPath>
                <RestoreFallbackFolders>{PackagesOfTheMachine()}</RestoreFallbackFolders>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>{references}</ItemGroup>
            </Project>
            """);
    }

    static string PackagesOfTheMachine()
        => Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } folder
            ? folder
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    static async Task<string> RunAsync(string program, string folder, params string[] arguments)
    {
        var (exitCode, output, error) = await OutsideTool.RunInAsync(folder, program, arguments);
        Assert.True(exitCode == 0, $"{program} {string.Join(' ', arguments)}: {output}{error}");
        return output;
    }
}
