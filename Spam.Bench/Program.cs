using System.Globalization;
using BenchmarkDotNet.Running;
using Spam.Bench;
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
    default:
        ProductReport.Print(Console.Out);
        StepReport.Print(Console.Out);
        break;
}
