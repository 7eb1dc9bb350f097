using BenchmarkDotNet.Running;
using Spam.Bench;

if (args is ["benchmark", .. var rest])
{
    BenchmarkSwitcher.FromAssembly(typeof(ProductBenchmark).Assembly).Run(rest);
    return;
}

ProductReport.Print(Console.Out);
StepReport.Print(Console.Out);
