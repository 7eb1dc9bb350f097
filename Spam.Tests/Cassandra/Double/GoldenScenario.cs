namespace Spam.Tests.Cassandra.Double;

/// <summary>A recorded exchange: its lines in the order in which they went over the wire.</summary>
static class GoldenScenario
{
    /// <summary>The scenarios of folders, by folder and name, without those that are left out.</summary>
    public static TheoryData<string> Names(string[] folders, params string[] leftOut)
    {
        var names = new TheoryData<string>();
        foreach (var folder in folders.Where(folder => Directory.Exists(GoldenData.PathOf($"cassandra/{folder}"))))
        {
            foreach (var file in Directory.GetFiles(GoldenData.PathOf($"cassandra/{folder}"), "*.jsonl").Order(StringComparer.Ordinal))
            {
                var name = $"{folder}/{Path.GetFileNameWithoutExtension(file)}";
                if (!leftOut.Contains(name))
                    names.Add(name);
            }
        }

        return names.Count > 0 ? names : new() { "absent" };
    }

    public static List<GoldenLine> Read(string scenario) => GoldenLine.ReadAll(GoldenData.Require($"cassandra/{scenario}.jsonl"));
}
