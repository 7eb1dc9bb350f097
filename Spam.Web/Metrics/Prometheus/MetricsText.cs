using System.Buffers;
using System.Globalization;
using System.Text;

namespace Spam.Web.Metrics.Prometheus;

/// <summary>Writes metrics as Prometheus reads them.</summary>
/// <remarks>Source: Prometheus, Exposition formats, text format 0.0.4.</remarks>
sealed class MetricsText
{
    /// <summary>The content type.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    readonly ArrayBufferWriter<byte> _bytes = new(16_384);

    /// <summary>What is written.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.WrittenMemory;

    /// <summary>A number: 17, 0.005, +Inf.</summary>
    public static string Number(double value)
        => double.IsPositiveInfinity(value) ? "+Inf"
            : double.IsNegativeInfinity(value) ? "-Inf"
            : value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Begins a family: all its samples follow.</summary>
    public void Family(string name, string type, string help)
    {
        Put("# HELP ");
        Put(name);
        Put(" ");
        Put(help.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal));
        Put("\n# TYPE ");
        Put(name);
        Put(" ");
        Put(type);
        Put("\n");
    }

    /// <summary>A line with a value.</summary>
    public void Sample(string family, string suffix, string labels, double value)
    {
        Put(family);
        Put(suffix);
        if (labels.Length > 0)
        {
            Put("{");
            Put(labels);
            Put("}");
        }

        Put(" ");
        Put(Number(value));
        Put("\n");
    }

    void Put(string text) => Encoding.UTF8.GetBytes(text, _bytes);
}
