using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Spam.Bench.Report;

/// <summary>All figures of <c>docs/performance.md</c>, each beside the machine's peak or a plain loop in the same run.</summary>
static class PerformanceReport
{
    /// <summary>Where the full report goes, from the repository's root.</summary>
    public const string Path = "docs/performance.md";

    /// <summary>Writes the report.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="size">How long each figure takes.</param>
    public static void Write(TextWriter output, ReportSize size)
    {
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var peak = new PeakOfRun(size);
        output.WriteLine("# Performance");
        output.WriteLine();
        output.WriteLine("Made by `dotnet run -c Release --project Spam.Bench -- report`. Seconds differ from machine to machine and from hour to");
        output.WriteLine("hour; the ratios are to what was measured in the same run: the peak of fused multiply-adds, or the plain loop.");
        output.WriteLine();
        output.WriteLine($"- Machine: {Machine()}, {Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}, vectors of {(Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128)} bits");
        output.WriteLine($"- Peak of one core: {peak.Of(1) / 1e9:f0} GFLOP/s; of {Environment.ProcessorCount} at work together: {peak.Of(Environment.ProcessorCount) / 1e9:f0} GFLOP/s");
        ProductSection.Write(output, size, peak);
        LayerSection.Write(output, size, peak);
        LSTMSection.Write(output, size, peak);
        TrainingSection.Write(output, size, peak);
        PredictionSection.Write(output, size);
        TokenizerSection.Write(output, size);
        ScalingSection.Write(output, size);
        CultureInfo.CurrentCulture = culture;
    }

    /// <summary>A heading, what stands under it, and the head of a table.</summary>
    public static void Begin(TextWriter output, string heading, string text, params ReadOnlySpan<string> columns)
    {
        output.WriteLine();
        output.WriteLine($"## {heading}");
        output.WriteLine();
        output.WriteLine(text);
        output.WriteLine();
        output.WriteLine($"| {string.Join(" | ", columns!)} |");
        output.WriteLine($"|{string.Concat(Enumerable.Repeat(" --- |", columns.Length))}");
    }

    static string Machine()
    {
        const string CpuInfo = "/proc/cpuinfo";
        var name = File.Exists(CpuInfo) ? File.ReadLines(CpuInfo).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) : null;
        return name?[(name.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
