using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using System.Text.RegularExpressions;

namespace Spam.Tests.Keras;

/// <summary>The numbers hold on processors with less: the numeric tests run again in child processes with instructions switched off.</summary>
/// <remarks>The runtime reads its switches as it starts, so each set needs a process of its own.</remarks>
public partial class InstructionSetTests
{
    /// <summary>Tells a child what it is to be without.</summary>
    const string Variable = "SPAM_TESTS_WITHOUT";

    /// <summary>What a child runs.</summary>
    static readonly string[] _subset =
    [
        nameof(The_switch_has_worked), "Tests.Keras.Activations.", "Tests.Keras.Kernels.", "Tests.Keras.Layers.", "Tests.Keras.Losses.", "Tests.Keras.Optimizers.",
    ];

    /// <summary>What a child leaves out, as it takes long without vectors: slopes are measured by many forward runs, and golden gradients are there too.</summary>
    static readonly string[] _slow = ["measured_slopes", "Tests.Keras.Kernels.DropoutMaskTests.", "Tests.Keras.Layers.LayerContractTests."];

    /// <summary>What can be switched off: the runtime's switch, and whether this process has it.</summary>
    static readonly Dictionary<string, (string Switch, Func<bool> IsOn)> _sets = new()
    {
        ["AVX-512"] = ("DOTNET_EnableAVX512", () => Avx512F.IsSupported || Vector512.IsHardwareAccelerated),
        ["AVX2"] = ("DOTNET_EnableAVX2", () => Avx2.IsSupported || Fma.IsSupported || Vector256.IsHardwareAccelerated),
        ["intrinsics"] = ("DOTNET_EnableHWIntrinsic", () => Sse42.IsSupported || AdvSimd.IsSupported || Vector128.IsHardwareAccelerated),
    };

    [GeneratedRegex(@"\bPassed: (\d+)")]
    private static partial Regex NumPassed();

    static string? Without => Environment.GetEnvironmentVariable(Variable);

    [SkippableTheory, InlineData("AVX-512"), InlineData("AVX2"), InlineData("intrinsics")]
    public async Task The_numbers_hold_without(string set)
    {
        Skip.IfNot(Without is null, "This is a child run itself.");
        Skip.IfNot(_sets[set].IsOn(), $"This processor has no {set} to begin with.");

        var (exitCode, output) = await RunChild(set);

        Assert.True(exitCode == 0, output);
        Assert.True(int.Parse(NumPassed().Match(output).Groups[1].Value, CultureInfo.InvariantCulture) > 300, $"Only a few tests ran:\n{output}");
        Assert.Contains($"Passed {typeof(InstructionSetTests).FullName}.{nameof(The_switch_has_worked)}", output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void The_switch_has_worked()
    {
        Skip.If(Without is null, "This is no child run.");

        Assert.False(_sets[Without].IsOn(), $"{Without} is still on: {_sets[Without].Switch}=0 has done nothing.");
    }

    static async Task<(int ExitCode, string Output)> RunChild(string set)
    {
        var dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
        string[] arguments =
        [
            "test", typeof(InstructionSetTests).Assembly.Location, "--logger", "console;verbosity=normal",
            "--environment", $"{_sets[set].Switch}=0", "--environment", $"{Variable}={set}",
            "--filter",
            $"({string.Join('|', _subset.Select(name => $"FullyQualifiedName~{name}"))}){string.Concat(_slow.Select(name => $"&FullyQualifiedName!~{name}"))}",
        ];
        var start = new ProcessStartInfo(dotnet, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";

        using var child = Process.Start(start)!; // no shell is used, so there is a process
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        try
        {
            var (output, errors) = (child.StandardOutput.ReadToEndAsync(deadline.Token), child.StandardError.ReadToEndAsync(deadline.Token));
            await child.WaitForExitAsync(deadline.Token);
            return (child.ExitCode, $"{await output}{await errors}");
        }
        finally
        {
            if (!child.HasExited)
                child.Kill(entireProcessTree: true);
        }
    }
}
