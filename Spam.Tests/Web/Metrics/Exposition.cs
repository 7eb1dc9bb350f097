using System.Globalization;
using System.Text;

namespace Spam.Tests.Web.Metrics;

/// <summary>Reads Prometheus' text format 0.0.4 by its rules, and fails where one is broken. Written from the format's description, not from our writer.</summary>
sealed class Exposition
{
    readonly List<(string Name, string Type, string Help)> _families = [];
    readonly Dictionary<string, double> _samples = [];
    readonly List<(string Name, IReadOnlyList<(string Name, string Value)> Labels, double Value)> _lines = [];
    readonly HashSet<string> _begun = [];
    string? _help;

    /// <summary>The families, in their order.</summary>
    public IReadOnlyList<(string Name, string Type, string Help)> Families => _families;

    /// <summary>The values by name and labels, the labels in the order of their names: <c>a_total{x="1",y="2"}</c>, with values as they are after unescaping.</summary>
    public IReadOnlyDictionary<string, double> Samples => _samples;

    /// <summary>Reads a whole answer.</summary>
    public static Exposition Read(ReadOnlySpan<byte> bytes)
    {
        var text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes);
        var exposition = new Exposition();
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', text);
        foreach (var line in text[..^1].Split('\n'))
            exposition.ReadLine(line);
        exposition.CheckHistograms();
        return exposition;
    }

    /// <summary>A value by its name and labels.</summary>
    public double this[string sample] => Samples[sample];

    /// <summary>The labels of all samples, but for <c>le</c>.</summary>
    public IEnumerable<(string Name, string Value)> Labels => _lines.SelectMany(line => line.Labels).Where(label => label.Name != "le").Distinct();

    void ReadLine(string line)
    {
        Assert.NotEqual("", line);
        if (line.StartsWith("# HELP ", StringComparison.Ordinal))
        {
            Assert.Null(_help);
            _help = line["# HELP ".Length..];
        }
        else if (line.StartsWith("# TYPE ", StringComparison.Ordinal))
        {
            var words = line.Split(' ');
            Assert.Equal(4, words.Length);
            Assert.Contains(words[3], (string[])["counter", "gauge", "histogram"]);
            Assert.StartsWith(words[2] + " ", _help, StringComparison.Ordinal);
            Assert.True(_begun.Add(words[2]), $"{words[2]} begins twice");
            _families.Add((words[2], words[3], _help![(words[2].Length + 1)..])); // checked above
            _help = null;
        }
        else
        {
            Assert.NotEqual('#', line[0]);
            Assert.Null(_help);
            ReadSample(line);
        }
    }

    void ReadSample(string line)
    {
        var labels = ParseLabels(line, out var end);
        var name = line[..line.AsSpan().IndexOfAny('{', ' ')];
        var (family, type, _) = _families[^1];
        var suffixes = type == "histogram" ? (string[])["_bucket", "_sum", "_count"] : [""];
        Assert.Contains(name, suffixes.Select(suffix => family + suffix));
        Assert.Matches("^[a-zA-Z_:][a-zA-Z0-9_:]*$", name);
        Assert.Equal(type == "counter", family.EndsWith("_total", StringComparison.Ordinal));
        Assert.Equal(name == family + "_bucket" && type == "histogram", labels.Any(label => label.Name == "le"));
        Assert.Equal(labels.Count, labels.Select(label => label.Name).Distinct().Count());
        Assert.Equal(' ', line[end]);
        var value = Number(line[(end + 1)..]);
        if (type is "counter" or "histogram")
            Assert.True(value >= 0, line);
        _lines.Add((name, labels, value));
        Assert.True(_samples.TryAdd(name + Written(labels), value), $"twice: {line}");
    }

    static string Written(IEnumerable<(string Name, string Value)> labels)
    {
        var list = string.Join(",", labels.OrderBy(label => label.Name, StringComparer.Ordinal).Select(label => $"{label.Name}=\"{label.Value}\""));
        return list.Length > 0 ? $"{{{list}}}" : "";
    }

    static List<(string Name, string Value)> ParseLabels(string line, out int end)
    {
        var labels = new List<(string, string)>();
        end = line.AsSpan().IndexOfAny('{', ' ');
        if (end < 0 || line[end] == ' ')
            return labels;
        for (end++; line[end] != '}';)
        {
            if (labels.Count > 0)
                Assert.Equal(',', line[end++]);
            var equals = line.IndexOf('=', end);
            var name = line[end..equals];
            Assert.Matches("^[a-zA-Z_][a-zA-Z0-9_]*$", name);
            Assert.Equal('"', line[equals + 1]);
            var value = new StringBuilder();
            for (end = equals + 2; line[end] != '"'; end++)
                value.Append(line[end] != '\\' ? line[end] : Unescaped(line[++end]));
            end++;
            labels.Add((name, value.ToString()));
        }

        end++;
        return labels;
    }

    static char Unescaped(char character)
    {
        Assert.Contains(character, "\\\"n");
        return character == 'n' ? '\n' : character;
    }

    static double Number(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    void CheckHistograms()
    {
        foreach (var (family, type, _) in _families.Where(family => family.Type == "histogram"))
        {
            var buckets = _lines.Where(line => line.Name == family + "_bucket")
                .GroupBy(line => Written(line.Labels.Where(label => label.Name != "le")));
            foreach (var series in buckets)
            {
                var bounds = series.Select(bucket => (Bound: Number(bucket.Labels.Single(label => label.Name == "le").Value), bucket.Value)).ToList();
                Assert.Equal(bounds.OrderBy(bucket => bucket.Bound), bounds);
                Assert.Equal(bounds.Select(bucket => bucket.Value).Order(), bounds.Select(bucket => bucket.Value));
                Assert.Equal((double.PositiveInfinity, _samples[$"{family}_count{series.Key}"]), bounds[^1]);
                Assert.True(_samples.ContainsKey($"{family}_sum{series.Key}"));
            }
        }
    }
}
