using System.Globalization;
using BenchmarkDotNet.Running;
using Spam.Bench;
using Spam.Bench.Bulk;
using Spam.Bench.Cassandra;
using Spam.Bench.Faults;
using Spam.Bench.Files;
using Spam.Bench.Fuzz;
using Spam.Bench.Kinds;
using Spam.Bench.Load;
using Spam.Bench.Reload;
using Spam.Bench.Report;

switch (args)
{
    case ["benchmark", .. var rest]:
        BenchmarkSwitcher.FromAssembly(typeof(ProductBenchmark).Assembly).Run(rest);
        break;
    case ["load", var server, var seconds]:
        await LoadReport.RunAsync(new(server), int.Parse(seconds, CultureInfo.InvariantCulture), Console.Out);
        break;
    case ["overload", .. var rest]:
        await OverloadReport.RunAsync(new(rest is [var place, ..] ? place : "http://127.0.0.1:8000"), rest is [_, var time] ? int.Parse(time, CultureInfo.InvariantCulture) : 5, Console.Out);
        break;
    case ["send", var server, var requests, var clients]:
        await LoadReport.SendAsync(new(server), int.Parse(requests, CultureInfo.InvariantCulture), int.Parse(clients, CultureInfo.InvariantCulture));
        break;
    case ["reload", .. var rest]:
        return await ReloadReport.RunAsync(Number(rest, 0, 50), Number(rest, 1, 16), Console.Out);
    case ["report", .. var options]:
        WriteReport(options);
        break;
    case ["files"]:
        GoldenFilesReport.Print(Console.Out);
        Console.Out.WriteLine();
        FormsReport.Print(Console.Out, ReportSize.Full);
        break;
    case ["kinds", .. var rest]:
        return KindsReport.Print(rest, Console.Out);
    case ["fuzz", .. var rest]:
        return FuzzReport.Print(rest is [var count, ..] ? int.Parse(count, CultureInfo.InvariantCulture) : 10_000, rest is [_, var folder] ? folder : null, Console.Out);
    case ["bulk", .. var rest]:
        return await BulkReport.RunAsync(rest is [var lines, ..] ? int.Parse(lines, CultureInfo.InvariantCulture) : 1_000_000, Console.Out);
    case ["cassandra", .. var rest]:
        return await CassandraReport.RunAsync(rest, Console.Out);
    case ["fault", .. var rest]:
        return await FaultTable.RunAsync(rest, Console.Out);
    case ["cassandra-double", var hosts]:
        await DoubleServer.RunAsync(int.Parse(hosts, CultureInfo.InvariantCulture), Console.In, Console.Out);
        break;
    default:
        Console.Error.WriteLine($"'{string.Join(' ', args)}' is nothing that can be measured. Known:");
        foreach (var (call, what) in Measurements.All)
            Console.Error.WriteLine($"  {call,-42}  {what}");
        return 2;
}

return 0;

static int Number(string[] arguments, int place, int byDefault)
    => place < arguments.Length ? int.Parse(arguments[place], CultureInfo.InvariantCulture) : byDefault;

static void WriteReport(string[] options)
{
    var isQuick = options.Contains("--quick");
    var place = Array.IndexOf(options, "--out");
    using var text = new StringWriter();
    PerformanceReport.Write(text, isQuick ? ReportSize.Quick : ReportSize.Full);
    Console.Write(text);
    var path = place >= 0 && place + 1 < options.Length ? options[place + 1] : isQuick ? null : PerformanceReport.Path;
    if (path is not null)
        File.WriteAllText(path, text.ToString());
}
