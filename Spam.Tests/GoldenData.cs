using System.Text.Json;

namespace Spam.Tests;

/// <summary>
/// Numbers and files that the originals made. They stand in <c>Goldens/</c>, or in the folder that <c>SPAM_GOLDENS</c> names, in the same layout;
/// a folder may hold a part only, and what is absent is skipped with that reason.
/// </summary>
static class GoldenData
{
    /// <summary>The folder with <c>numerics/</c>, <c>text/</c>, <c>formats/</c>, <c>api/</c>, <c>cassandra/</c>.</summary>
    public static string Root { get; } = Environment.GetEnvironmentVariable("SPAM_GOLDENS") is { Length: > 0 } folder
        ? folder
        : Path.Combine(AppContext.BaseDirectory, "Goldens");

    /// <summary>The full path of a golden file or folder.</summary>
    public static string PathOf(string relative) => Path.Combine(Root, relative);

    /// <summary>Skips the running test where the file or folder is absent.</summary>
    public static string Require(string relative)
    {
        var path = PathOf(relative);
        Skip.IfNot(File.Exists(path) || Directory.Exists(path), $"{relative} is absent from the golden data.");
        return path;
    }

    /// <summary>The JSON file, or a skipped test where it is absent.</summary>
    public static JsonElement Json(string relative) => ParseJson(Require(relative));

    /// <summary>A JSON file that is ours, as a list of deviations: from the golden folder where it has one, else the one that stands in <c>Goldens/</c>.</summary>
    public static JsonElement OwnJson(string relative)
        => ParseJson(File.Exists(PathOf(relative)) ? PathOf(relative) : Path.Combine(AppContext.BaseDirectory, "Goldens", relative));

    /// <summary>The arrays of an <c>.npz</c> file, or a skipped test where it is absent.</summary>
    public static Npz Npz(string relative) => Tests.Npz.Read(Require(relative));

    /// <summary>The cases of an index file that <paramref name="wanted"/> takes, by name, for <c>[MemberData]</c>: one row <c>"absent"</c> where there are none.</summary>
    public static TheoryData<string> Names(string index, Func<JsonElement, bool>? wanted = null)
    {
        var names = new TheoryData<string>();
        var path = PathOf(index);
        if (File.Exists(path))
        {
            foreach (var entry in ParseJson(path).EnumerateArray().Where(entry => wanted is null || wanted(entry)))
                names.Add(entry.GetProperty("name").GetString()!);
        }

        return names.Count > 0 ? names : new() { Absent };
    }

    /// <summary>The names of the properties of an object (or of the object below <paramref name="property"/>) in a JSON file, for <c>[MemberData]</c>.</summary>
    public static TheoryData<string> Keys(string file, string? property = null)
    {
        var names = new TheoryData<string>();
        var path = PathOf(file);
        if (File.Exists(path))
        {
            var element = ParseJson(path);
            if (property is not null && !element.TryGetProperty(property, out element))
                return new() { Absent };
            foreach (var member in element.EnumerateObject())
                names.Add(member.Name);
        }

        return names.Count > 0 ? names : new() { Absent };
    }

    /// <summary>The case of that name, or a skipped test for the row <c>"absent"</c>.</summary>
    public static JsonElement Case(string index, string name)
    {
        Skip.If(name == Absent, $"{index} is absent from the golden data.");
        return ParseJson(PathOf(index)).EnumerateArray().First(entry => entry.GetProperty("name").GetString() == name);
    }

    const string Absent = "absent";

    static readonly Dictionary<string, JsonElement> _parsed = [];

    static JsonElement ParseJson(string path)
    {
        lock (_parsed)
        {
            if (!_parsed.TryGetValue(path, out var element))
            {
                using var document = JsonDocument.Parse(File.ReadAllBytes(path), new() { MaxDepth = 256 });
                _parsed[path] = element = document.RootElement.Clone();
            }

            return element;
        }
    }
}
