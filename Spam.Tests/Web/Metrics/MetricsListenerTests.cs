using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Spam.Web.Metrics;
using Spam.Web.Metrics.Prometheus;
using Tag = System.Collections.Generic.KeyValuePair<string, object?>;

namespace Spam.Tests.Web.Metrics;

public sealed class MetricsListenerTests : IDisposable
{
    readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    readonly MetricsListener _listener;
    readonly Meter _meter;

    public MetricsListenerTests()
    {
        var meters = _services.GetRequiredService<IMeterFactory>();
        (_listener, _meter) = (new(meters), meters.Create(ServiceMeter.Name));
    }

    public void Dispose()
    {
        _listener.Dispose();
        _services.Dispose();
    }

    [Fact]
    public void Names_units_and_kinds_are_those_of_Prometheus()
    {
        _meter.CreateCounter<long>("a.requests", "{request}", "Help with \\ and\na line.").Add(3);
        _meter.CreateCounter<double>("a.time", "s").Add(0.25);
        _meter.CreateUpDownCounter<long>("a.active", "{request}").Add(-2);
        _meter.CreateObservableGauge("a.memory", () => 12L, "By");
        _meter.CreateObservableUpDownCounter("a-b.set", () => 7, "By");
        _meter.CreateHistogram<double>("a.duration", "s").Record(3);

        var text = Read();

        Assert.Equal(
            [
                ("a_active", "gauge", "a.active"), ("a_b_set_bytes", "gauge", "a-b.set"), ("a_duration_seconds", "histogram", "a.duration"), ("a_memory_bytes", "gauge", "a.memory"),
                ("a_requests_total", "counter", "Help with \\\\ and\\na line."), ("a_time_seconds_total", "counter", "a.time"),
            ], text.Families.Where(family => family.Name.StartsWith('a')));
        Assert.Equal((3, 0.25, -2, 12, 7, 3), (text["a_requests_total"], text["a_time_seconds_total"], text["a_active"], text["a_memory_bytes"], text["a_b_set_bytes"], text["a_duration_seconds_sum"]));
    }

