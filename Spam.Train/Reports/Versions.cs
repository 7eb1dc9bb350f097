using System.Reflection;
using System.Runtime.InteropServices;

namespace Spam.Train.Reports;

/// <summary>What a report was written with.</summary>
static class Versions
{
    /// <summary>This program.</summary>
    public static string Program { get; } =
        $"Spam.Train {typeof(Versions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown"}";

    /// <summary>What runs it.</summary>
    public static string Runtime { get; } = RuntimeInformation.FrameworkDescription;
}
