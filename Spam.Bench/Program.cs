using System.Globalization;
using BenchmarkDotNet.Running;
using Spam.Bench;
using Spam.Bench.Fuzz;
using Spam.Bench.Load;

switch (args)
{
    case ["benchmark", .. var rest]:
        BenchmarkSwitcher.FromAssembly(typeof(ProductBenchmark).Assembly).Run(rest);
        break;
    case ["load", var server, var seconds]:
        await LoadReport.RunAsync(new(server), int.Parse(seconds, CultureInfo.InvariantCulture), Console.Out);
        break;
    case ["send", var server, var requests, var clients]:
        await LoadReport.SendAsync(new(server), int.Parse(requests, CultureInfo.InvariantCulture), int.Parse(clients, CultureInfo.InvariantCulture));
        break;
    case ["fuzz", .. var rest]:
        return FuzzReport.Print(rest is [var count, ..] ? int.Parse(count, CultureInfo.InvariantCulture) : 10_000, rest is [_, var folder] ? folder : null, Console.Out);
    default:
        ProductReport.Print(Console.Out);
        StepReport.Print(Console.Out);
        break;
}

return 0;