    [Fact]
    public void A_histogram_has_the_buckets_that_its_instrument_advises()
    {
        var histogram = _meter.CreateHistogram("a.duration", "s", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.5, 1] });
        foreach (var value in (double[])[0, 0.005, 0.0051, 1, 1.1])
            histogram.Record(value);

        var text = Read();

        Assert.Equal(
            (2, 3, 4, 5), (text["a_duration_seconds_bucket{le=\"0.005\"}"], text["a_duration_seconds_bucket{le=\"0.5\"}"], text["a_duration_seconds_bucket{le=\"1\"}"], text["a_duration_seconds_bucket{le=\"+Inf\"}"]));
    }

    [Fact]
    public void What_threads_record_at_once_is_what_one_would_count()
    {
        const int threads = 8, each = 5_000;
        var counter = _meter.CreateCounter<long>("a.number");
        var histogram = _meter.CreateHistogram("a.size", advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 3] });
        Parallel.For(0, threads, new() { MaxDegreeOfParallelism = threads }, thread =>
        {
            for (var i = 0; i < each; i++)
            {
                Tag label = new("label", i % 3), model = new("model", "m");
                counter.Add(2, i % 2 == 0 ? [label, model] : [model, label]);
                histogram.Record(i % 5);
            }
        });

        var text = Read();

        for (var label = 0; label < 3; label++)
            Assert.Equal(2.0 * threads * Enumerable.Range(0, each).Count(i => i % 3 == label), text[$"a_number_total{{label=\"{label}\",model=\"m\"}}"]);
        Assert.Equal((threads * each, 2.0 * threads * each), (text["a_size_count"], text["a_size_sum"]));
        Assert.Equal(threads * each * 4 / 5, text["a_size_bucket{le=\"3\"}"]);
    }

    [Theory, InlineData("a \"b\" \\ c\nd"), InlineData("}"), InlineData("a,b=\"c\"} 1\n# HELP x"), InlineData("\\"), InlineData("naïve 😀"), InlineData(""), InlineData("\r\t\0")]
    public void A_hostile_value_of_a_label_breaks_no_line(string value)
    {
        _meter.CreateCounter<long>("a.number").Add(1, new Tag("model", value.Replace("\r", "", StringComparison.Ordinal)));

        var text = Read();

        Assert.Equal(1, text[$"a_number_total{{model=\"{value.Replace("\r", "", StringComparison.Ordinal)}\"}}"]);
    }

    [Fact]
    public void A_surrogate_that_stands_alone_is_replaced()
    {
        _meter.CreateCounter<long>("a.number").Add(1, new Tag("model", "\ud83d"));

        Assert.Equal(1, Read()["a_number_total{model=\"\ufffd\"}"]);
    }

    [Fact]
    public void Whatever_is_recorded_there_are_not_more_series_than_a_bound_and_nothing_is_lost()
    {
        var counter = _meter.CreateCounter<long>("a.number");
        var random = new Random(7);
        string[] names = ["model", "label", "url.path", "client.address", "result", "label"];
        for (var i = 0; i < 20_000; i++)
            counter.Add(1, [.. Enumerable.Range(0, random.Next(4)).Select(_ => new Tag(names[random.Next(names.Length - 1)], random.Next(3) == 0 ? $"{random.Next()}" : null))]);

        var text = Read();
        var series = text.Samples.Where(sample => sample.Key.StartsWith("a_number_total", StringComparison.Ordinal)).ToList();

        Assert.Equal(Family.MostSeries + 1, series.Count);
        Assert.Equal(20_000, series.Sum(sample => sample.Value));
        Assert.True(text["a_number_total{overflow=\"true\"}"] > 0);
        Assert.DoesNotContain(text.Labels, label => label.Name is "url_path" or "client_address");
    }

    [Fact]
    public void Tags_that_read_the_same_are_one_line()
    {
        var counter = _meter.CreateCounter<long>("a.number");
        counter.Add(1, new Tag("http.response.status_code", 200));
        counter.Add(1, new Tag("http.response.status_code", "200"));
        counter.Add(1, new Tag("http.response.status_code", 200L), new("model", null));

        Assert.Equal(3, Read()["a_number_total{http_response_status_code=\"200\"}"]);
    }

    [Fact]
    public void What_is_observed_no_longer_is_told_no_longer()
    {
        List<Measurement<int>> models = [new(1, new Tag("model", "a")), new(1, new Tag("model", "b"))];
        _meter.CreateObservableGauge("a.info", () => models);

        var before = Read();
        models.RemoveAt(0);
        var after = Read();

        Assert.Equal(["a_info{model=\"a\"}", "a_info{model=\"b\"}"], before.Samples.Keys.Where(key => key.StartsWith("a_info", StringComparison.Ordinal)));
        Assert.Equal(["a_info{model=\"b\"}"], after.Samples.Keys.Where(key => key.StartsWith("a_info", StringComparison.Ordinal)));
    }

    [Fact]
    public void Recording_allocates_nothing()
    {
        var counter = _meter.CreateCounter<long>("a.number");
        var histogram = _meter.CreateHistogram<double>("a.duration", "s");
        object status = 200;
        Record();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
            Record();

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Record()
        {
            counter.Add(1, new("model", "m"), new Tag("version", "v1"), new Tag("label", "spam"));
            histogram.Record(0.1, new("http.route", "/prediction"), new Tag("http.response.status_code", status), new Tag("url.scheme", "http"));
        }
    }

    [Fact]
    public void Another_service_of_the_same_process_is_not_heard()
    {
        using var other = new ServiceCollection().AddMetrics().BuildServiceProvider();
        other.GetRequiredService<IMeterFactory>().Create(ServiceMeter.Name).CreateCounter<long>("a.number").Add(1);
        _services.GetRequiredService<IMeterFactory>().Create("Somebody.Else").CreateCounter<long>("a.number").Add(1);

        Assert.DoesNotContain("a_number_total", Read().Samples.Keys);
    }

    Exposition Read() => Exposition.Read(_listener.Write().Span);
}
