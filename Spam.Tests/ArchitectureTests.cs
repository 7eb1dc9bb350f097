using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Spam.Tests;

/// <summary>Who may use whom. An arrow added here is a decision, not a fix.</summary>
public partial class ArchitectureTests
{
    /// <summary>Projects, with the projects and packages that each may name.</summary>
    static readonly Dictionary<string, string[]> _mayUse = new()
    {
        ["Spam.Keras"] = ["Google.Protobuf", "Grpc.Tools"],
        ["Spam.Model"] = ["Spam.Keras"],
        ["Spam.Cassandra"] = [],
        ["Spam.Web"] = ["Spam.Cassandra", "Spam.Model", "Microsoft.Data.Sqlite", "Polly.Core", "SQLitePCLRaw.bundle_e_sqlite3", "Swashbuckle.AspNetCore.SwaggerUI"],
        ["Spam.Train"] = ["Spam.Keras", "Spam.Model", "CsvHelper", "Spectre.Console", "System.CommandLine"],
    };

    /// <summary>Folders of Spam.Keras, with the namespaces of Spam.Keras that each may name besides its own.</summary>
    static readonly Dictionary<string, string[]> _folderMayUse = new()
    {
        [""] = [],
        ["Kernels"] = [],
        ["Preprocessing"] = [],
        ["Initializers"] = [],
        ["Constraints"] = [],
        ["Regularizers"] = ["Kernels"],
        ["Activations"] = ["Kernels"],
        ["Losses"] = ["Kernels", "Activations"],
        ["Metrics"] = ["Kernels", "Losses"],
        ["Layers"] = ["Kernels", "Activations", "Initializers", "Regularizers", "Constraints", "Preprocessing"],
        ["Optimizers"] = ["Kernels", "Layers", "Constraints"],
        ["Models"] = ["Kernels", "Activations", "Initializers", "Regularizers", "Constraints", "Layers", "Losses", "Metrics", "Optimizers"],
        ["Callbacks"] = ["Models", "Optimizers", "Layers"],
        ["Saving"] = ["*"],
    };

    /// <summary>Values never know files: what these folders may not name.</summary>
    [GeneratedRegex(@"\b(?:System\.IO|System\.Text\.Json|FileStream|File\.|Directory\.|Path\.)")]
    private static partial Regex Files();

    [GeneratedRegex(@"^using (?:static )?Spam\.Keras\.(\w+)", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"\b(?:SELECT|INSERT INTO|DELETE FROM|PRAGMA)\b")]
    private static partial Regex Sql();

    [GeneratedRegex(@"^using (?:\w+ = )?Cassandra\b", RegexOptions.Multiline)]
    private static partial Regex CassandraDriver();

    public static TheoryData<string> Projects => [.. _mayUse.Keys];

    public static TheoryData<string> Folders => [.. _folderMayUse.Keys.Where(folder => folder.Length > 0)];

    internal static string Root { get; } = FindRoot();

    [Theory, MemberData(nameof(Projects))]
    public void A_project_uses_only_its_neighbours_downstream(string project)
    {
        var file = XDocument.Load(Path.Combine(Root, project, $"{project}.csproj"));

        var used = file.Descendants()
            .Where(element => element.Name.LocalName is "ProjectReference" or "PackageReference")
            .Select(element => Path.GetFileNameWithoutExtension(element.Attribute("Include")!.Value.Replace('\\', '/')) is var name
                && element.Name.LocalName == "PackageReference" ? element.Attribute("Include")!.Value : name);

        Assert.Empty(used.Except(_mayUse[project]));
    }

    [Theory, MemberData(nameof(Folders))]
    public void A_folder_of_the_engine_names_only_what_stands_below_it(string folder)
    {
        var allowed = _folderMayUse[folder];

        var wrong = Sources(Path.Combine(Root, "Spam.Keras", folder))
            .SelectMany(file => Using().Matches(File.ReadAllText(file)).Select(match => (File: Path.GetRelativePath(Root, file), Uses: match.Groups[1].Value)))
            .Where(use => use.Uses != folder && !allowed.Contains(use.Uses) && !allowed.Contains("*"));

        Assert.Empty(wrong);
    }

    [Theory, InlineData("Layers"), InlineData("Kernels"), InlineData("Models"), InlineData("Losses"), InlineData("Optimizers"), InlineData("Activations")]
    public void Values_never_know_files(string folder)
        => Assert.All(Sources(Path.Combine(Root, "Spam.Keras", folder)), file => Assert.DoesNotMatch(Files(), File.ReadAllText(file)));

    [Fact]
    public void Of_the_web_service_only_routes_and_what_stands_before_them_touch_a_request()
        => Assert.All(
            Sources(Path.Combine(Root, "Spam.Web")).Where(file => !file.EndsWith("Api.cs", StringComparison.Ordinal) && !file.StartsWith(Path.Combine(Root, "Spam.Web", "Http") + Path.DirectorySeparatorChar, StringComparison.Ordinal)),
            file => Assert.DoesNotContain("HttpContext", File.ReadAllText(file), StringComparison.Ordinal));

    [Fact]
    public void SQL_stands_in_the_storage_only()
        => Assert.All(
            Sources(Path.Combine(Root, "Spam.Web")).Where(file => !IsIn("Sqlite", file) && !IsIn("Cassandra", file)),
            file => Assert.DoesNotMatch(Sql(), File.ReadAllText(file)));

    [Fact]
    public void The_driver_of_Cassandra_is_named_in_its_folder_only()
        => Assert.All(
            Sources(Path.Combine(Root, "Spam.Web")).Where(file => !IsIn("Cassandra", file)),
            file => Assert.DoesNotMatch(CassandraDriver(), File.ReadAllText(file)));

    [Fact]
    public void The_web_service_names_nothing_that_the_real_driver_lacks()
        => Assert.All(
            Sources(Path.Combine(Root, "Spam.Web")),
            file => Assert.DoesNotContain("using Spam.Cassandra", File.ReadAllText(file), StringComparison.Ordinal));

    [Fact]
    public void A_namespace_is_its_folder()
    {
        var wrong = Directory.GetFiles(Root, "*.cs", SearchOption.AllDirectories)
            .Where(file => IsSource(file) && !Path.GetRelativePath(Root, file).StartsWith("Spam.Cassandra", StringComparison.Ordinal)) // named after the driver that it stands for
            .Select(file => (File: Path.GetRelativePath(Root, file), Namespace: Namespace().Match(File.ReadAllText(file)).Groups[1].Value))
            .Where(source => source.Namespace.Length > 0 && source.Namespace != Path.GetDirectoryName(source.File)!.Replace(Path.DirectorySeparatorChar, '.'));

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_version_of_a_package_stands_in_one_place()
        => Assert.All(
            Directory.GetFiles(Root, "*.csproj", SearchOption.AllDirectories),
            file => Assert.DoesNotContain(XDocument.Load(file).Descendants("PackageReference"), element => element.Attribute("Version") is not null));

    static bool IsIn(string folder, string file) => Path.GetFileName(Path.GetDirectoryName(file)) == folder;

    static IEnumerable<string> Sources(string folder) => Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories).Where(IsSource);

    static bool IsSource(string file)
        => !Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin" or "Goldens" || part.StartsWith('.'));

    static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Spam.Keras.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository: no Spam.Keras.sln above them.");
    }
}
